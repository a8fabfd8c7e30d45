package io.github.jdbcguard.audit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statements that were sent and whose outcome was not read yet, the most recent ones. Used by one
 * thread.
 */
final class Pending {
  private static final int MOST = 100_000;

  private final Map<String, Sent> sent = new LinkedHashMap<>();
  private long forgotten;

  private record Sent(Path file, long line, long seq, String message) {}

  void read(Path file, long line, AuditRecord event) {
    String id = event.text("id");
    switch (event.text("event")) {
      case "admitted" -> {
        if (event.is("followed")) {
          sent.put(id, new Sent(file, line, event.number("seq"), message(event)));
          forgetOldest();
        }
      }
      case "completed" -> sent.remove(id);
      default -> {} // says nothing of an outcome
    }
  }

  private void forgetOldest() {
    if (sent.size() > MOST) {
      sent.remove(sent.keySet().iterator().next());
      forgotten++;
    }
  }

  private static String message(AuditRecord event) {
    return PlainText.of(
        "%s on %s was sent at %s [%s], and nobody wrote down what came of it: process %d on %s ended before, or still runs; whether it took effect, only the database knows"
            .formatted(
                String.join(", ", event.texts("operations")),
                event.text("environment"),
                event.text("time"),
                event.text("id"),
                event.number("pid"),
                event.text("host")));
  }

  /** Tells all that were left. */
  long tell(Findings findings) {
    sent.values()
        .forEach(
            one ->
                findings.add(
                    AuditFinding.Kind.UNFINISHED, one.file, one.line, one.seq, one.message));
    return sent.size() + forgotten;
  }
}
