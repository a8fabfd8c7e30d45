package io.github.jdbcguard.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
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
import org.openjdk.jmh.infra.Blackhole;

/** Statements and connections on real databases: what is measured is what an application sees. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters
public class EngineBenchmark extends Statements {
  @Param({"H2", "POSTGRESQL"})
  public Database database;

  @Param({"RAW", "P6SPY", "DRUID", "GUARD", "GUARD_PROTECTED"})
  public Wrapper wrapper;

  @Setup
  public void open() throws SQLException {
    open(database, wrapper);
  }

  @Benchmark
  public void connect(Blackhole out) throws SQLException {
    try (Connection connection = connect()) {
      out.consume(connection);
    }
  }
}
