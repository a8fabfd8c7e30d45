package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.List;

/** The hints that T-SQL puts behind a table: {@code WITH (NOLOCK)}, or without WITH. */
final class TransactHints {
  private static final int FARTHEST = 64;

  private static final WordTable LOCKING = new WordTable(List.of("updlock", "xlock", "tablockx"));

  /** Those that may stand without WITH, and take no lock that others wait for. */
  private static final WordTable QUIET =
      new WordTable(
          List.of(
              "nolock",
              "readuncommitted",
              "readcommitted",
              "readcommittedlock",
              "repeatableread",
              "serializable",
              "holdlock",
              "readpast",
              "rowlock",
              "paglock",
              "tablock",
              "snapshot",
              "noexpand",
              "nowait"));

  private TransactHints() {}

  /** Notes rows that the hints behind WITH at {@code with} keep others away from. */
  static void judge(Statement statement, int with, Findings findings) {
    int closing = statement.symbol(with + 1) == '(' ? statement.closing(with + 1) : with;
    for (int hint = with + 2; hint < closing; hint++) {
      if (statement.isIn(hint, LOCKING)) {
        findings.add(Operation.UPDATE, "locks rows");
      }
    }
  }

  /** One past {@code XMLNAMESPACES (…)} and the comma behind it, if that stands at {@code i}. */
  static int afterNamespaces(Statement statement, int i) {
    boolean namespaces =
        statement.dialect() == Dialect.SQLSERVER
            && statement.textIs(i, "xmlnamespaces")
            && statement.symbol(i + 1) == '(';
    int after = namespaces ? statement.after(i + 1) : i;
    return namespaces && statement.symbol(after) == ',' ? after + 1 : after;
  }

  /** Whether {@code t (NOLOCK)} at {@code name} is a table with hints. */
  static boolean follow(Statement statement, int first, int name) {
    int closing = statement.closing(name + 1);
    for (int i = name + 2; i < closing; i++) {
      if (!statement.isIn(i, QUIET) && statement.symbol(i) != ',') {
        return false;
      }
    }
    return closing > name + 2 && standsInFrom(statement, first);
  }

  /** Whether {@code ix} at {@code name} stands in {@code FORCESEEK (ix (a, b))}. */
  static boolean namesIndex(Statement statement, int name) {
    return statement.symbol(name - 1) == '(' && statement.textIs(name - 2, "forceseek");
  }

  private static boolean standsInFrom(Statement statement, int first) {
    boolean listed = statement.symbol(first - 1) == ',';
    int i = first - 1;
    while (i >= Math.max(statement.from(), first - FARTHEST)) {
      switch (statement.word(i)) {
        case FROM, JOIN -> {
          return true;
        }
        case SELECT, WHERE, SET, BY, HAVING, VALUES -> {
          return false;
        }
        default -> {
          boolean opens = statement.isOpening(i);
          boolean condition = statement.is(i, ON) && !listed;
          if (opens || condition || statement.textIs(i, "apply")) {
            return false;
          }
        }
      }
      i = statement.symbol(i) == ')' ? before(statement, i) : i - 1;
    }
    return false;
  }

  /** The token before a pair of brackets that closes here. */
  private static int before(Statement statement, int closing) {
    int opening = statement.tokens().partner(closing);
    return opening < 0 ? closing - 1 : opening - 1;
  }
}
