package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** The common table expressions before a query or a change of data. */
final class WithClause {
  private WithClause() {}

  /** The verb behind the tables of WITH at {@code with}, or -1 where they are not understood. */
  static int mainVerb(Statement statement, int with) {
    int i = statement.is(with + 1, RECURSIVE) ? with + 2 : with + 1;
    i = TransactHints.afterNamespaces(statement, i);
    if (opensVerb(statement, i)) {
      return i > with + 1 ? i : -1;
    }
    while (statement.isName(i)) {
      i = statement.symbol(i + 1) == '(' ? statement.after(i + 1) : i + 1;
      if (!statement.is(i, AS)) {
        return -1;
      }
      i = statement.is(i + 1, NOT) ? i + 2 : i + 1;
      i = statement.is(i, MATERIALIZED) ? i + 1 : i;
      if (statement.symbol(i) != '(') {
        return -1;
      }
      i = statement.after(i);
      if (statement.is(i, SEARCH) || statement.is(i, CYCLE)) {
        return firstVerb(statement, i);
      }
      if (statement.symbol(i) != ',') {
        return opensVerb(statement, i) ? i : -1;
      }
      i++;
    }
    return -1;
  }

  private static int firstVerb(Statement statement, int from) {
    for (int i = from; i < statement.to(); i = statement.after(i)) {
      if (QueryShape.leads(statement.word(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean opensVerb(Statement statement, int i) {
    return QueryShape.leads(statement.word(i)) || statement.symbol(i) == '(';
  }
}
