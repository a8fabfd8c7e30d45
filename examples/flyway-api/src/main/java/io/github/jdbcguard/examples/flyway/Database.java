package io.github.jdbcguard.examples.flyway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.flywaydb.core.Flyway;

/** A database, made and looked at over connections without the guard. */
record Database(EmbeddedPostgres server, String name) {

  private static final String LOOK =
      """
      SELECT (SELECT max(version) FROM flyway_schema_history),
             (SELECT count(*) FROM customers),
             (SELECT md5(string_agg(c::text, ',' ORDER BY c.id)) FROM customers AS c),
             (SELECT md5(string_agg(h::text, ',' ORDER BY h.installed_rank))
                FROM flyway_schema_history AS h)
      """;

  /**
   * What is to be seen from outside.
   *
   * @param version of the last migration
   * @param rows checksum of every value in the table
   * @param history checksum of every value in flyway_schema_history
   */
  record State(String version, int customers, String rows, String history) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "version %s, %,d customers, md5 %.8s, history md5 %.8s",
          version,
          customers,
          rows,
          history);
    }
  }

  /** Makes the database anew, and empty. */
  void create() throws SQLException {
    Database maintenance = new Database(server, "postgres");
    maintenance.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    maintenance.execute("CREATE DATABASE " + name + " OWNER shop");
  }

  /** Brings it to version 1, as a release some time ago did. */
  void release() {
    Flyway.configure().dataSource(url(), "shop", "secret").target("1").load().migrate();
  }

  State look() throws SQLException {
    try (Connection connection = raw();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LOOK)) {
      row.next();
      return new State(row.getString(1), row.getInt(2), row.getString(3), row.getString(4));
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = raw();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The URL without the guard. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), name);
  }

  /** The URL with the guard in front, and what it is said to be. */
  String guardedUrl(String expectation) {
    return url().replaceFirst("^jdbc:", "jdbc:guard:" + expectation);
  }

  private Connection raw() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }
}
