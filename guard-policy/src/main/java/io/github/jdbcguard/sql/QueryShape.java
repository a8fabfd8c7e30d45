package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SELECT, WITH, VALUES, TABLE, and INSERT, UPDATE, DELETE, MERGE, REPLACE: one walk over all tokens
 * finds every change of data, wherever it is nested, every lock, every INTO, and every call.
 */
final class QueryShape {
  /** Words after a column that is called like a verb: {@code (delete IS NULL)}. */
  private static final Set<Keyword> OPERATORS =
      EnumSet.of(IS, AND, OR, IN, NOT, LIKE, BETWEEN, ASC, DESC, ILIKE, COLLATE, AS, OVER, FILTER);

  private final Statement statement;
  private final Findings findings;
  private final int start;
  private final boolean omitsSeparators;

  /** The verb that the query begins with; of the others {@link WithClause} knows. */
  private int verb = -1;

  private @Nullable WithClause withClause;
  private @Nullable Calls calls;
  private int ownInto = -1;

  /** What has a list of columns behind it, not arguments. */
  private int noCall = -1;

  private boolean merges;
  private boolean changes;

  private QueryShape(Statement statement, int start, Findings findings) {
    this.statement = statement;
    this.findings = findings;
    this.start = start;
    this.omitsSeparators = statement.dialect().mayOmitSeparators();
  }

  static boolean leads(Keyword word) {
    return switch (word) {
      case SELECT, VALUES, TABLE, WITH, INSERT, UPDATE, DELETE, MERGE, REPLACE -> true;
      default -> false;
    };
  }

  /** Judges the query or change of data whose first word is at {@code start}. */
  static void judge(Statement statement, int start, Findings findings) {
    new QueryShape(statement, start, findings).walk();
  }

  /** Judges the calls, locks and nested changes in expressions that begin at {@code start}. */
  static void judgeExpressions(Statement statement, int start, Findings findings) {
    QueryShape shape = new QueryShape(statement, start - 1, findings);
    for (int i = start; i < statement.to(); i++) {
      shape.read(i);
    }
  }

  private void walk() {
    int first = start;
    while (statement.symbol(first) == '(') {
      first++;
    }
    verb = first;
    if (!leads(statement.word(first))) {
      findings.unknown("not a query");
    }
    for (int i = start; i < statement.to(); i++) {
      read(i);
    }
  }

  private void read(int i) {
    if (!statement.isName(i)) {
      return;
    }
    boolean called = statement.symbol(i + 1) == '(';
    if (called && i != noCall && !isVerb(i)) {
      call(i);
    }
    Keyword word = statement.word(i);
    if (word == NONE || isLabel(i)) {
      name(i, word, called);
      return;
    }
    clause(i, word);
    if (omitsSeparators && i != start && !isVerb(i)) {
      SecondVerbs.keyword(statement, i, merges, changes, findings);
    }
  }

  private boolean isVerb(int i) {
    return i == verb || (withClause != null && withClause.isVerb(i));
  }

  private void call(int i) {
    if (calls == null) {
      calls = new Calls(statement, findings);
    }
    calls.read(i, merges);
  }

  /** A word that leads nowhere by itself: {@code s.nextval}, {@code DUMP TRANSACTION}. */
  private void name(int i, Keyword word, boolean called) {
    if (word == NEXTVAL && !called && statement.dialect() != Dialect.POSTGRESQL) {
      findings.add(Operation.CALL, "draws from a sequence");
    }
    if (omitsSeparators && i != start) {
      SecondVerbs.name(statement, i, findings);
    }
  }

  /** A column or a label that is called like a keyword: {@code t.into}, {@code x AS into}. */
  private boolean isLabel(int i) {
    return statement.symbol(i - 1) == '.'
        || (i != start && statement.is(i - 1, AS) && statement.symbol(i + 1) != '(');
  }

  private void clause(int i, Keyword word) {
    switch (word) {
      case SELECT, VALUES, TABLE -> query(i);
      case INSERT, UPDATE, DELETE, MERGE, REPLACE -> change(i);
      case WITH -> with(i);
      case INTO -> into(i);
      case FOR -> locks(i);
      case LOCK -> lockInShareMode(i);
      case NEXT -> nextValue(i);
      case NEXTVAL -> nextOfDb2(i);
      case DO, KEY -> upsert(i);
      case THEN -> branch(i);
      case UESCAPE -> escapedCall(i);
      default -> {}
    }
  }

  private void query(int i) {
    if (isVerb(i) || statement.is(i, SELECT)) {
      findings.add(Operation.READ, "query");
    }
  }

