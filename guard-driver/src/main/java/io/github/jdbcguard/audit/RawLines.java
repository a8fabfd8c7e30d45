package io.github.jdbcguard.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file, one after the other, in bounded memory. Used by one thread. */
final class RawLines implements AutoCloseable {
  /** Longer ones are none of ours. */
  private static final int LONGEST = 1024 * 1024;

  private final InputStream in;
  private long number;

  RawLines(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), LONGEST / 16);
  }

  /** The next one; empty at the end. */
  Optional<RawLine> next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long length = 0;
    int c = in.read();
    for (; c >= 0 && c != '\n'; c = in.read()) {
      length++;
      if (length <= LONGEST) {
        bytes.write(c);
      }
    }
    if (c < 0 && length == 0) {
      return Optional.empty();
    }
    number++;
    return Optional.of(new RawLine(number, bytes.toByteArray(), length, c >= 0));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
