package io.github.jdbcguard.confirm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.List;

/**
 * A short code by which somebody says, in a second run, that a refused statement is meant. It fits
 * one environment, target, user, text and day, and nothing else. It guards against accidents:
 * whoever can run the statement can read the code.
 */
public record ConfirmationCode(String text) {
  /** Digits and letters that nobody takes for one another. */
  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private static final int HALF = 4;
  private static final int BITS = 5;

  /** The code for this statement on this day. */
  public static ConfirmationCode of(
      String environment, String target, String user, String sql, LocalDate day) {
    MessageDigest digest = sha256();
    for (String part : List.of("guard-confirm-1", environment, target, user, day.toString(), sql)) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) ':');
      digest.update(bytes);
    }
    byte[] hash = digest.digest();
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 2 * HALF; i++) {
      code.append(ALPHABET.charAt(hash[i] & ((1 << BITS) - 1)));
    }
    return new ConfirmationCode(code.insert(HALF, '-').toString());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
