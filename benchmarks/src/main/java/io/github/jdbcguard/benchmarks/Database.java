package io.github.jdbcguard.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What may be behind a wrapper. */
public enum Database {
  /** Does nothing, so that the wrapper itself is visible. It is on loopback, and so left open. */
  STUB("benchmarks") {
    @Override
    Running start() {
      return new Running("jdbc:yugabytedb://localhost:1/app", () -> {});
    }
  },

  /** In memory of this process. */
  H2("h2-") {
    @Override
    Running start() throws SQLException {
      String url = "jdbc:h2:mem:app";
      Connection held = Wrapper.RAW.open(url).connect();
      fill(held, "SYSTEM_RANGE(1, %d)".formatted(ROWS));
      return new Running(url, () -> close(held));
    }
  },

  /** A server of its own, from embedded binaries. */
  POSTGRESQL("postgresql-") {
    @Override
    Running start() throws SQLException {
      EmbeddedPostgres server = startPostgres();
      try (Connection administrator = server.getPostgresDatabase().getConnection();
          Statement statement = administrator.createStatement()) {
        statement.executeUpdate("CREATE ROLE " + Wrapper.USER + " SUPERUSER LOGIN");
      }
      String url = "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
      try (Connection raw = Wrapper.RAW.open(url).connect()) {
        fill(raw, "generate_series(1, %d) AS series(x)".formatted(ROWS));
      }
      return new Running(url, server);
    }
  };

  /** More than the first customer has, so that there are others with one order each. */
  private static final int ROWS = StubResultSet.ROWS + 100;

  private final String jar;

  Database(String jar) {
    this.jar = jar;
  }

  /**
   * A database that can be connected to.
   *
   * @param stop ends it
   */
  record Running(String url, Closeable stop) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stop.close();
    }
  }

  /** How the names of the jars start that it needs. */
  List<String> jars() {
    return List.of(jar);
  }

  /** Starts it, with a table of orders, of which the first customer has many. */
  abstract Running start() throws SQLException;

  private static void fill(Connection connection, String numbers) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          CREATE TABLE orders (id BIGINT PRIMARY KEY, customer_id INT, name VARCHAR(40),
            total INT, rate DOUBLE PRECISION, state VARCHAR(10))
          """);
      statement.executeUpdate("CREATE INDEX orders_of_customer ON orders (customer_id)");
      statement.executeUpdate(
          """
          INSERT INTO orders
          SELECT x, CASE WHEN x <= %d THEN 1 ELSE x END, 'a name', x, x / 7, 'open' FROM %s
          """
              .formatted(StubResultSet.ROWS, numbers));
    }
  }

  private static EmbeddedPostgres startPostgres() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(Connection connection) throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
