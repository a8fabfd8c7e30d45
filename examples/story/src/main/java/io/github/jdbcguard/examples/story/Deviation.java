package io.github.jdbcguard.examples.story;

/** Says that something went otherwise than the story tells it. */
final class Deviation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Deviation(String what, Object expected, Object actual) {
    super("%s%n  expected: %s%n  but was:  %s".formatted(what, expected, actual));
  }
}
