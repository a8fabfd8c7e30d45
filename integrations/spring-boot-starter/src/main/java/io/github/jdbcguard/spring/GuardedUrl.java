package io.github.jdbcguard.spring;

import io.github.jdbcguard.driver.GuardUrl;

/** A JDBC URL with the guard in front. */
record GuardedUrl(String text) {
  private static final String JDBC = "jdbc:";

  static boolean isGuarded(String url) {
    return GuardUrl.isGuarded(url);
  }

  static GuardedUrl of(String url) {
    return new GuardedUrl(
        isGuarded(url) || !url.regionMatches(true, 0, JDBC, 0, JDBC.length())
            ? url
            : GuardUrl.PREFIX + url.substring(JDBC.length()));
  }

  /** Whether it says which environment it leads to. */
  boolean statesExpectation() {
    return isGuarded(text) && text.startsWith("@", GuardUrl.PREFIX.length());
  }
}
