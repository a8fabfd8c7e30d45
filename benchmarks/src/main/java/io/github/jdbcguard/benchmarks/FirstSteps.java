package io.github.jdbcguard.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A program that opens one connection and sends one SELECT and one UPDATE, for cold starts: {@code
 * FirstSteps WRAPPER DATABASE}. Prints the microseconds of each of the three.
 */
final class FirstSteps {
  private FirstSteps() {}

  @SuppressWarnings("SystemOut") // a command: its output is what it measured
  public static void main(String[] arguments) throws SQLException, IOException {
    Wrapper wrapper = Wrapper.valueOf(arguments[0]);
    try (Database.Running database = Database.valueOf(arguments[1]).start()) {
      long start = System.nanoTime();
      try (Connection connection = wrapper.open(database.url()).connect();
          Statement statement = connection.createStatement()) {
        long connected = System.nanoTime();
        read(statement);
        long selected = System.nanoTime();
        statement.executeUpdate("UPDATE orders SET state = 'sent' WHERE id = -1");
        long updated = System.nanoTime();
        System.out.println(
            micros(start, connected)
                + " "
                + micros(connected, selected)
                + " "
                + micros(selected, updated));
      }
    }
  }

  private static void read(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT id, name FROM orders WHERE id = 1")) {
      if (!rows.next()) {
        throw new IllegalStateException("no row");
      }
    }
  }

  private static long micros(long from, long to) {
    return (to - from) / 1_000;
  }
}
