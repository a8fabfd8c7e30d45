package io.github.jdbcguard.benchmarks;

import io.github.jdbcguard.audit.AuditEvent;
import io.github.jdbcguard.audit.AuditLog;
import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.AuditTerms.Sync;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the audit costs a protected write, beside one way to the same disk: medians, by sampling. In
 * front of the stub driver, so that nothing else takes time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
public class AuditBenchmark {
  private static final int LINE = 1_024;
  private static final AuditTerms TERMS = AuditTerms.DEFAULT;
  private static final AuditTerms ALWAYS =
      new AuditTerms(TERMS.rotateBytes(), Duration.ZERO, Sync.ALWAYS);

  private PreparedStatement open;
  private PreparedStatement audited;
  private AuditLog log;
  private RandomAccessFile plain;

  @Setup
  public void open() throws SQLException {
    open = prepare(Wrapper.GUARD_POLICY);
    audited = prepare(Wrapper.GUARD_PROTECTED);
    Path folder = SmallPolicy.audit().resolveSibling("audit-benchmark");
    log = new AuditLog(folder.resolve("audit.jsonl"));
    try {
      Files.createDirectories(folder);
      plain = new RandomAccessFile(folder.resolve("plain").toFile(), "rw");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PreparedStatement prepare(Wrapper wrapper) throws SQLException {
    return wrapper
        .open(Database.STUB.start().url())
        .connect()
        .prepareStatement("UPDATE orders SET total = 1 WHERE id = 1");
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    plain.close();
  }

  /** A write that nobody records. */
  @Benchmark
  public int notAudited() throws SQLException {
    return open.executeUpdate();
  }

  /** A write to a protected database, which a rule allows. */
  @Benchmark
  public int audited() throws SQLException {
    return audited.executeUpdate();
  }

  /** An event alone, in the hands of the operating system. */
  @Benchmark
  public Object event() throws IOException {
    return log.write(EVENT, TERMS);
  }

  /** An event alone, on the disk: what a consent costs. */
  @Benchmark
  public Object eventOnDisk() throws IOException {
    return log.write(EVENT, ALWAYS);
  }

  /** As many bytes, appended and forced to the same disk by nobody of ours. */
  @Benchmark
  public long oneSync() throws IOException {
    plain.seek(plain.length());
    plain.write(new byte[LINE]);
    plain.getFD().sync();
    return plain.getFilePointer();
  }

  private static final AuditEvent EVENT =
      new AuditEvent(
          AuditEvent.Kind.ADMITTED,
          Instant.EPOCH,
          "a1",
          new AuditEvent.Subject(
              "production", "protected", "stub", "", "app", "", List.of(), "lena", "laptop"),
          new AuditEvent.Act(
              List.of("update"),
              List.of("orders"),
              "UPDATE orders SET total = ? WHERE id = ?",
              "",
              "confirm",
              "level protected: write",
              "",
              true),
          new AuditEvent.Grounds("terminal", List.of("lena"), "", "nightly correction"),
          AuditEvent.Outcome.NONE,
          false);
}
