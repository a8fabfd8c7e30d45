package io.github.jdbcguard.cli;

/** Texts of others, as somebody has to read them who decides on them: nothing in them is hidden. */
final class Visible {
  private Visible() {}

  /** In lines as they are; what cannot be seen, or changes the order of the rest, is spelt out. */
  static String lines(String text) {
    StringBuilder shown = new StringBuilder();
    text.replace("\r\n", "\n").codePoints().forEach(c -> append(shown, c, c == '\n' || c == '\t'));
    return shown.toString();
  }

  /** The same in one line. */
  static String line(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(c -> append(shown, c, false));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int codePoint, boolean asItIs) {
    if (asItIs || codePoint == ' ' || seen(codePoint)) {
      shown.appendCodePoint(codePoint);
    } else {
      shown.append("<U+%04X>".formatted(codePoint));
    }
  }

  private static boolean seen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
