package io.github.jdbcguard.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An audit file that is open for reading, while others may write to it. */
final class AuditFile implements Closeable {
  /** About so much is read, and sent, at once. */
  private static final int BLOCK = 256 * 1024;

  private final RandomAccessFile file;

  private AuditFile(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Opens it.
   *
   * @throws java.io.FileNotFoundException where it is not there, or not any more
   */
  static AuditFile open(Path path) throws IOException {
    return new AuditFile(new RandomAccessFile(path.toFile(), "r"));
  }

  long length() throws IOException {
    return file.length();
  }

  /** The lines that begin there; none where no line ends behind it. */
  AuditLines from(long start) throws IOException {
    long left = file.length() - start;
    for (long size = Math.min(BLOCK, left); ; size = Math.min(2 * size, left)) {
      byte[] bytes = read(start, size);
      int end = lastLineEnd(bytes) + 1;
      if (end > 0 || size >= left) {
        return lines(start, Arrays.copyOf(bytes, end));
      }
    }
  }

  /** The lines before that place; none at the beginning of the file. */
  AuditLines before(long end) throws IOException {
    for (long size = Math.min(BLOCK, end); ; size = Math.min(2 * size, end)) {
      byte[] bytes = read(end - size, size);
      int first = size == end ? 0 : firstLineEnd(bytes) + 1;
      int last = lastLineEnd(bytes) + 1;
      if (last > first) {
        return lines(end - size + first, Arrays.copyOfRange(bytes, first, last));
      }
      if (size == end) {
        return lines(0, new byte[0]);
      }
    }
  }

  /** Whether that line ends there, so that this is still the file that it was read from. */
  boolean has(String line, long end) throws IOException {
    byte[] expected = (line + "\n").getBytes(StandardCharsets.UTF_8);
    long start = end - expected.length;
    return start >= 0
        && end <= file.length()
        && Arrays.equals(read(start, expected.length), expected);
  }

  private byte[] read(long start, long size) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(Math.max(0, size))];
    file.seek(start);
    file.readFully(bytes);
    return bytes;
  }

  private static AuditLines lines(long start, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> lines = text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1));
    List<String> whole = lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1);
    return new AuditLines(
        whole.stream().map(ChainedLine::parse).flatMap(Optional::stream).toList(),
        whole.isEmpty() ? "" : whole.get(whole.size() - 1),
        start,
        start + bytes.length);
  }

  private static int lastLineEnd(byte[] bytes) {
    int i = bytes.length - 1;
    while (i >= 0 && bytes[i] != '\n') {
      i--;
    }
    return i;
  }

  /** The last byte where there is none: what begins there is not known. */
  private static int firstLineEnd(byte[] bytes) {
    int i = 0;
    while (i < bytes.length - 1 && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
