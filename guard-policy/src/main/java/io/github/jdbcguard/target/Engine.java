package io.github.jdbcguard.target;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

  /** Whether the engine can run inside the process of the application, without a server. */
  public boolean embeddable() {
    return switch (this) {
      case H2, HSQLDB, DERBY, SQLITE, DUCKDB -> true;
      case POSTGRESQL, REDSHIFT, YUGABYTE, MYSQL, MARIADB, SQLSERVER, ORACLE -> false;
      case DB2, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> false;
    };
  }

  /** The engines whose servers a driver of this engine may turn out to reach. */
  public Set<Engine> family() {
    return this == MYSQL || this == MARIADB ? EnumSet.of(MYSQL, MARIADB) : EnumSet.of(this);
  }

  /** Whether every server of this engine was seen to answer what it is. */
  public boolean answers() {
    return this == POSTGRESQL || this == MYSQL || this == MARIADB;
  }

  /** Whether a server of this engine has databases by the names that its URLs use. */
  public boolean serversHaveDatabases() {
    return switch (this) {
      case POSTGRESQL, REDSHIFT, YUGABYTE, MYSQL, MARIADB, SQLSERVER -> true;
      case ORACLE, DB2, H2, HSQLDB, DERBY, SQLITE, DUCKDB -> false;
      case CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> false;
    };
  }

  /** The engine with this name, which is compared to the letter; empty where no engine has it. */
  public static Optional<Engine> parse(String id) {
    return Arrays.stream(values()).filter(e -> e != OTHER && e.id().equals(id)).findFirst();
  }
}
