package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * The privileges that people should have on a protected database, as SQL for an administrator: one
 * role for everybody, which reads, and nothing for those who have no role.
 */
final class ReadOnlyRole {
  private static final String ROLE = "app_readonly";

  private ReadOnlyRole() {}

  /** What to do, in words and SQL. */
  static List<String> fix(Engine engine, String database, List<String> owners) {
    List<String> fix = new ArrayList<>();
    fix.add("give people a role that reads, and keep logins that write off workstations");
    List<String> sql = sql(engine, database, owners);
    if (!sql.isEmpty()) {
      fix.add(
          "an administrator, who may create roles, runs this in database '%s' (without CREATE ROLE where the role is there):"
              .formatted(database));
      fix.addAll(sql);
      fix.add("this alone changes no login. Then, for each that only looks:");
      fix.add(
          "grant it %s%s, and take its other roles and rights to write away; then doctor says 'could write   no'"
              .formatted(ROLE, asDefault(engine)));
    }
    return fix;
  }

  private static String asDefault(Engine engine) {
    if (engine != Engine.MYSQL && engine != Engine.MARIADB) {
      return "";
    }
    return " (and SET DEFAULT ROLE %s %s the login)"
        .formatted(ROLE, engine == Engine.MYSQL ? "TO" : "FOR");
  }

  private static List<String> sql(Engine engine, String database, List<String> owners) {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE, REDSHIFT -> postgresql(quoted(database, '"'), owners);
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

  private static List<String> postgresql(String database, List<String> owners) {
    List<String> sql = new ArrayList<>();
    sql.add("BEGIN;");
    sql.addAll(grants(database));
    List<String> creators = owners.isEmpty() ? List.of("OWNER") : owners;
    creators.forEach(
        owner ->
            sql.add(
                "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public GRANT SELECT ON TABLES TO %s;"
                    .formatted(owner, ROLE)));
    if (owners.isEmpty()) {
      sql.add("-- OWNER: the role that creates the tables of the application");
    }
    sql.add("COMMIT;");
    sql.add("-- the same for every other schema of the application");
    return sql;
  }

  private static List<String> grants(String database) {
    return List.of(
        "CREATE ROLE %s NOLOGIN;".formatted(ROLE),
        "REVOKE CREATE ON DATABASE %s FROM PUBLIC;".formatted(database),
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
        "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public FROM PUBLIC;",
        "GRANT CONNECT ON DATABASE %s TO %s;".formatted(database, ROLE),
        "GRANT USAGE ON SCHEMA public TO %s;".formatted(ROLE),
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO %s;".formatted(ROLE));
  }

  static String quoted(String name, char quote) {
    String one = String.valueOf(quote);
    return one + name.replace(one, one + one) + one;
  }
}
