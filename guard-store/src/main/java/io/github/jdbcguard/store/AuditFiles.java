package io.github.jdbcguard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an audit: the one that is written, and beside it those that were full.
 *
 * @param current the one that is written
 */
record AuditFiles(Path current) {
  /** What the name of a full file adds: the number of its last line, and when it was full. */
  private static final Pattern FULL = Pattern.compile("\\.\\d{12,18}-\\d{8}T\\d{6}Z");

  /** Those that are full, the oldest first. */
  List<Path> full() throws IOException {
    Path folder = current.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(this::isFull).sorted(AuditFiles::byNumber).toList();
    }
  }

  private boolean isFull(Path file) {
    String name = String.valueOf(current.getFileName());
    String other = String.valueOf(file.getFileName());
    return other.startsWith(name) && FULL.matcher(other.substring(name.length())).matches();
  }

  /** Numbers have leading zeros, and more digits where those do not do. */
  private static int byNumber(Path one, Path other) {
    String name = one.toString();
    String otherName = other.toString();
    int byLength = Integer.compare(name.length(), otherName.length());
    return byLength == 0 ? name.compareTo(otherName) : byLength;
  }
}
