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
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long length;
  private long number;

  RawLines(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), LONGEST / 16);
  }

  /** The next one that has its end; empty where there is none yet. */
  Optional<RawLine> next() throws IOException {
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return Optional.of(taken(true));
      }
      length++;
      if (length <= LONGEST) {
        bytes.write(c);
      }
    }
    return Optional.empty();
  }

  /** What stands behind the last line end; empty for nothing. */
  Optional<RawLine> rest() {
    return length == 0 ? Optional.empty() : Optional.of(taken(false));
  }

  private RawLine taken(boolean ended) {
    number++;
    RawLine line = new RawLine(number, bytes.toByteArray(), length, ended);
    bytes.reset();
    length = 0;
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
