package io.github.jdbcguard.server;

import io.github.jdbcguard.target.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Asks a server what it is. One round trip; needs no privilege. */
public final class ServerIdentity {
  private static final int PATIENCE_SECONDS = 10;

  private ServerIdentity() {}

  /**
   * What the server says of itself.
   *
   * @param raw the connection to the real driver
   * @return empty where this engine has no identity, or the server would not tell it
   */
  public static Optional<String> ask(Engine engine, Connection raw) {
    Optional<String> query = query(engine);
    if (query.isEmpty()) {
      return Optional.empty();
    }
    try (Statement statement = raw.createStatement()) {
      statement.setQueryTimeout(PATIENCE_SECONDS);
      try (ResultSet row = statement.executeQuery(query.get())) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException notAllowed) {
      return Optional.empty();
    }
  }

  private static Optional<String> query(Engine engine) {
    return switch (engine) {
      // PostgreSQL manual, "Control Data Functions"; shared by all databases of a cluster.
      case POSTGRESQL ->
          Optional.of("SELECT system_identifier::text FROM pg_catalog.pg_control_system()");
      // MySQL manual, "Replication and Binary Logging Options and Variables".
      case MYSQL -> Optional.of("SELECT @@server_uuid");
      case REDSHIFT, YUGABYTE, MARIADB, SQLSERVER, ORACLE, DB2, H2, HSQLDB -> Optional.empty();
      case DERBY, SQLITE, DUCKDB, CLICKHOUSE, TRINO, SNOWFLAKE, OTHER -> Optional.empty();
    };
  }
}
