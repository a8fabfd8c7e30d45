package io.github.jdbcguard.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file to which events are appended, one JSON object a line. Every line is handed to the
 * operating system in one write before {@link #write} returns, so several threads and processes may
 * share the file. Thread-safe; holds nothing open.
 *
 * @param file created with its folders, for the owner alone, at the first event
 */
public record AuditLog(Path file) {

  /** Where events go if nobody says otherwise: under the user's own state folder. */
  public static AuditLog inHome() {
    return new AuditLog(
        Path.of(System.getProperty("user.home", "."), ".local", "state", "guard", "audit.jsonl"));
  }

  /**
   * Appends an event.
   *
   * @throws IOException where it could not be written whole
   */
  public void write(AuditEvent event) throws IOException {
    ByteBuffer line =
        ByteBuffer.wrap((JsonLine.of(event.fields()) + "\n").getBytes(StandardCharsets.UTF_8));
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    try (FileChannel channel = FileChannel.open(file, options, ownerOnly())) {
      int written = channel.write(line);
      if (line.hasRemaining()) {
        throw new IOException(
            "only %d bytes of an audit line could be written to %s".formatted(written, file));
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
