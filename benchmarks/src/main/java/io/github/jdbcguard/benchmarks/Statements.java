package io.github.jdbcguard.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Statements on one open connection. Statements and what is read are given to the black hole, as
 * they leave the caller in an application; result sets are closed where they are opened. No UPDATE
 * finds a row, so that a database has nothing to write.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open() of the subclasses before anything else
public abstract class Statements {
  private static final String COLUMNS = "SELECT id, name, total, rate, state FROM orders ";
  private static final String PREPARED = COLUMNS + "WHERE customer_id = ? ORDER BY id";
  private static final String SELECT = COLUMNS + "WHERE customer_id = 1001 ORDER BY id";

  private Database.Running database;
  private Wrapper.Connections connections;
  private Connection connection;
  private Statement held;
  private PreparedStatement heldQuery;
  private PreparedStatement heldUpdate;
  private long number = Integer.MAX_VALUE;

  final void open(Database behind, Wrapper wrapper) throws SQLException {
    database = behind.start();
    connections = wrapper.open(database.url());
    connection = connections.connect();
    held = connection.createStatement();
    heldQuery = connection.prepareStatement(PREPARED);
    heldQuery.setInt(1, 1);
    heldUpdate = connection.prepareStatement("UPDATE orders SET state = ? WHERE id = ?");
    heldUpdate.setString(1, "sent");
    heldUpdate.setLong(2, -1);
  }

  @TearDown
  public void close() throws SQLException, IOException {
    connection.close();
    database.close();
  }

  final Connection connect() throws SQLException {
    return connections.connect();
  }

  /** The same text again and again. */
  @Benchmark
  public boolean statement(Blackhole out) throws SQLException {
    return query(SELECT, out);
  }

  final boolean query(String sql, Blackhole out) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      out.consume(statement);
      return rows.next();
    }
  }

  @Benchmark
  public void prepare(Blackhole out) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PREPARED)) {
      out.consume(statement);
    }
  }

  @Benchmark
  public int heldPrepared() throws SQLException {
    return heldUpdate.executeUpdate();
  }

  @Benchmark
  public void scan(Blackhole out) throws SQLException {
    try (ResultSet rows = heldQuery.executeQuery()) {
      while (rows.next()) {
        out.consume(rows.getLong(1));
        out.consume(rows.getString(2));
        out.consume(rows.getInt(3));
        out.consume(rows.getDouble(4));
        out.consume(rows.getObject(5));
      }
    }
  }

  /** Texts that were never seen before, each made as an application makes it. */
  @Benchmark
  public int distinctUpdate() throws SQLException {
    number++;
    return held.executeUpdate("UPDATE orders SET state = 'sent' WHERE id = " + number);
  }
}
