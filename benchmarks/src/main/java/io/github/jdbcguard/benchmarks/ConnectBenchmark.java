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

/** Opening a connection of the stub driver and closing it. A pool is not here: it opens none. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
public class ConnectBenchmark {
  @Param({
    "RAW",
    "P6SPY",
    "DATASOURCE_PROXY",
    "OPENTELEMETRY",
    "AWS",
    "DRUID",
    "GUARD",
    "GUARD_POLICY",
    "GUARD_IN_PROCESS",
    "GUARD_UNDECLARED"
  })
  public Wrapper wrapper;

  private Wrapper.Connections connections;

  @Setup
  public void open() throws SQLException {
    connections = wrapper.open(Database.STUB.start().url());
  }

  @Benchmark
  public void connect(Blackhole out) throws SQLException {
    try (Connection connection = connections.connect()) {
      out.consume(connection);
    }
  }
}
