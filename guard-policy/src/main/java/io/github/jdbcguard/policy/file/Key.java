package io.github.jdbcguard.policy.file;

/**
 * A key that may stand in a mapping.
 *
 * @param example what to write where it is missing; empty where it need not be there
 * @param usual what holds where it is missing; empty where that is not one value
 * @param about what it means, for editors
 */
record Key(String name, Shape shape, String example, Object usual, String about) {
  static Key optional(String name, Shape shape, String about) {
    return new Key(name, shape, "", "", about);
  }

  /** A key that need not be there, because a value of its shape holds without it. */
  static Key usually(Object usual, String name, Shape shape, String about) {
    return new Key(name, shape, "", usual, about);
  }

  static Key required(String name, Shape shape, String example, String about) {
    return new Key(name, shape, example, "", about);
  }

  boolean needed() {
    return !example.isEmpty();
  }
}
