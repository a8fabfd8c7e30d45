package io.github.jdbcguard.confirm;

import java.util.Optional;

/**
 * What may stand in a line of a token: everything that people can see, so that no value can begin a
 * line of its own, or look like another one.
 */
final class PlainValue {
  private PlainValue() {}

  /** What is wrong with a value; empty where nothing is. */
  static Optional<String> objection(String name, String value) {
    return value
        .codePoints()
        .filter(PlainValue::unseen)
        .boxed()
        .findFirst()
        .map(c -> "%s holds the character U+%04X, which nobody can see".formatted(name, c));
  }

  private static boolean unseen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
