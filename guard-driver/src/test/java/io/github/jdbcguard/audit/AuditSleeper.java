package io.github.jdbcguard.audit;

import java.nio.file.Path;
import java.time.Duration;

/** Writes that a statement is about to be sent: {@code FILE}; then waits to be killed. */
public final class AuditSleeper {
  private AuditSleeper() {}

  @SuppressWarnings("SystemOut") // a program of its own
  public static void main(String[] arguments) throws Exception {
    new AuditLog(Path.of(arguments[0])).write(Events.admitted("a1"));
    System.out.println("sent");
    Thread.sleep(Duration.ofMinutes(5).toMillis());
  }
}
