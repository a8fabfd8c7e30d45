package io.github.jdbcguard.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JDBC URL as it may be printed: without who logs in, and without parameters. */
final class ShownUrl {
  /** Scheme, whatever stands before the last at sign, place, and the rest. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?s)((?:jdbc:)?(?:guard:(?:@[^:/?;@]*:)?)?(?:[\\w+-]+:){0,2}(?://)?)(.*@)?([^?;(]*)(.*)");

  private ShownUrl() {}

  static String of(String url) {
    Matcher parts = PARTS.matcher(url);
    if (!parts.matches()) {
      return "…";
    }
    String login = parts.group(2) == null ? "" : "…@";
    String rest = parts.group(4).isEmpty() ? "" : parts.group(4).charAt(0) + "…";
    return parts.group(1) + login + parts.group(3) + rest;
  }
}
