package io.github.jdbcguard.audit;

import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.AuditTerms.Sync;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes statements and their outcomes: {@code FILE NAME THREADS STATEMENTS ROTATE-BYTES}. Says
 * {@code done}, or the problem, at the end.
 */
public final class AuditWriter {
  private AuditWriter() {}

  @SuppressWarnings("SystemOut") // a program of its own
  public static void main(String[] arguments) throws Exception {
    AuditLog log = new AuditLog(Path.of(arguments[0]));
    String name = arguments[1];
    int statements = Integer.parseInt(arguments[3]);
    AuditTerms terms = new AuditTerms(Long.parseLong(arguments[4]), Duration.ZERO, Sync.NEVER);
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]));
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < Integer.parseInt(arguments[2]); thread++) {
      String prefix = name + "-" + thread + "-";
      done.add(
          threads.submit(
              () -> {
                write(log, prefix, statements, terms);
                return prefix;
              }));
    }
    threads.shutdown();
    for (Future<?> one : done) {
      one.get();
    }
    System.out.println("done");
  }

  private static void write(AuditLog log, String prefix, int statements, AuditTerms terms)
      throws IOException {
    for (int i = 0; i < statements; i++) {
      log.write(Events.admitted(prefix + i), terms);
      log.write(Events.completed(prefix + i), terms);
    }
  }
}
