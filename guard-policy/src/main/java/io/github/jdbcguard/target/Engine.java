package io.github.jdbcguard.target;

import java.util.Locale;

/** A kind of database, as the prefix of a JDBC URL names it. */
public enum Engine {
  POSTGRESQL,
  MYSQL,
  MARIADB,
  SQLSERVER,
  ORACLE,
  DB2,
  H2,
  HSQLDB,
  DERBY,
  SQLITE,
  DUCKDB,
  REDSHIFT,
  YUGABYTE,
  CLICKHOUSE,
  TRINO,
  SNOWFLAKE,
  /** Every engine that the guard does not know by name. */
  OTHER;

  /** The name that policies and messages use. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
