package io.github.jdbcguard.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the events of an audit, from the oldest file that is there to what is written just now, in
 * bounded memory. What is no JSON is left out. Used by one thread.
 */
public final class AuditReader implements AutoCloseable {
  private final Path file;
  private Object key;
  private RawLines lines;

  private AuditReader(Path file, Path first) throws IOException {
    this.file = file;
    this.key = OwnFiles.key(first);
    this.lines = new RawLines(first);
  }

  /** The events of a file, and those before it. */
  public static AuditReader of(Path file) throws IOException {
    return new AuditReader(file, files(file).get(0));
  }

  /** Oldest first; a file that is full is read by itself. */
  private static List<Path> files(Path file) throws IOException {
    List<Path> files =
        new ArrayList<>(Rotation.besides(file).stream().map(Rotation::file).toList());
    if (Files.exists(file) || files.isEmpty()) {
      files.add(file);
    }
    return files;
  }

  /** The next one; empty where there is none yet. */
  public Optional<AuditRecord> next() throws IOException {
    while (true) {
      Optional<RawLine> line = lines.next();
      if (line.isPresent()) {
        Optional<AuditRecord> event = AuditRecord.parse(line.get().text());
        if (event.isPresent()) {
          return event;
        }
      } else if (!nextFile()) {
        return Optional.empty();
      }
    }
  }

  /** Goes on to the file behind this one, which may have another name by now. */
  private boolean nextFile() throws IOException {
    List<Path> files = files(file);
    int here = files.size() - 1;
    while (here >= 0 && !OwnFiles.isStill(files.get(here), key)) {
      here--;
    }
    if (here == files.size() - 1 || !Files.exists(files.get(here + 1))) {
      return false;
    }
    RawLines next = new RawLines(files.get(here + 1));
    lines.close();
    lines = next;
    key = OwnFiles.key(files.get(here + 1));
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
