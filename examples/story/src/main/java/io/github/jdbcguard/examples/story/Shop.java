package io.github.jdbcguard.examples.story;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** A shop's database, filled and looked at over connections without the guard. */
record Shop(Server server, String name) {

  private static final String CUSTOMERS =
      """
      CREATE TABLE customers AS
        SELECT n AS id, 'Customer ' || n AS name, 'active' AS status,
               DATE '2020-01-01' + n * 7 % 2500 AS last_order
        FROM generate_series(1, 5000) AS n;
      ALTER TABLE customers ADD PRIMARY KEY (id), OWNER TO shop;
      """;
  private static final String LOOK =
      """
      SELECT count(*),
             count(*) FILTER (WHERE status = 'dormant'),
             (SELECT count(*) FROM information_schema.columns
               WHERE table_name = 'customers' AND column_name = 'points'),
             md5(string_agg(c::text, ',' ORDER BY c.id))
      FROM customers AS c
      """;

  /**
   * What is to be seen from outside.
   *
   * @param checksum of every value in the table
   */
  record State(int customers, int dormant, boolean points, String checksum) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d customers, %,d dormant, %s, md5 %s",
          customers,
          dormant,
          points ? "new column" : "no new column",
          checksum);
    }
  }

  /** Makes the database anew, so that nothing is left of what was done to it. */
  void create() throws SQLException {
    Shop maintenance = server.database("postgres");
    maintenance.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    maintenance.execute("CREATE DATABASE " + name + " OWNER shop");
    execute(CUSTOMERS);
  }

  State look() throws SQLException {
    try (Connection connection = raw();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LOOK)) {
      row.next();
      return new State(row.getInt(1), row.getInt(2), row.getInt(3) == 1, row.getString(4));
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = raw();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection raw() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(server.port(), name));
  }
}
