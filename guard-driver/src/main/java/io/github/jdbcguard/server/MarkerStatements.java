package io.github.jdbcguard.server;

import io.github.jdbcguard.policy.Marker;
import io.github.jdbcguard.target.Engine;
import java.util.List;

/**
 * How a marker is written down in a database, so that reading it can be part of another query and
 * fails nowhere: in a property of the database on SQL Server, elsewhere beside an empty table,
 * which on PostgreSQL has a schema of its own, because tools take other schemas for theirs.
 */
public final class MarkerStatements {
  private static final String TABLE = "guard_marker";
  private static final String POSTGRESQL_TABLE = "guard.marker";

  private MarkerStatements() {}

  /**
   * What writes a marker, or another one in its place; nothing where an engine has no place for it.
   *
   * @param replaces whether there is one already
   */
  public static List<String> write(Engine engine, Marker marker, boolean replaces) {
    String text = literal(marker.text());
    return switch (engine) {
      case POSTGRESQL, YUGABYTE ->
          replaces
              ? List.of(comment(POSTGRESQL_TABLE, text))
              : List.of(
                  "CREATE SCHEMA IF NOT EXISTS guard",
                  "CREATE TABLE IF NOT EXISTS %s ()".formatted(POSTGRESQL_TABLE),
                  comment(POSTGRESQL_TABLE, text));
      case MYSQL, MARIADB -> {
        String alter = "ALTER TABLE %s COMMENT = %s".formatted(TABLE, text.replace("\\", "\\\\"));
        yield replaces
            ? List.of(alter)
            : List.of("CREATE TABLE IF NOT EXISTS %s (marker INT)".formatted(TABLE), alter);
      }
      case SQLSERVER ->
          List.of(
              "EXEC %s @name = N'%s', @value = N%s"
                  .formatted(
                      replaces ? "sp_updateextendedproperty" : "sp_addextendedproperty",
                      TABLE,
                      text));
      case ORACLE ->
          replaces
              ? List.of(comment(TABLE, text))
              : List.of("CREATE TABLE %s (marker NUMBER)".formatted(TABLE), comment(TABLE, text));
      case H2 ->
          replaces
              ? List.of(comment(TABLE, text))
              : List.of(
                  "CREATE TABLE IF NOT EXISTS %s (marker INT)".formatted(TABLE),
                  comment(TABLE, text));
      case SQLITE ->
          List.of(
              "DROP TABLE IF EXISTS %s".formatted(TABLE),
              "CREATE TABLE %s (marker TEXT DEFAULT %s)".formatted(TABLE, text));
      case REDSHIFT, DB2, HSQLDB, DERBY, DUCKDB, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> List.of();
    };
  }

  /** The marker's own text out of what a server tells. */
  static String marker(Engine engine, String told) {
    return switch (engine) {
      case SQLITE -> quoted(told);
      case POSTGRESQL, YUGABYTE, MYSQL, MARIADB, SQLSERVER, ORACLE, H2 -> told;
      case REDSHIFT, DB2, HSQLDB, DERBY, DUCKDB, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> told;
    };
  }

  private static String comment(String table, String text) {
    return "COMMENT ON TABLE %s IS %s".formatted(table, text);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String quoted(String sql) {
    int start = sql.indexOf('\'');
    int end = sql.lastIndexOf('\'');
    return start < 0 || end <= start ? "" : sql.substring(start + 1, end).replace("''", "'");
  }
}
