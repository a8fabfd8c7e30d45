package io.github.jdbcguard.audit;

import io.github.jdbcguard.policy.AuditTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The audit: a file to which events are appended, one JSON object a line, each chained to the one
 * before. Threads, class loaders and processes may share a file. Thread-safe.
 *
 * @param file created with its folders, for the owner alone, at the first event; {@code .head}
 *     beside it keeps what was written last
 */
public record AuditLog(Path file) {

  /** Where events go if nobody says otherwise: under the user's own state folder. */
  public static AuditLog inHome() {
    return new AuditLog(
        Path.of(System.getProperty("user.home", "."), ".local", "state", "guard", "audit.jsonl"));
  }

  /** Appends an event, with the file kept as it is where nobody says otherwise. */
  public AuditLine write(AuditEvent event) throws IOException {
    return write(event, AuditTerms.DEFAULT);
  }

  /**
   * Appends an event, tells the log of the application about it, and the current span if there is
   * one.
   *
   * @throws IOException where it could not be written whole, with the file and the reason; nothing
   *     of it is left behind then, unless it was the disk that did not confirm it
   */
  public AuditLine write(AuditEvent event, AuditTerms terms) throws IOException {
    Map<String, Object> fields = event.fields();
    fields.putAll(Tracing.ids());
    ChainFile.Written written =
        ChainFile.of(file)
            .append(new Entry(event.time(), JsonLine.of(fields), event.durable()), terms);
    Announcements.tell(event, fields, written);
    Tracing.tell(event);
    return written.line();
  }
}
