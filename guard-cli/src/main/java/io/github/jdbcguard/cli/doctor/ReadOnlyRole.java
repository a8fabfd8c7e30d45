package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.target.Engine;
import java.util.List;

/**
 * The privileges that people should have on a protected database, as SQL for its owner: one role
 * for everybody, which reads, and nothing for those who have no role.
 */
final class ReadOnlyRole {
  private static final String ROLE = "app_readonly";

  private ReadOnlyRole() {}

  /** None where privileges are given in other ways. */
  static List<String> sql(Engine engine, String database) {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE, REDSHIFT -> postgresql(quoted(database, '"'));
      case MYSQL, MARIADB ->
          List.of(
              "CREATE ROLE %s;".formatted(ROLE),
              "GRANT SELECT, SHOW VIEW ON %s.* TO %s;".formatted(quoted(database, '`'), ROLE));
      case SQLSERVER ->
          List.of(
              "CREATE ROLE %s;".formatted(ROLE),
              "GRANT SELECT TO %s;".formatted(ROLE),
              "REVOKE INSERT, UPDATE, DELETE, EXECUTE FROM public;");
      case ORACLE ->
          List.of(
              "CREATE ROLE %s;".formatted(ROLE),
              "GRANT CREATE SESSION TO %s;".formatted(ROLE),
              "-- and for every table of the application: GRANT READ ON owner.table TO %s;"
                  .formatted(ROLE));
      case H2 ->
          List.of(
              "CREATE ROLE %s;".formatted(ROLE),
              "GRANT SELECT ON SCHEMA PUBLIC TO %s;".formatted(ROLE),
              "REVOKE ALL ON SCHEMA PUBLIC FROM PUBLIC;");
      case SQLITE, DB2, HSQLDB, DERBY, DUCKDB -> List.of();
      case CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> List.of();
    };
  }

  private static List<String> postgresql(String database) {
    return List.of(
        "CREATE ROLE %s NOLOGIN;".formatted(ROLE),
        "REVOKE CREATE, TEMPORARY ON DATABASE %s FROM PUBLIC;".formatted(database),
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
        "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public FROM PUBLIC;",
        "GRANT CONNECT ON DATABASE %s TO %s;".formatted(database, ROLE),
        "GRANT USAGE ON SCHEMA public TO %s;".formatted(ROLE),
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO %s;".formatted(ROLE),
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO %s;".formatted(ROLE),
        "-- the same for every other schema of the application");
  }

  private static String quoted(String name, char quote) {
    String one = String.valueOf(quote);
    return one + name.replace(one, one + one) + one;
  }
}
