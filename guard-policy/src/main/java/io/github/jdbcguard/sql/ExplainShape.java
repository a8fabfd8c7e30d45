package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.List;

/**
 * EXPLAIN, DESCRIBE, and ANALYZE of a statement: a plan reads, unless the statement runs for it.
 */
final class ExplainShape {
  private static final List<Operation> PLANNED_ONLY =
      List.of(
          Operation.INSERT,
          Operation.UPDATE,
          Operation.DELETE,
          Operation.MERGE,
          Operation.UPDATE_ALL,
          Operation.DELETE_ALL,
          Operation.CREATE);

  /** What SQLite explains as well; it never runs what it explains, other than PRAGMA. */
  private static final List<Operation> PLANNED_BY_SQLITE =
      List.of(Operation.ALTER, Operation.DROP, Operation.MAINTENANCE, Operation.BULK);

  private final Statement statement;
  private final Judge judge;
  private boolean runs;

  private ExplainShape(Statement statement, Judge judge) {
    this.statement = statement;
    this.judge = judge;
  }

  /** EXPLAIN, DESC or DESCRIBE at {@code verb}. */
  static void judge(Statement statement, int verb, Findings findings, Judge judge) {
    new ExplainShape(statement, judge).explain(verb, findings);
  }

  /** ANALYZE: of a statement in MariaDB, else maintenance. */
  static void analyze(Statement statement, int verb, Findings findings, Judge judge) {
    if (statement.dialect() == Dialect.MARIADB && !isTable(statement, verb + 1)) {
      ExplainShape shape = new ExplainShape(statement, judge);
      shape.runs = true;
      shape.inner(shape.options(verb + 1, findings), findings);
    } else {
      findings.add(Operation.MAINTENANCE, "ANALYZE");
      QueryShape.judgeExpressions(statement, verb + 1, findings);
    }
  }

  private static boolean isTable(Statement statement, int i) {
    return switch (statement.word(i)) {
      case TABLE, LOCAL, NO_WRITE_TO_BINLOG -> true;
      default -> false;
    };
  }

  private void explain(int verb, Findings findings) {
    if (statement.dialect().linksServers()) {
      findings.unknown("EXPLAIN may write in some engines");
      return;
    }
    int i = options(verb + 1, findings);
    if (isDescription(i)) {
      findings.add(Operation.READ, "describes a table");
      return;
    }
    if (statement.is(i, FOR, CONNECTION)) {
      findings.add(Operation.READ, "explains a connection");
      return;
    }
    inner(i, findings);
  }

  private boolean isDescription(int i) {
    if (!statement.isName(i) || explainable(i)) {
      return false;
    }
    int last = statement.lastOfName(i) + 1;
    return statement.mysqlLike() && last + 1 >= statement.to();
  }

  private boolean explainable(int i) {
    return QueryShape.leads(statement.word(i)) || statement.symbol(i) == '(';
  }

  private void inner(int i, Findings findings) {
    boolean explainable =
        switch (statement.word(i)) {
          case SELECT,
              WITH,
              VALUES,
              TABLE,
              INSERT,
              UPDATE,
              DELETE,
              MERGE,
              REPLACE,
              CREATE,
              DECLARE,
              EXECUTE,
              REFRESH,
              PRAGMA,
              CALL ->
              true;
          case ALTER, DROP, ANALYZE, REINDEX, VACUUM -> statement.dialect() == Dialect.SQLITE;
          default -> statement.symbol(i) == '(';
        };
    if (!explainable) {
      findings.unknown("EXPLAIN is not understood");
      return;
    }
    Findings inner = new Findings();
    if (plansPrepared(i)) {
      QueryShape.judgeExpressions(statement, i + 2, inner);
    } else {
      judge.judge(statement, i, inner);
    }
    if (!runs && statement.mysqlLike()) {
      withoutAll(inner);
    } else if (!runs) {
      PLANNED_ONLY.forEach(inner::remove);
    }
    if (statement.dialect() == Dialect.SQLITE) {
      PLANNED_BY_SQLITE.forEach(inner::remove);
    }
    inner.add(
        Operation.READ, runs ? "runs the statement that it explains" : "plans without running");
    findings.addAll(inner);
  }

  /**
   * The server itself refuses to plan a change where it refuses changes (error 1792), so it is one,
   * but never of all rows.
   */
  private static void withoutAll(Findings inner) {
    if (inner.has(Operation.UPDATE_ALL)) {
      inner.remove(Operation.UPDATE_ALL);
      inner.add(Operation.UPDATE, "EXPLAIN of an UPDATE");
    }
    if (inner.has(Operation.DELETE_ALL)) {
      inner.remove(Operation.DELETE_ALL);
      inner.add(Operation.DELETE, "EXPLAIN of a DELETE");
    }
  }

  /** EXPLAIN EXECUTE: only what stands in the brackets is evaluated. */
  private boolean plansPrepared(int i) {
    return !runs && statement.is(i, EXECUTE) && statement.dialect() == Dialect.POSTGRESQL;
  }

  /** Skips the options; any that may run the statement is noted. */
  private int options(int from, Findings findings) {
    int i = from;
    while (true) {
      switch (statement.word(i)) {
        case ANALYZE, ANALYSE -> {
          runs = true;
          i++;
        }
        case VERBOSE, EXTENDED, PARTITIONS, QUERY, PLAN -> i++;
        case FORMAT -> i += statement.symbol(i + 1) == '=' ? 3 : 1;
        case INTO -> {
          if (!statement.mysqlLike() || statement.kind(i + 1) != TokenKind.VARIABLE) {
            return i;
          }
          i += 2;
        }
        case FOR -> {
          if (statement.is(i + 1, CONNECTION)) {
            return i;
          }
          i = inSchema(i, findings);
        }
        default -> {
          if (statement.symbol(i) != '('
              || explainable(i + 1)
              || statement.dialect() != Dialect.POSTGRESQL) {
            return i;
          }
          listed(i);
          i = statement.after(i);
        }
      }
    }
  }

  /** {@code FOR SCHEMA name}, where MySQL looks for the tables. */
  private int inSchema(int i, Findings findings) {
    boolean schema = statement.is(i + 1, SCHEMA) || statement.is(i + 1, DATABASE);
    if (!schema || !statement.mysqlLike()) {
      return i + 1;
    }
    Links.databases(statement, i + 1, findings);
    return i + 3;
  }

  /** {@code (ANALYZE false, VERBOSE)}. */
  private void listed(int opening) {
    for (int i = opening + 1; i < statement.closing(opening); i++) {
      boolean quoted = statement.kind(i) == TokenKind.QUOTED;
      boolean analyze = statement.is(i, ANALYZE) || statement.is(i, ANALYSE);
      boolean off =
          statement.is(i + 1, FALSE) || statement.is(i + 1, OFF) || statement.textIs(i + 1, "0");
      runs |= quoted || (analyze && !off);
    }
  }
}
