package io.github.jdbcguard.sql;

import io.github.jdbcguard.sql.VendorCalls.Kind;
import java.util.List;

/** Tells what only Oracle writes with a bracket behind a name. */
final class OracleCalls {
  private static final WordTable MATCH_FUNCTIONS =
      new WordTable(List.of("prev", "next", "first", "last", "permute", "final", "running"));

  /** Of XMLTYPE, without arguments. */
  private static final WordTable XML_VALUES =
      new WordTable(List.of("getstringval", "getclobval", "getblobval", "getnumberval"));

  /** Of XMLTYPE, with an XPath, or called like much else. */
  private static final WordTable XML_METHODS =
      new WordTable(List.of("getrootelement", "getnamespace", "extract", "existsnode"));

  /** Clauses of FROM with a table in brackets. */
  private static final WordTable TABLES = new WordTable(List.of("only", "containers"));

  private static final int FARTHEST = 400;

  private OracleCalls() {}

  static Kind kind(Statement statement, int first, int i, FunctionTable known) {
    boolean outer = statement.symbol(i + 2) == '+' && statement.symbol(i + 3) == ')';
    if (outer || (first == i && isClause(statement, i))) {
      return Kind.HARMLESS;
    }
    int start = first < i && statement.textIs(first, "sys") ? first + 2 : first;
    boolean ofValue = first < i || statement.symbol(first - 1) == '.';
    boolean supplied =
        first < i
            && (known.containsWhole(statement, start, i) || displaysPlan(statement, start, i));
    if (supplied || (ofValue && isXmlMethod(statement, first, i))) {
      return Kind.HARMLESS;
    }
    if (start == i) {
      return ofValue ? Kind.CERTAIN : Kind.ORDINARY;
    }
    return VendorCalls.isSupplied(statement.name(start)) ? Kind.CERTAIN : Kind.ORDINARY;
  }

  private static boolean isClause(Statement statement, int i) {
    boolean subquery = statement.is(i + 2, Keyword.SELECT) || statement.is(i + 2, Keyword.WITH);
    boolean holdsQuery = statement.textIs(i, "multiset") || statement.textIs(i, "cursor");
    return (subquery && holdsQuery)
        || isMatchFunction(statement, i)
        || isCellReference(statement, i)
        || isTable(statement, i);
  }

  /** {@code PREV(x.a)} within MATCH_RECOGNIZE. */
  private static boolean isMatchFunction(Statement statement, int i) {
    return statement.isIn(i, MATCH_FUNCTIONS) && findBefore(statement, i, "match_recognize") >= 0;
  }

  /** {@code CV(a)} within MODEL. */
  private static boolean isCellReference(Statement statement, int i) {
    if (!statement.textIs(i, "cv")) {
      return false;
    }
    int dimension = findBefore(statement, i, "dimension");
    return dimension >= 0 && statement.is(dimension + 1, Keyword.BY);
  }

  private static int findBefore(Statement statement, int i, String word) {
    for (int at = i; at > Math.max(statement.from(), i - FARTHEST); at--) {
      if (statement.textIs(at, word)) {
        return at;
      }
    }
    return -1;
  }

  /** {@code FROM ONLY (v)}, {@code FROM CONTAINERS(hr.t)}. */
  private static boolean isTable(Statement statement, int i) {
    return statement.isIn(i, TABLES)
        && (statement.is(i - 1, Keyword.FROM) || statement.is(i - 1, Keyword.JOIN))
        && statement.isName(i + 2)
        && statement.closing(i + 1) == statement.lastOfName(i + 2) + 1;
  }

  /** Of a value in brackets; of a name only where no function of a package looks so. */
  private static boolean isXmlMethod(Statement statement, int first, int i) {
    boolean value = statement.isIn(i, XML_VALUES);
    if (!value && !statement.isIn(i, XML_METHODS)) {
      return false;
    }
    boolean behindBracket =
        first == i && statement.symbol(i - 1) == '.' && statement.symbol(i - 2) == ')';
    boolean bare = value && statement.symbol(i + 2) == ')';
    return behindBracket || bare || isPath(statement.text(i + 2));
  }

  private static boolean isPath(String literal) {
    return literal.startsWith("'/") || literal.startsWith("'.") || literal.startsWith("'text()");
  }

  /**
   * Whether {@code DBMS_XPLAN.DISPLAY} stands there without its fourth argument, a condition that
   * it runs.
   */
  static boolean displaysPlan(Statement statement, int first, int last) {
    return last == first + 2
        && statement.textIs(first, "dbms_xplan")
        && statement.textIs(last, "display")
        && !hasCondition(statement, last + 1);
  }

  private static boolean hasCondition(Statement statement, int opening) {
    if (statement.symbol(opening) != '(') {
      return false;
    }
    int commas = 0;
    for (int i = opening + 1; i < statement.closing(opening); i = statement.after(i)) {
      commas += statement.symbol(i) == ',' ? 1 : 0;
      if (statement.isName(i) && statement.name(i).equalsIgnoreCase("filter_preds")) {
        return true;
      }
    }
    return commas > 2;
  }
}
