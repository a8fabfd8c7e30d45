package io.github.jdbcguard.terminal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Does with a protected database whatever leaves traces, and plants secrets wherever it can. Prints
 * what the guard says, and of what the server says the SQLState alone. Its argument: the URL.
 */
public final class CanaryProgram {
  /** What must be found nowhere: a piece of every secret. */
  static final String CANARY = "kanari";

  private static final String LITERAL = "'kanari-literal'";
  private static final String UPDATE = "UPDATE items SET name = " + LITERAL + " WHERE id = 1";

  private CanaryProgram() {}

  /** Prints {@code sent: n} in the end, for as many changes as the server got. */
  public static void main(String[] args) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", "kanari-password");
    properties.setProperty("ApplicationName", "script");
    int sent = 0;
    try (Connection connection = DriverManager.getConnection(args[0], properties);
        Statement statement = connection.createStatement()) {
      tell(statement, "DELETE FROM items WHERE name = " + LITERAL);
      tell(statement, "DROP TABLE items /* kanari-comment */ -- kanari-comment");
      tell(statement, "CREATE USER lena PASSWORD 'kanari-role'");
      tell(statement, "GUARD APPROVE 'guard1.kanari-token.kanari'");
      tell(statement, "GUARD APPROVE kanari-token");
      tell(statement, "GUARD EXPLAIN " + UPDATE);
      tell(statement, "SELECT 'kanari-unclosed");
      sent += confirmed(statement, UPDATE);
      sent += confirmed(statement, "INSERT INTO items VALUES (1, " + LITERAL + ")");
      sent += confirmed(statement, "UPDATE items SET id = " + LITERAL + " WHERE id = 2");
      statement.execute("GUARD STATUS");
      try (PreparedStatement prepared =
          connection.prepareStatement("UPDATE items SET name = ? WHERE id = ?")) {
        prepared.setString(1, "kanari-parameter");
        prepared.setInt(2, 1);
        confirm(statement, code(() -> prepared.executeUpdate()));
        sent += prepared.executeUpdate();
        prepared.addBatch();
        prepared.executeBatch();
      }
    }
    System.out.println("sent: " + sent);
  }

  private static int confirmed(Statement statement, String sql) throws SQLException {
    confirm(statement, code(() -> statement.executeUpdate(sql)));
    try {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      System.out.println("the server: " + e.getSQLState());
      return 0;
    }
  }

  private static void confirm(Statement statement, String code) throws SQLException {
    statement.execute("GUARD CONFIRM '" + code + "' REASON 'ticket 4711'");
  }

  /** What can be done with a statement. */
  private interface Action {
    void run() throws SQLException;
  }

  private static String code(Action action) {
    try {
      action.run();
      throw new AssertionError("not refused");
    } catch (SQLException e) {
      System.out.println(e);
      return String.valueOf(e.getMessage()).replaceAll("(?s).*GUARD_CONFIRM=(\\S+).*", "$1");
    }
  }

  private static void tell(Statement statement, String sql) {
    try {
      if (statement.execute(sql)) {
        ResultSet rows = statement.getResultSet();
        while (rows.next()) {
          System.out.println(rows.getString(1) + ": " + rows.getString(2));
        }
      }
    } catch (SQLException e) {
      System.out.println(e);
    }
  }
}
