package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.BitSet;

/** The common table expressions of each WITH, behind which the verb of the statement stands. */
final class WithClause {
  private static final int NOT_FOUND = -1;

  private final Statement statement;
  private final int start;

  /** Counted from the start: a text of many statements would need a large one for each. */
  private final BitSet verbs = new BitSet();

  /** What was looked through for verbs, so that many WITH in a row look through it once. */
  private final BitSet seen = new BitSet();

  /**
   * For one query.
   *
   * @param start its first token
   */
  WithClause(Statement statement, int start) {
    this.statement = statement;
    this.start = start;
  }

  /** Whether the verb of a statement was found here. */
  boolean isVerb(int i) {
    return verbs.get(i - start);
  }

  /** Marks the verb behind the WITH at this place; false where there is none to be understood. */
  boolean findVerbs(int with) {
    int behind = behind(with);
    if (statement.is(behind, SEARCH) || statement.is(behind, CYCLE)) {
      return markAll(behind);
    }
    if (!opensVerb(behind)) {
      return false;
    }
    verbs.set(behind - start);
    return true;
  }

  /** The first token behind all expressions, or behind the first one with SEARCH or CYCLE. */
  private int behind(int with) {
    int i = statement.is(with + 1, RECURSIVE) ? with + 2 : with + 1;
    i = TransactHints.afterNamespaces(statement, i);
    if (opensVerb(i) && !statement.is(i + 1, AS)) {
      return i > with + 1 ? i : NOT_FOUND;
    }
    while (statement.isName(i)) {
      i = afterExpression(i);
      if (i < 0 || statement.symbol(i) != ',') {
        return i;
      }
      i++;
    }
    return NOT_FOUND;
  }

  private int afterExpression(int name) {
    int i = statement.symbol(name + 1) == '(' ? statement.after(name + 1) : name + 1;
    if (!statement.is(i, AS)) {
      return NOT_FOUND;
    }
    i = statement.is(i + 1, NOT) ? i + 2 : i + 1;
    i = statement.is(i, MATERIALIZED) ? i + 1 : i;
    return statement.symbol(i) == '(' ? statement.after(i) : NOT_FOUND;
  }

  /** Columns behind SEARCH and CYCLE may be called like verbs, so that each may be the verb. */
  private boolean markAll(int from) {
    boolean found = false;
    int i = from;
    while (i < statement.to() && statement.symbol(i) != ')' && !seen.get(i - start)) {
      seen.set(i - start);
      if (QueryShape.leads(statement.word(i))) {
        verbs.set(i - start);
        found = true;
      }
      i = statement.after(i);
    }
    return found;
  }

  private boolean opensVerb(int i) {
    return QueryShape.leads(statement.word(i)) || statement.symbol(i) == '(';
  }
}
