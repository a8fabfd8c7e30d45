package io.github.jdbcguard.driver;

import io.github.jdbcguard.target.Engine;

/** Which methods of JDBC lead a connection to another database of its server. */
final class DatabaseSwitch {
  private DatabaseSwitch() {}

  /** Where a target is told by its catalog; what DuckDB knows was attached. */
  static boolean byCatalog(Engine engine) {
    return switch (engine) {
      case MYSQL, MARIADB, SQLSERVER, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> true;
      case POSTGRESQL, REDSHIFT, YUGABYTE, ORACLE, DB2, H2, HSQLDB, DERBY, SQLITE, DUCKDB -> false;
    };
  }

  /** On MySQL and MariaDB only if they are set up so; else it is the same database. */
  static boolean bySchema(Engine engine) {
    return switch (engine) {
      case MYSQL, MARIADB, SQLSERVER, CLICKHOUSE -> true;
      case POSTGRESQL, REDSHIFT, YUGABYTE, ORACLE, DB2, H2, HSQLDB, DERBY, SQLITE -> false;
      case DUCKDB, TRINO, SNOWFLAKE, OTHER -> false;
    };
  }
}
