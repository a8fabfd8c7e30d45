package io.github.jdbcguard.benchmarks;

import io.github.jdbcguard.sql.Classifier;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.Judgement;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Judging a text, without a driver and without remembering anything. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class JudgeBenchmark {
  /** Texts of the lengths that matter. */
  public enum Text {
    SHORT_SELECT("SELECT id, name FROM orders WHERE customer_id = ? AND state = 'open'"),
    /** Of 2 KB, as a report has it. */
    LONG_SELECT(
        IntStream.range(0, 15)
            .mapToObj(
                i ->
                    "SELECT o.id, coalesce(c.name, '-') AS name, sum(o.total) FROM orders_%02d o JOIN customers c ON c.id = o.customer_id"
                        .formatted(i))
            .collect(Collectors.joining(" UNION ALL "))),
    INSERT_100_X_100(insert(100)),
    /** Of 1 MB, in as many rows as that takes. */
    INSERT_1_MB(insert(1_400));

    final String sql;

    Text(String sql) {
      this.sql = sql;
    }

    /** Rows with 100 columns each. */
    private static String insert(int rows) {
      String row =
          IntStream.range(0, 100)
              .mapToObj(column -> column % 2 == 0 ? "'text'" : "12345")
              .collect(Collectors.joining(", ", "(", ")"));
      return "INSERT INTO orders VALUES " + String.join(", ", Collections.nCopies(rows, row));
    }
  }

  @Param public Text text = Text.SHORT_SELECT;

  private final Classifier classifier = Classifier.of(Dialect.POSTGRESQL);

  @Benchmark
  public Judgement judge() {
    return classifier.judge(text.sql);
  }
}
