package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.target.Engine;

/** Tells which SQL an engine speaks. */
final class Dialects {
  private Dialects() {}

  static Dialect of(Engine engine) {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE -> Dialect.POSTGRESQL;
      case MYSQL -> Dialect.MYSQL;
      case MARIADB -> Dialect.MARIADB;
      case H2 -> Dialect.H2;
      case SQLITE -> Dialect.SQLITE;
      case SQLSERVER -> Dialect.SQLSERVER;
      case ORACLE -> Dialect.ORACLE;
      case REDSHIFT, DB2, HSQLDB, DERBY -> Dialect.STANDARD;
      case DUCKDB, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> Dialect.STANDARD;
    };
  }
}
