package io.github.jdbcguard.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Statements on one open connection. Statements and what is read are given to the black hole, as
 * they leave the caller in an application; result sets are closed where they are opened.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
public class StatementBenchmark {
  private static final String SELECT =
      "SELECT id, name, total, rate, state FROM orders WHERE customer_id = ? ORDER BY id";
  private static final int TEXTS = 16;

  @Param({"RAW", "HIKARICP", "P6SPY", "DATASOURCE_PROXY", "GUARD"})
  public Wrapper wrapper;

  private final String[] texts =
      IntStream.range(0, TEXTS)
          .mapToObj(i -> "SELECT id, name, total FROM orders_%d WHERE id = 1".formatted(i))
          .toArray(String[]::new);

  private Connection connection;
  private Statement held;
  private PreparedStatement heldQuery;
  private PreparedStatement heldUpdate;
  private int number;

  @Setup
  public void open() throws SQLException {
    connection = wrapper.open().connect();
    held = connection.createStatement();
    heldQuery = connection.prepareStatement(SELECT);
    heldUpdate = connection.prepareStatement("UPDATE orders SET state = ? WHERE id = ?");
  }

  /** The same text again and again. */
  @Benchmark
  public boolean statement(Blackhole out) throws SQLException {
    return query(SELECT, out);
  }

  /** A few texts in turn. */
  @Benchmark
  public boolean statementInTurn(Blackhole out) throws SQLException {
    number++;
    return query(texts[number % TEXTS], out);
  }

  private boolean query(String sql, Blackhole out) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      out.consume(statement);
      return rows.next();
    }
  }

  @Benchmark
  public void prepare(Blackhole out) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
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
