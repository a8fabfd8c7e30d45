package io.github.jdbcguard.frameworks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Plain JDBC over a DataSource, which is a pool where it can be closed. */
record PooledItems(DataSource source) implements Items {
  @Override
  public List<String> names() throws Exception {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM items ORDER BY id")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString("name"));
      }
      return names;
    }
  }

  @Override
  public void rename(int id, String name) throws Exception {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("UPDATE items SET name = ? WHERE id = ?")) {
        statement.setString(1, name);
        statement.setInt(2, id);
        statement.executeUpdate();
        connection.commit();
      } catch (Exception e) {
        connection.rollback();
        throw e;
      }
    }
  }

  @Override
  public void close() {
    if (source instanceof AutoCloseable pool) {
      try {
        pool.close();
      } catch (Exception e) {
        throw new AssertionError("the pool did not close", e);
      }
    }
  }
}
