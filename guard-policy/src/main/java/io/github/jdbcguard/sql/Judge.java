package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** Finds the shape of a statement by its first word; what has none is not understood. */
final class Judge {
  private static final int DEEPEST = 8;

  private final Findings findings = new Findings();
  private int depth;

  /** Judges one whole statement after another. */
  JudgedStatement judged(Statement statement) {
    findings.clear();
    int first = statement.from();
    while (statement.kind(first) == TokenKind.DOUBT) {
      first++;
    }
    judge(statement, first, findings);
    Compound.reaches(statement, first, findings, this);
    InnerTexts.read(statement, first, findings);
    if (statement.dialect() == Dialect.SQLITE) {
      PragmaShape.tables(statement, findings);
    }
    doubts(statement, findings);
    if (statement.tokens().dotted()) {
      QualifiedNames.read(statement, first, findings);
    }
    return findings.judged();
  }

  /** Keeps nothing of what was judged. */
  void clear() {
    findings.clear();
  }

  private static void doubts(Statement statement, Findings findings) {
    if (statement.doubtful()) {
      findings.unknown("where the statement ends is not certain");
    }
    if (!statement.tokens().flawed()) {
      return;
    }
    if (statement.tokens().count() > Tokens.LIMIT) {
      findings.unknown("too long to judge");
      return;
    }
    for (int i = statement.from(); i < statement.to(); i++) {
      TokenKind kind = statement.kind(i);
      if (kind == TokenKind.DEAD) {
        findings.unknown("a string, name or comment that never ends");
      } else if (kind == TokenKind.DOUBT) {
        findings.unknown("characters or quotes that servers may read in several ways");
      } else if (kind == TokenKind.SYMBOL && isUnpaired(statement, i)) {
        findings.unknown("a bracket without its partner");
      }
    }
  }

  private static boolean isUnpaired(Statement statement, int i) {
    return switch (statement.symbol(i)) {
      case '(', ')', '[', ']', '{', '}' -> !statement.has(statement.tokens().partner(i));
      default -> false;
    };
  }

  /** Judges the statement whose first token is at {@code verb}. */
  void judge(Statement statement, int verb, Findings findings) {
    depth++;
    if (depth > DEEPEST) {
      findings.unknown("nested too deep");
    } else {
      shape(statement, verb, findings);
    }
    depth--;
  }

  private void shape(Statement statement, int verb, Findings findings) {
    switch (statement.dialect()) {
      case SQLSERVER -> TransactShape.judge(statement, verb, findings, this);
      case ORACLE -> OracleShape.judge(statement, verb, findings, this);
      case POSTGRESQL, MYSQL, MARIADB, H2, SQLITE, STANDARD -> shared(statement, verb, findings);
    }
  }

  /** The shapes that dialects have in common. */
  void shared(Statement statement, int verb, Findings findings) {
    switch (statement.word(verb)) {
      case SELECT, WITH, VALUES, TABLE, INSERT, UPDATE, DELETE, MERGE, REPLACE ->
          QueryShape.judge(statement, verb, findings);
      case SET -> set(statement, verb, findings);
      case RESET -> SetShape.reset(statement, verb, findings);
      case BEGIN -> begin(statement, verb, findings);
      case START, COMMIT, END, ROLLBACK, ABORT, SAVEPOINT, RELEASE ->
          TransactionShape.judge(statement, verb, findings);
      case EXPLAIN, DESCRIBE, DESC -> ExplainShape.judge(statement, verb, findings, this);
      case ANALYZE, ANALYSE -> ExplainShape.analyze(statement, verb, findings, this);
      case COPY -> CopyShape.judge(statement, verb, findings);
      case PRAGMA -> PragmaShape.judge(statement, verb, findings);
      case PREPARE, EXECUTE, DECLARE, DO, CALL ->
          PreparedShape.judge(statement, verb, findings, this);
      case CREATE,
          ALTER,
          DROP,
          TRUNCATE,
          GRANT,
          REVOKE,
          DENY,
          REASSIGN,
          IMPORT,
          RENAME,
          COMMENT,
          SECURITY ->
          DdlShape.judge(statement, verb, findings);
      case NONE -> punctuation(statement, verb, findings);
      default -> UtilityShape.judge(statement, verb, findings);
    }
  }

  private static void punctuation(Statement statement, int verb, Findings findings) {
    switch (statement.symbol(verb)) {
      case '(' -> QueryShape.judge(statement, verb, findings);
      case '{' -> PreparedShape.escape(statement, verb, findings);
      default -> UtilityShape.judge(statement, verb, findings);
    }
  }

  /** MariaDB's anonymous block; elsewhere a transaction. */
  private void begin(Statement statement, int verb, Findings findings) {
    TransactionShape.judge(statement, verb, findings);
    if (statement.mysqlLike() && statement.is(verb + 1, NOT, ATOMIC)) {
      Compound.judge(statement, verb + 3, findings, this);
    }
  }

  /** MariaDB's SET STATEMENT … FOR runs the statement behind FOR. */
  private void set(Statement statement, int verb, Findings findings) {
    SetShape.judge(statement, verb, findings);
    if (statement.is(verb + 1, STATEMENT)) {
      int query = statement.find(FOR, verb, statement.to());
      judge(statement, query < 0 ? statement.to() : query + 1, findings);
    }
  }

  /** Judges a text that a statement holds in a literal. */
  void text(String sql, Dialect dialect, Findings findings) {
    for (JudgedStatement inner : Classifier.of(dialect).judge(sql).statements()) {
      findings.addAll(inner);
    }
  }
}
