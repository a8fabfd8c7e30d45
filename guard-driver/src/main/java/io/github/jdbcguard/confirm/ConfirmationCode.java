package io.github.jdbcguard.confirm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A short code by which somebody says, in a second run, that refused statements are meant. It fits
 * one set of statements on its {@link CodeTerms}, and nothing else. It guards against accidents:
 * whoever can run the statements can read the code.
 */
public record ConfirmationCode(String text) {
  /** Digits and letters that nobody takes for one another. */
  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private static final Pattern FORM =
      Pattern.compile("[" + ALPHABET + "]{4}-[" + ALPHABET + "]{4}");

  private static final int HALF = 4;
  private static final int BITS = 5;

  /** Whether a text has the form of a code. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * The code for these statements.
   *
   * @param statements by their {@link StatementDigest}
   */
  public static ConfirmationCode of(CodeTerms terms, Collection<String> statements) {
    MessageDigest digest = sha256();
    add(digest, "guard-confirm-2");
    terms.texts().forEach(text -> add(digest, text));
    new TreeSet<>(statements).forEach(statement -> add(digest, statement));
    byte[] hash = digest.digest();
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 2 * HALF; i++) {
      code.append(ALPHABET.charAt(hash[i] & ((1 << BITS) - 1)));
    }
    return new ConfirmationCode(code.insert(HALF, '-').toString());
  }

  /** With its length, so that no two lists of texts look the same. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) ':');
    digest.update(bytes);
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
