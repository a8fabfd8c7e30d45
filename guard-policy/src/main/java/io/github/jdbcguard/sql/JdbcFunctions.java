package io.github.jdbcguard.sql;

import java.util.List;

/**
 * Functions of JDBC's escape {@code {fn …}} (JDBC 4.3, appendix C) that PostgreSQL does not have
 * and its driver writes in another way; so no function of a user is meant.
 */
final class JdbcFunctions {
  private static final WordTable REWRITTEN =
      new WordTable(
          List.of(
              "ceiling",
              "char",
              "curdate",
              "curtime",
              "database",
              "dayname",
              "dayofmonth",
              "dayofweek",
              "dayofyear",
              "hour",
              "ifnull",
              "insert",
              "lcase",
              "locate",
              "log",
              "log10",
              "minute",
              "month",
              "monthname",
              "power",
              "quarter",
              "second",
              "space",
              "timestampadd",
              "timestampdiff",
              "truncate",
              "ucase",
              "user",
              "week",
              "year"));

  private JdbcFunctions() {}

  /** Whether the name at {@code i} is one of them, directly behind <code>{fn</code>. */
  static boolean rewritten(Statement statement, int i) {
    return statement.dialect() == Dialect.POSTGRESQL
        && statement.symbol(i - 2) == '{'
        && statement.textIs(i - 1, "fn")
        && statement.isIn(i, REWRITTEN);
  }
}
