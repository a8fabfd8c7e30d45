package io.github.jdbcguard.terminal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A script as people write them: one change of a database. Its arguments: the URL, the statement,
 * and whether a {@code daemon} thread runs it.
 */
public final class AskingProgram {
  private static final int REFUSED = 3;

  private AskingProgram() {}

  /** Ends with 0 where the change was made, and with 3 where it was refused. */
  public static void main(String[] args) throws InterruptedException {
    int[] exit = {1};
    Thread thread = new Thread(() -> exit[0] = run(args[0], args[1]), "script");
    thread.setDaemon(args.length > 2 && args[2].equals("daemon"));
    thread.start();
    thread.join();
    System.exit(exit[0]);
  }

  private static int run(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      System.out.println("rows: " + statement.executeUpdate(sql));
      return 0;
    } catch (SQLException e) {
      System.out.println(e.getSQLState() + " " + e.getMessage());
      return REFUSED;
    }
  }
}
