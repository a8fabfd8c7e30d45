package io.github.jdbcguard.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a line is chained to the one before: the hash of a line is the SHA-256 of its bytes up to
 * {@code ,"hash":"}, closed by a brace, and {@code prev} is the hash of the line before.
 */
final class ChainFormat {
  /** The version of the line's format. */
  static final int VERSION = 2;

  /** What stands before the hash, which is the last member. */
  static final String BEFORE_HASH = ",\"hash\":\"";

  /** What stands behind the hash. */
  static final String BEHIND_HASH = "\"}";

  private static final HexFormat HEX = HexFormat.of();
  private static final int HASH_DIGITS = 64;

  /** How many bytes there are from {@link #BEFORE_HASH} to the end of a line. */
  static final int HASH_MEMBER = BEFORE_HASH.length() + HASH_DIGITS + BEHIND_HASH.length();

  private static final Pattern LINE =
      Pattern.compile("\\{\"v\":2,\"seq\":(\\d{1,18}),.*,\"hash\":\"([0-9a-f]{64})\"}");

  private ChainFormat() {}

  /**
   * The line that follows.
   *
   * @param members a JSON object with at least one member
   */
  static AuditLine next(ChainHead head, String members) {
    long seq = head.seq() + 1;
    String open =
        "{\"v\":%d,\"seq\":%d,%s,\"prev\":\"%s\""
            .formatted(VERSION, seq, members.substring(1, members.length() - 1), head.hash());
    String hash = hash((open + "}").getBytes(StandardCharsets.UTF_8));
    return new AuditLine(seq, hash, open + BEFORE_HASH + hash + BEHIND_HASH);
  }

  /** The end of a chain whose last line this is, as it says itself; empty where it is no line. */
  static Optional<ChainHead> headOf(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(new ChainHead(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** The hash that a line should have, from its bytes without its end; empty for no such line. */
  static String hashOf(byte[] line) {
    int end = line.length - HASH_MEMBER;
    if (end <= 0 || !ascii(line, end, BEFORE_HASH.length()).equals(BEFORE_HASH)) {
      return "";
    }
    byte[] hashed = Arrays.copyOf(line, end + 1);
    hashed[end] = '}';
    return hash(hashed);
  }

  private static String ascii(byte[] line, int start, int length) {
    return new String(line, start, length, StandardCharsets.US_ASCII);
  }

  private static String hash(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
