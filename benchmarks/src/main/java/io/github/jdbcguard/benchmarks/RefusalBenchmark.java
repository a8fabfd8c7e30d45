package io.github.jdbcguard.benchmarks;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
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

/** A statement that a rule forbids: the stub driver never sees it, the caller gets an exception. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
public class RefusalBenchmark {
  @Param({"DRUID", "GUARD_GUARDED", "GUARD_PROTECTED"})
  public Wrapper wrapper;

  private Statement held;

  @Setup
  public void open() throws SQLException {
    held = wrapper.open(Database.STUB.start().url()).connect().createStatement();
  }

  @Benchmark
  public String refusal() {
    try {
      held.executeUpdate("DELETE FROM orders WHERE id = 1");
      throw new IllegalStateException("nobody refused");
    } catch (SQLException refusal) {
      return refusal.getSQLState() + refusal.getMessage();
    }
  }
}
