package io.github.jdbcguard.target;

import java.util.regex.Pattern;

/** A TCP port in plain decimal digits. */
final class PortNumber {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private PortNumber() {}

  static int parse(String text) {
    int port = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65535) {
      boolean secret = text.indexOf('@') >= 0;
      throw new NotUnderstoodException(
          secret ? "a user before '@'" : "'%s' is no port".formatted(text));
    }
    return port;
  }
}
