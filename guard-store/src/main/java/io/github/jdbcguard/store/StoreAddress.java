package io.github.jdbcguard.store;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a store is.
 *
 * @param what is kept there, for messages: {@code the ledger}
 * @param url an ordinary JDBC URL
 */
record StoreAddress(String what, String url, Login login) {
  private static final String PREFIX = "jdbc:";
  private static final String GUARDED = "jdbc:guard:";

  /** Scheme, whatever stands before the last at sign, and the place. */
  private static final Pattern PARTS =
      Pattern.compile("(?s)(jdbc:(?:[\\w+-]+:){1,3}(?://)?)(?:.*@)?([^?;(&]*).*");

  StoreAddress {
    if (startsWith(url, GUARDED)) {
      throw new IllegalArgumentException(
          "%s is what the guard itself writes to, so it is not guarded: leave out 'guard:'"
              .formatted(what));
    }
  }

  /** Whether it is a JDBC URL, be it one that is refused. */
  static boolean fits(String url) {
    return startsWith(url, PREFIX);
  }

  private static boolean startsWith(String url, String prefix) {
    return url.toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  /** For messages: without who logs in, and without parameters. */
  String place() {
    Matcher parts = PARTS.matcher(url);
    return parts.matches() ? parts.group(1) + parts.group(2) : "jdbc:…";
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return place();
  }
}
