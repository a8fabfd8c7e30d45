package io.github.jdbcguard.benchmarks;

import java.sql.SQLException;
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

/** Statements in front of the stub driver: what is measured is the wrapper. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter
public class StatementBenchmark extends Statements {
  private static final int TEXTS = 16;

  @Param({
    "RAW",
    "HIKARICP",
    "P6SPY",
    "DATASOURCE_PROXY",
    "OPENTELEMETRY",
    "AWS",
    "DRUID",
    "GUARD",
    "GUARD_PROTECTED"
  })
  public Wrapper wrapper;

  private final String[] texts =
      IntStream.range(0, TEXTS)
          .mapToObj("SELECT id, name, total FROM orders WHERE id = %d"::formatted)
          .toArray(String[]::new);

  private int number;

  @Setup
  public void open() throws SQLException {
    open(Database.STUB, wrapper);
  }

  /** A few texts in turn. */
  @Benchmark
  public boolean statementInTurn(Blackhole out) throws SQLException {
    number++;
    return query(texts[number % TEXTS], out);
  }
}
