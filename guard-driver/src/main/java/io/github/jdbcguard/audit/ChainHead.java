package io.github.jdbcguard.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a chain: the number and the hash of its last line.
 *
 * @param hash 64 hexadecimal digits in lower case
 */
public record ChainHead(long seq, String hash) {
  /** Before the first line of all. */
  public static final ChainHead NONE = new ChainHead(0, "0".repeat(64));

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

  /**
   * Reads {@code SEQ:HASH}, as anchors in the log have it.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ChainHead parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no SEQ:HASH with a number and 64 hexadecimal digits".formatted(text));
    }
    return new ChainHead(Long.parseLong(matcher.group(1)), matcher.group(2));
  }

  /** The one that is further on; this one where both are as far. */
  ChainHead furthest(ChainHead other) {
    return other.seq > seq ? other : this;
  }

  @Override
  public String toString() {
    return seq + ":" + hash;
  }
}
