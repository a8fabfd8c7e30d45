package io.github.jdbcguard.examples.flyway;

/** Says that something went otherwise than it should. */
final class Deviation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Deviation(String what, Object expected, Object actual) {
    super("%s%n  expected: %s%n  but was:  %s".formatted(what, expected, actual));
  }

  static void unless(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new Deviation(what, expected, actual);
    }
  }
}
