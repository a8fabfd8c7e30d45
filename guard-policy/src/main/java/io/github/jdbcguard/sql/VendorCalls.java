package io.github.jdbcguard.sql;

import java.util.List;

/** Tells what only SQL Server and Oracle write with a bracket behind a name. */
final class VendorCalls {
  /** Of XML in T-SQL, with a literal that says what to find; {@code modify} only where it may. */
  private static final WordTable XML_METHODS =
      new WordTable(List.of("value", "query", "exist", "nodes", "modify"));

  /** Of the types hierarchyid, geometry and geography. */
  private static final WordTable TYPE_METHODS =
      new WordTable(
          List.of(
              "ToString",
              "Parse",
              "UnionAggregate",
              "Filter",
              "InstanceOf",
              "NumRings",
              "RingN",
              "ShortestLineTo",
              "GetAncestor",
              "GetDescendant",
              "GetLevel",
              "GetRoot",
              "GetReparentedValue",
              "IsDescendantOf",
              "Point",
              "MakeValid",
              "BufferWithTolerance",
              "Reduce",
              "AsTextZM",
              "AsGml"));

  /** Clauses of Oracle's queries; nothing is called behind an operand. */
  private static final WordTable CLAUSES =
      new WordTable(
          List.of(
              "pivot",
              "unpivot",
              "measures",
              "dimension",
              "match_recognize",
              "pattern",
              "define",
              "keep",
              "sample",
              "seed",
              "for",
              "subpartition",
              "iterate",
              "until",
              "rules",
              "model",
              "apply",
              "xml",
              "nulls",
              "block",
              "year",
              "month",
              "day"));

  private static final WordTable BEFORE_OPERANDS =
      new WordTable(List.of("prior", "connect_by_root", "unique", "with", "set", "start"));

  private VendorCalls() {}

  /** Whether the word is one of a clause if an operand stands before it. */
  static boolean isClause(Statement statement, int i) {
    return statement.dialect() == Dialect.ORACLE
        && statement.isIn(i, CLAUSES)
        && !statement.isIn(i - 1, BEFORE_OPERANDS);
  }

  /** What stands there. */
  enum Kind {
    /** No call, or one of what is known to change nothing. */
    HARMLESS,
    /** A call of something that the server's own or nobody's list knows. */
    CERTAIN,
    /** To be judged as in every dialect. */
    ORDINARY
  }

  /** Whether a dialect has such calls. */
  static boolean speak(Dialect dialect) {
    return dialect == Dialect.SQLSERVER || dialect == Dialect.ORACLE;
  }

  static Kind kind(Statement statement, int first, int i, FunctionTable known) {
    return statement.dialect() == Dialect.ORACLE
        ? OracleCalls.kind(statement, first, i, known)
        : transact(statement, first, i, known);
  }

  private static Kind transact(Statement statement, int first, int i, FunctionTable known) {
    if (TransactHints.follow(statement, first, i) || TransactHints.namesIndex(statement, first)) {
      return Kind.HARMLESS;
    }
    boolean ofType = statement.isCast(first - 1);
    if (ofType && first == i && standsAlone(statement, i - 2) && known.contains(statement, i)) {
      return Kind.HARMLESS; // FROM ::fn_helpcollations()
    }
    boolean ofValue = statement.symbol(first - 1) == '.';
    boolean ofColumn = first < i && !statement.name(i - 2).equalsIgnoreCase("dbo");
    if ((ofType || ofValue || ofColumn) && isMethod(statement, i)) {
      return Kind.HARMLESS;
    }
    return ofType || ofValue ? Kind.CERTAIN : Kind.ORDINARY;
  }

  private static boolean standsAlone(Statement statement, int i) {
    return statement.is(i, Keyword.FROM)
        || statement.is(i, Keyword.JOIN)
        || statement.symbol(i) == ',';
  }

  private static boolean isMethod(Statement statement, int i) {
    String name = statement.name(i);
    boolean literal = statement.kind(i + 2) == TokenKind.STRING;
    return (literal && XML_METHODS.contains(name, 0, name.length()))
        || TYPE_METHODS.contains(name, 0, name.length())
        || isSpatial(name);
  }

  /** {@code STAsText}, but not {@code STOCK}. */
  private static boolean isSpatial(String name) {
    return name.startsWith("ST")
        && name.length() > 3
        && Character.isUpperCase(name.charAt(2))
        && Character.isLowerCase(name.charAt(3));
  }

  /** Packages that come with the server. */
  static boolean isSupplied(String name) {
    return name.regionMatches(true, 0, "dbms_", 0, 5) || name.regionMatches(true, 0, "utl_", 0, 4);
  }
}
