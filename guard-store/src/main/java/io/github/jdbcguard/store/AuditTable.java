package io.github.jdbcguard.store;

import io.github.jdbcguard.audit.AuditSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that gets the lines of an audit file, by a thread of its own that ends with the process.
 * Where the database is away, they wait in the file, for this process or the next one.
 */
public final class AuditTable implements AuditSink, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger("guard");
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** So long the end of a process waits for the last lines. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Store store;
  private final AuditTransfer transfer;
  private final ScheduledThreadPoolExecutor sender;

  /** Whether the sender will look at the file anyway. */
  private final AtomicBoolean awaited = new AtomicBoolean();

  /** Until the next try; zero where the last one succeeded. */
  private volatile Duration pause = Duration.ZERO;

  AuditTable(Store store, Path file) {
    this.store = store;
    this.transfer = new AuditTransfer(new AuditFiles(file), AuditRows.of(store, file));
    this.sender = new ScheduledThreadPoolExecutor(1, AuditTable::thread);
  }

  /**
   * The table in that database, for this file.
   *
   * @param login {@code user}, {@code password} and {@code schema}
   * @throws IllegalArgumentException for a URL that cannot be used, saying why
   */
  public static AuditTable of(String url, Path file, Map<String, String> login) {
    return new AuditTable(new Store(address(url, login)), file);
  }

  static StoreAddress address(String url, Map<String, String> login) {
    return new StoreAddress("the audit table", url, Login.of("guard.audit.table", login));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "guard-audit-table");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void added() {
    if (awaited.compareAndSet(false, true)) {
      try {
        sender.execute(this::send);
      } catch (RejectedExecutionException closed) {
        // The next process sends it.
      }
    }
  }

  private void send() {
    awaited.set(false);
    try {
      transfer.run();
      if (!pause.isZero()) {
        LOG.info("the audit table is there again, and has all lines: {}", store.place());
      }
      pause = Duration.ZERO;
    } catch (IOException | RuntimeException e) {
      retry(e);
    }
  }

  private void retry(Exception e) {
    if (pause.isZero()) {
      LOG.warn("{}; its lines wait in the audit file, and are sent later", e.getMessage());
      LOG.debug("the audit table", e);
    }
    Duration next = pause.isZero() ? SHORTEST_PAUSE : pause.multipliedBy(2);
    pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    awaited.set(true);
    try {
      Object unused = sender.schedule(this::send, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // The next process tries it.
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      sender
          .submit(
              () -> {
                transfer.run();
                return true;
              })
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while lines were sent to " + store.place());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException problem ? problem : new IOException(e.getCause());
    }
  }

  /** Sends what is left, where that does not take long and worked the last time. */
  void finish() {
    if (pause.isZero() && sender.getTaskCount() > 0) {
      try {
        sender.submit(this::send).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
        LOG.debug("the next process sends the last lines of the audit", e);
      }
    }
  }

  @Override
  public void close() {
    finish();
    sender.shutdownNow();
    store.close();
  }
}
