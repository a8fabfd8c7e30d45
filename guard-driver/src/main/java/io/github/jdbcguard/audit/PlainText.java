package io.github.jdbcguard.audit;

/** Text on one line that does nothing to whoever shows it. */
public final class PlainText {
  private PlainText() {}

  /**
   * The text, with a question mark for whatever a terminal would obey and what turns the order of
   * characters around, and a blank for the end of a line.
   */
  public static String of(String text) {
    return text.codePoints()
        .map(PlainText::shown)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n' || c == '\r' || c == '\t' ? ' ' : '?';
      case Character.FORMAT, Character.SURROGATE -> '?';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
      default -> c;
    };
  }
}
