package io.github.jdbcguard.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The end of an audit file.
 *
 * @param head what its last chained line says; {@link ChainHead#NONE} where it has none
 * @param chained whether it has one
 * @param torn how many bytes of a line stand behind the last line end, without being a line
 * @param ended whether the last line has its end
 */
record ChainTail(ChainHead head, boolean chained, int torn, boolean ended) {
  private static final int WINDOW = 64 * 1024;

  /** The end of a file that nobody else wrote to since. */
  static ChainTail of(ChainHead head, long length) {
    return new ChainTail(head, length > 0, 0, true);
  }

  /** Looks for it from the end on, a part that grows, until there is a chained line. */
  static ChainTail read(LineFile file) throws IOException {
    long length = file.length();
    for (long size = Math.min(WINDOW, length); ; size = Math.min(2 * size, length)) {
      byte[] bytes = file.read(length - size, Math.toIntExact(size));
      ChainTail tail = of(new String(bytes, StandardCharsets.ISO_8859_1));
      if (tail.chained || size == length) {
        return tail;
      }
    }
  }

  private static ChainTail of(String text) {
    int end = text.lastIndexOf('\n') + 1;
    String rest = text.substring(end);
    Optional<ChainHead> whole = ChainFormat.headOf(rest).filter(head -> fits(rest, head));
    if (whole.isPresent()) {
      return new ChainTail(whole.get(), true, 0, false);
    }
    ChainHead head = lastOf(text, end).orElse(ChainHead.NONE);
    return new ChainTail(head, !head.equals(ChainHead.NONE), rest.length(), rest.isEmpty());
  }

  /** A line that lacks its end alone is a line. */
  private static boolean fits(String line, ChainHead head) {
    return ChainFormat.hashOf(line.getBytes(StandardCharsets.ISO_8859_1)).equals(head.hash());
  }

  private static Optional<ChainHead> lastOf(String text, int end) {
    int lineEnd = end - 1;
    while (lineEnd >= 0) {
      int start = text.lastIndexOf('\n', lineEnd - 1) + 1;
      Optional<ChainHead> head = ChainFormat.headOf(text.substring(start, lineEnd));
      if (head.isPresent()) {
        return head;
      }
      lineEnd = start - 1;
    }
    return Optional.empty();
  }
}
