package io.github.jdbcguard.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL on loopback, looked at over raw connections. */
record PostgresqlServer(EmbeddedPostgres server) implements AutoCloseable {

  static PostgresqlServer start() throws IOException {
    return new PostgresqlServer(EmbeddedPostgres.builder().start());
  }

  int port() {
    return server.getPort();
  }

  String url(String database, String user) {
    return "jdbc:postgresql://localhost:%d/%s?user=%s".formatted(port(), database, user);
  }

  void execute(String database, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database, "postgres"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  String query(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database, "postgres"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  String identity() throws SQLException {
    return query("postgres", "SELECT system_identifier FROM pg_control_system()");
  }

  /** The jar of the driver. */
  static String driver() throws URISyntaxException {
    return Path.of(
            org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
