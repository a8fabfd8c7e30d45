package io.github.jdbcguard.sql;

/**
 * How a dialect comments and quotes, apart from what its settings change.
 *
 * @param nestedComments {@code /*} inside a comment opens another one
 * @param doubtsNested {@code /*} inside a comment is read in different ways by different versions
 * @param hashComments {@code #} opens a comment
 * @param dashesNeedSpace {@code --} opens a comment only before white space
 * @param slashComments {@code //} opens a comment
 * @param backticks {@code `x`} is an identifier
 * @param squareBrackets {@code [x]} is an identifier
 * @param dollarTags {@code $tag$ … $tag$} is a string
 * @param dollarQuotes {@code $$ … $$} is a string
 * @param colonParameters {@code :name} is a parameter
 * @param atVariables {@code @x} is a variable
 * @param doubtsSigns what some engines open comments, names and literals with may do so here
 * @param doubtsReturn a carriage return may end a line comment
 * @param nameSigns signs within names beside {@code _} and {@code $}
 */
record LexicalRules(
    boolean nestedComments,
    boolean doubtsNested,
    boolean hashComments,
    boolean dashesNeedSpace,
    boolean slashComments,
    boolean backticks,
    boolean squareBrackets,
    boolean dollarTags,
    boolean dollarQuotes,
    boolean colonParameters,
    boolean atVariables,
    boolean doubtsSigns,
    boolean doubtsReturn,
    String nameSigns) {

  private static final LexicalRules POSTGRESQL =
      new LexicalRules(
          true, false, false, false, false, false, false, true, true, true, false, false, false,
          "");
  private static final LexicalRules MYSQL =
      new LexicalRules(
          false, false, true, true, false, true, false, false, false, false, true, false, false,
          "");
  private static final LexicalRules H2 =
      new LexicalRules(
          true, true, false, false, true, true, false, false, true, true, true, false, false, "");
  private static final LexicalRules SQLITE =
      new LexicalRules(
          false, false, false, false, false, true, true, false, false, true, true, false, false,
          "");
  private static final LexicalRules SQLSERVER =
      new LexicalRules(
          true, false, false, false, false, false, true, false, false, false, true, false, true,
          "#@");
  private static final LexicalRules ORACLE =
      new LexicalRules(
          false, false, false, false, false, false, false, false, false, true, false, false, true,
          "#");
  private static final LexicalRules STANDARD =
      new LexicalRules(
          true, true, false, false, false, false, false, false, false, true, true, true, true, "");

  static LexicalRules of(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> POSTGRESQL;
      case MYSQL, MARIADB -> MYSQL;
      case H2 -> H2;
      case SQLITE -> SQLITE;
      case SQLSERVER -> SQLSERVER;
      case ORACLE -> ORACLE;
      case STANDARD -> STANDARD;
    };
  }
}
