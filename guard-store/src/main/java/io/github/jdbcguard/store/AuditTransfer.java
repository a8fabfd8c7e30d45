package io.github.jdbcguard.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Brings lines from audit files into the table, in their order: no line is there before all those
 * before it. So where the table has a line, only what stands behind it is missing. For one thread.
 */
final class AuditTransfer {
  private final AuditFiles files;
  private final AuditRows rows;
  private Position sent = Position.UNKNOWN;

  AuditTransfer(AuditFiles files, AuditRows rows) {
    this.files = files;
    this.rows = rows;
  }

  /**
   * Behind a line of the file that is written.
   *
   * @param line the last one that was sent
   * @param end where it ends
   */
  private record Position(String line, long end) {
    static final Position UNKNOWN = new Position("", -1);
  }

  /** A file of which something is missing; all of it where the start is not known. */
  private record Missing(Path path, Optional<Long> start) {}

  /** Sends what the files have by now. */
  void run() throws IOException {
    try (AuditFile current = AuditFile.open(files.current())) {
      if (current.has(sent.line(), sent.end())) {
        sent = send(current, sent.end());
      } else {
        sent = Position.UNKNOWN;
        catchUp(current);
      }
    } catch (FileNotFoundException e) {
      sent = Position.UNKNOWN; // nothing was written yet, or a new file is about to be begun
    }
  }

  /**
   * Looks backwards for a line that is in the table, and sends all behind it. A file that gets full
   * meanwhile is still read to its end, as it was open before.
   */
  private void catchUp(AuditFile current) throws IOException {
    Optional<Long> known = known(current);
    Deque<Missing> before = new ArrayDeque<>();
    List<Path> full = known.isPresent() ? List.of() : files.full();
    for (int i = full.size() - 1; i >= 0; i--) {
      Optional<Missing> missing = missing(full.get(i));
      missing.ifPresent(before::addFirst);
      if (missing.isPresent() && missing.get().start().isPresent()) {
        break;
      }
    }
    for (Missing missing : before) {
      try (AuditFile file = AuditFile.open(missing.path())) {
        send(file, missing.start().orElse(0L));
      } catch (FileNotFoundException e) {
        // It was kept for as long as it had to be, and deleted.
      }
    }
    sent = send(current, known.orElse(0L));
  }

  private Optional<Missing> missing(Path path) throws IOException {
    try (AuditFile file = AuditFile.open(path)) {
      return Optional.of(new Missing(path, known(file)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Where the last lines begin of which the table has the first. */
  private Optional<Long> known(AuditFile file) throws IOException {
    AuditLines lines = file.before(file.length());
    while (!lines.none()) {
      if (!lines.chained().isEmpty() && rows.has(lines.chained().get(0))) {
        return Optional.of(lines.start());
      }
      lines = file.before(lines.start());
    }
    return Optional.empty();
  }

  private Position send(AuditFile file, long start) throws IOException {
    Position position = sent;
    AuditLines lines = file.from(start);
    while (!lines.none()) {
      rows.add(lines.chained());
      position = new Position(lines.last(), lines.end());
      lines = file.from(lines.end());
    }
    return position;
  }
}
