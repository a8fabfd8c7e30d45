package io.github.jdbcguard.engines;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database with the table {@code items(id, name)} of three rows, looked at over a raw connection.
 *
 * @param url an ordinary JDBC URL
 */
public record TestDatabase(TestEngine engine, String name, String url) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A new database whose name starts with this prefix. */
  public static TestDatabase create(TestEngine engine, Path folder, String prefix)
      throws SQLException {
    String name = "%s_%d".formatted(prefix, COUNT.incrementAndGet());
    engine.create(folder, name);
    TestDatabase database = new TestDatabase(engine, name, engine.url(folder, name));
    database.execute("CREATE TABLE items (id INTEGER PRIMARY KEY, name VARCHAR(100))");
    database.execute("INSERT INTO items VALUES (1, 'one'), (2, 'two'), (3, 'three')");
    return database;
  }

  /** The URL with the guard in front. */
  public String guardedUrl() {
    return url.replaceFirst("^jdbc:", "jdbc:guard:");
  }

  public Connection raw() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** Everything that the table holds, so that any change shows. */
  public String contents() throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = raw();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, name FROM items ORDER BY id")) {
      while (rows.next()) {
        all.append(rows.getInt(1)).append('=').append(rows.getString(2)).append(' ');
      }
    }
    return all.toString().strip();
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = raw();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
