package io.github.jdbcguard.server;

import io.github.jdbcguard.policy.Marker;
import io.github.jdbcguard.target.Engine;
import java.util.List;

/**
 * How a marker is written down in a database, so that reading it can be part of another query and
 * fails nowhere: a setting of the database on PostgreSQL, a property of it on SQL Server, elsewhere
 * what stands beside an empty table.
 */
public final class MarkerStatements {
  private static final String TABLE = "guard_marker";
  private static final String SETTING = "guard.marker";

  private MarkerStatements() {}

  /**
   * What writes a marker, or another one in its place; nothing where an engine has no place for it.
   *
   * @param database in the server's words
   * @param replaces whether there is one already
   */
  public static List<String> write(
      Engine engine, String database, Marker marker, boolean replaces) {
    String text = literal(marker.text());
    return switch (engine) {
      case POSTGRESQL, YUGABYTE ->
          List.of(
              "ALTER DATABASE \"%s\" SET %s = %s"
                  .formatted(database.replace("\"", "\"\""), SETTING, text));
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
              ? List.of(comment(text))
              : List.of("CREATE TABLE %s (marker NUMBER)".formatted(TABLE), comment(text));
      case H2 ->
          replaces
              ? List.of(comment(text))
              : List.of(
                  "CREATE TABLE IF NOT EXISTS %s (marker INT)".formatted(TABLE), comment(text));
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
      case POSTGRESQL, YUGABYTE -> told.substring(told.indexOf('=') + 1);
      case SQLITE -> quoted(told);
      case MYSQL, MARIADB, SQLSERVER, ORACLE, H2, REDSHIFT, DB2, HSQLDB -> told;
      case DERBY, DUCKDB, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> told;
    };
  }

  private static String comment(String text) {
    return "COMMENT ON TABLE %s IS %s".formatted(TABLE, text);
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