  private void with(int i) {
    if (statement.dialect() == Dialect.SQLSERVER) {
      TransactHints.judge(statement, i, findings);
    } else if (isFirebirdLock(i)) {
      findings.add(Operation.UPDATE, "locks rows");
      return;
    }
    if (withClause == null) {
      withClause = new WithClause(statement, start);
    }
    if (!withClause.findVerbs(i) && (isVerb(i) || statement.symbol(i - 1) == '(')) {
      findings.unknown("WITH is not understood");
    }
  }

  /** {@code SELECT … WITH LOCK}, but {@code WITH lock AS (SELECT …)}. */
  private boolean isFirebirdLock(int i) {
    return statement.dialect() == Dialect.STANDARD
        && statement.is(i + 1, LOCK)
        && !statement.is(i + 2, AS)
        && statement.symbol(i + 2) != '(';
  }

  private void change(int i) {
    if (!isChange(i)) {
      return;
    }
    DmlShape shape = new DmlShape(statement, i, end(i));
    ownInto = shape.into();
    noCall = shape.lastOfTarget();
    merges |= statement.is(i, MERGE);
    changes = true;
    shape.judge(findings);
  }

  private boolean isChange(int i) {
    if (isVerb(i)) {
      return true;
    }
    boolean hint = statement.is(i, MERGE, JOIN) || statement.is(i, MERGE, UNION);
    if (statement.dialect() == Dialect.ORACLE || hint) {
      return false; // Oracle's queries hold none; OPTION (MERGE JOIN)
    }
    boolean follows = statement.isName(i + 1) && !OPERATORS.contains(statement.word(i + 1));
    return statement.symbol(i - 1) == '(' && follows;
  }

  /** The closing bracket around {@code i}, or the end of the statement. */
  private int end(int i) {
    int at = i;
    while (at < statement.to() && statement.symbol(at) != ')') {
      at = statement.after(at);
    }
    return at;
  }

  private void into(int i) {
    if (i == ownInto) {
      return;
    }
    if (statement.dialect() == Dialect.SQLSERVER) {
      noCall = statement.lastOfName(i + 1);
      TempTables.into(statement, i + 1, changes, findings);
    } else if (statement.dialect() == Dialect.ORACLE) {
      noCall = statement.lastOfName(i + 1); // or a variable of PL/SQL
    } else if (!statement.mysqlLike()) {
      findings.add(Operation.CREATE, "SELECT INTO creates a table");
    } else if (statement.is(i + 1, OUTFILE) || statement.is(i + 1, DUMPFILE)) {
      findings.add(Operation.BULK, "writes a file");
    } else if (statement.kind(i + 1) != TokenKind.VARIABLE) {
      findings.unknown("INTO is not understood");
    }
  }

  private void locks(int i) {
    boolean locks =
        statement.is(i + 1, UPDATE)
            || statement.is(i + 1, SHARE)
            || statement.is(i + 1, NO, KEY)
            || statement.is(i + 1, KEY, SHARE);
    if (locks) {
      findings.add(Operation.UPDATE, "locks rows");
    }
  }

  private void lockInShareMode(int i) {
    if (statement.is(i + 1, IN, SHARE)) {
      findings.add(Operation.UPDATE, "locks rows");
    }
  }

  private void nextValue(int i) {
    if (statement.is(i + 1, VALUE, FOR)) {
      findings.add(Operation.CALL, "draws from a sequence");
    }
  }

  /** {@code NEXTVAL FOR s}. */
  private void nextOfDb2(int i) {
    if (statement.is(i + 1, FOR) && statement.dialect() != Dialect.POSTGRESQL) {
      findings.add(Operation.CALL, "draws from a sequence");
    }
  }

  /** ON CONFLICT DO UPDATE, ON DUPLICATE KEY UPDATE. */
  private void upsert(int i) {
    if (statement.is(i + 1, UPDATE)) {
      findings.add(Operation.UPDATE, "updates what is there already");
    }
  }

  /** {@code U&"n!0065xtval" UESCAPE '!' ('s')}. */
  private void escapedCall(int i) {
    int after = i + 1;
    while (statement.kind(after) == TokenKind.STRING) {
      after++;
    }
    if (after > i + 1 && statement.symbol(after) == '(') {
      findings.add(Operation.CALL, "calls a function whose name is escaped");
    }
  }

  private void branch(int i) {
    if (merges && statement.is(i + 1, DELETE)) {
      findings.add(Operation.DELETE, "MERGE deletes");
    }
  }
}
