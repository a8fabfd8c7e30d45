package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** PostgreSQL's COPY in both directions. */
final class CopyShape {
  private CopyShape() {}

  static void judge(Statement statement, int verb, Findings findings) {
    if (statement.dialect() != Dialect.POSTGRESQL) {
      findings.unknown("COPY is not understood");
      return;
    }
    int i = statement.is(verb + 1, BINARY) ? verb + 2 : verb + 1;
    if (statement.symbol(i) == '(') {
      QueryShape.judge(statement.part(statement.from(), statement.closing(i)), i + 1, findings);
      i = statement.after(i);
    } else {
      i = statement.lastOfName(i) + 1;
      i = statement.symbol(i) == '(' ? statement.after(i) : i;
    }
    direction(statement, i, findings);
  }

  private static void direction(Statement statement, int i, Findings findings) {
    boolean client = statement.is(i + 1, STDOUT) || statement.textIs(i + 1, "stdin");
    if (statement.is(i, TO) && client) {
      findings.add(Operation.READ, "COPY to the client");
    } else if (statement.is(i, TO)) {
      findings.add(Operation.BULK, "COPY writes a file of the server or runs a program");
    } else if (statement.is(i, FROM)) {
      findings.add(Operation.BULK, "COPY into a table");
    } else {
      findings.unknown("COPY is not understood");
    }
    if (statement.is(i + 1, PROGRAM)) {
      findings.unknown("COPY runs a program");
    }
  }
}
