package io.github.jdbcguard.examples.story;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * An ordinary program with an ordinary pool, which knows nothing of the guard: all it gets is what
 * its configuration says.
 *
 * @param properties connection properties, as every pool lets its users set them
 */
record Migration(String url, String user, String password, Map<String, String> properties) {

  private static final String MARK_DORMANT =
      "UPDATE customers SET status = 'dormant' WHERE last_order < DATE '2024-01-01'";
  private static final String ADD_POINTS =
      "ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0";

  Migration {
    properties = Map.copyOf(properties);
  }

  Migration(String url) {
    this(url, "shop", "secret", Map.of());
  }

  Migration with(String property, String value) {
    return new Migration(url, user, password, Map.of(property, value));
  }

  /**
   * Does all of it in one transaction, or nothing.
   *
   * @return how many customers were marked
   */
  int run() throws SQLException {
    try (HikariDataSource pool = new HikariDataSource(configuration());
        Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int marked = change(connection);
        connection.commit();
        return marked;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static int change(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int marked = statement.executeUpdate(MARK_DORMANT);
      statement.executeUpdate(ADD_POINTS);
      return marked;
    }
  }

  private HikariConfig configuration() {
    HikariConfig configuration = new HikariConfig();
    configuration.setJdbcUrl(url);
    configuration.setUsername(user);
    configuration.setPassword(password);
    properties.forEach(configuration::addDataSourceProperty);
    configuration.setMaximumPoolSize(1);
    configuration.setInitializationFailTimeout(1);
    return configuration;
  }
}
