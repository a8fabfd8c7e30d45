package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.List;

/** Finds the next statement where a dialect needs no semicolon before it. */
final class SecondVerbs {
  /** Verbs that may also be names; what follows them tells. */
  private static final WordTable VERBS =
      new WordTable(
          List.of("dump", "load", "lock", "online", "quiesce", "mount", "unmount", "reorg"));

  private static final WordTable OBJECTS =
      new WordTable(
          List.of(
              "database",
              "transaction",
              "tran",
              "table",
              "rebuild",
              "compact",
              "defrag",
              "reclaim_space",
              "forwarded_rows"));

  private static final WordTable TEXT_VERBS = new WordTable(List.of("writetext", "updatetext"));

  /** Verbs behind Snowflake's {@code ->>} that are no keywords elsewhere. */
  private static final WordTable PIPED =
      new WordTable(
          List.of("undrop", "remove", "rm", "put", "copy", "comment", "refresh", "unset"));

  private SecondVerbs() {}

  /** Judges a word that is no keyword. */
  static void name(Statement statement, int i, Findings findings) {
    if (statement.symbol(i - 1) == '>') {
      piped(statement, i, findings);
    } else if (statement.kind(i + 1) == TokenKind.WORD) {
      boolean verb = statement.isIn(i + 1, OBJECTS) && statement.isIn(i, VERBS);
      boolean text = statement.is(i + 1, NONE) && statement.isIn(i, TEXT_VERBS);
      unknown(verb || text, statement, i, findings);
    }
  }

  /** Judges a keyword behind the first verb. */
  static void keyword(
      Statement statement, int i, boolean merges, boolean changes, Findings findings) {
    if (statement.symbol(i + 1) == '(') {
      return;
    }
    switch (statement.word(i)) {
      case UPDATE -> {
        boolean asked = statement.is(i - 1, FOR) || statement.is(i - 1, THEN);
        unknown(!asked, statement, i, findings);
      }
      case SET -> unknown(!changes, statement, i, findings);
      case INSERT,
          DELETE,
          MERGE,
          REPLACE,
          DROP,
          ALTER,
          CREATE,
          TRUNCATE,
          GRANT,
          REVOKE,
          CALL,
          EXEC,
          EXECUTE,
          BEGIN,
          DECLARE,
          BACKUP,
          RESTORE,
          SHUTDOWN,
          KILL,
          DENY,
          COMMIT,
          ROLLBACK,
          WHILE,
          IF,
          DBCC,
          DISABLE,
          ENABLE,
          RECONFIGURE ->
          unknown(!merges, statement, i, findings);
      case USE -> use(statement, i, findings);
      case LOAD, LOCK, COPY, COMMENT, REFRESH -> name(statement, i, findings);
      default -> {}
    }
  }

  private static void use(Statement statement, int i, Findings findings) {
    unknown(true, statement, i, findings);
    if (statement.isName(i + 1) && statement.is(i + 1, NONE)) {
      findings.retarget(Reach.Kind.NEXT_DATABASE, statement.name(i + 1), "USE");
    }
  }

  private static void piped(Statement statement, int i, Findings findings) {
    boolean pipe = statement.symbol(i - 2) == '>' && statement.symbol(i - 3) == '-';
    boolean stage = statement.kind(i + 1) == TokenKind.VARIABLE || statement.symbol(i + 1) == '@';
    boolean goesOn = stage || statement.isName(i + 1);
    boolean ends = statement.is(i + 1, FROM) || statement.is(i + 1, AS);
    unknown(pipe && goesOn && !ends && statement.isIn(i, PIPED), statement, i, findings);
  }

  private static void unknown(boolean second, Statement statement, int i, Findings findings) {
    if (second) {
      findings.unknown("a second verb: " + statement.text(i).toUpperCase(java.util.Locale.ROOT));
    }
  }
}
