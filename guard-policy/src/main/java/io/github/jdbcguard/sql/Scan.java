package io.github.jdbcguard.sql;

import java.util.Arrays;

/**
 * Finds where a piece of text ends; every answer is a position after it, or -1 if it never ends.
 */
final class Scan {
  private static final byte START = 1;
  private static final byte PART = 2;
  private static final int SURROGATE_MASK = 0xF800;
  private static final byte[] ASCII = ascii();

  private Scan() {}

  static int space(String sql, int at) {
    int i = at;
    while (i < sql.length() && isSpace(sql.charAt(i))) {
      i++;
    }
    return i;
  }

  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static int word(String sql, int at) {
    int i = at;
    while (i < sql.length() && isWordPart(sql.charAt(i))) {
      i++;
    }
    return i;
  }

  static boolean isWordStart(char c) {
    return c < 0x80 ? ASCII[c] == START : isForeign(c);
  }

  static boolean isWordPart(char c) {
    return c < 0x80 ? ASCII[c] != 0 : isForeign(c);
  }

  /** The same within ASCII. */
  static boolean isPlainPart(char c) {
    return c < 0x80 && ASCII[c] != 0;
  }

  private static byte[] ascii() {
    byte[] parts = new byte[0x80];
    Arrays.fill(parts, 'a', 'z' + 1, START);
    Arrays.fill(parts, 'A', 'Z' + 1, START);
    Arrays.fill(parts, '0', '9' + 1, PART);
    parts['_'] = START;
    parts['$'] = PART;
    return parts;
  }

  /** Whether any character of a range is beyond ASCII. */
  static boolean holdsForeign(String sql, int from, int to) {
    for (int i = from; i < to; i++) {
      if (sql.charAt(i) >= 0x80) {
        return true;
      }
    }
    return false;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Beyond ASCII every engine takes for letters what is neither space nor control. */
  private static boolean isForeign(char c) {
    return !Character.isSpaceChar(c)
        && !Character.isWhitespace(c)
        && !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT;
  }

  /**
   * A number as all engines agree on; letters after it are the next word, as in {@code 1into},
   * which older servers read as two words.
   */
  static int number(String sql, int at) {
    if (sql.charAt(at) == '0' && at + 2 < sql.length() && (sql.charAt(at + 1) | 0x20) == 'x') {
      int i = at + 2;
      while (i < sql.length() && Character.digit(sql.charAt(i), 16) >= 0 && sql.charAt(i) < 0x80) {
        i++;
      }
      return i;
    }
    int i = digits(sql, at);
    if (i < sql.length() && sql.charAt(i) == '.' && !follows(sql, i + 1, '.')) {
      i = digits(sql, i + 1);
    }
    return exponent(sql, i);
  }

  private static int exponent(String sql, int at) {
    if (at >= sql.length() || (sql.charAt(at) | 0x20) != 'e') {
      return at;
    }
    int i = at + 1;
    if (follows(sql, i, '+') || follows(sql, i, '-')) {
      i++;
    }
    return i < sql.length() && isDigit(sql.charAt(i)) ? digits(sql, i) : at;
  }

  private static int digits(String sql, int at) {
    int i = at;
    while (i < sql.length() && (isDigit(sql.charAt(i)) || isDigitSeparator(sql, i))) {
      i++;
    }
    return i;
  }

  private static boolean isDigitSeparator(String sql, int i) {
    return sql.charAt(i) == '_' && i + 1 < sql.length() && isDigit(sql.charAt(i + 1));
  }

  static boolean follows(String sql, int at, char c) {
    return at < sql.length() && sql.charAt(at) == c;
  }

  /** The end of a {@code $tag$ … $tag$} string whose opening tag is {@code [at, tagEnd)}. */
  static int dollarQuoted(String sql, int at, int tagEnd) {
    int length = tagEnd - at;
    int i = sql.indexOf('$', tagEnd);
    while (i >= 0 && !sql.regionMatches(at, sql, i, length)) {
      i = sql.indexOf('$', i + 1);
    }
    return i < 0 ? -1 : i + length;
  }

  /** The end of an opening {@code $tag$} at {@code at}, or -1 if there is none. */
  static int dollarTag(String sql, int at, boolean named) {
    int i = at + 1;
    if (named && i < sql.length() && isWordStart(sql.charAt(i))) {
      while (i < sql.length() && sql.charAt(i) != '$' && isWordPart(sql.charAt(i))) {
        i++;
      }
    }
    return follows(sql, i, '$') ? i + 1 : -1;
  }

  /**
   * Whether the bracket at {@code at} closes in the same place as a subscript and as a quoted name:
   * {@code [1]}, {@code ['a', b + 1]}, but not {@code [']']}.
   */
  static boolean bracketEndsAlike(String sql, int at) {
    int i = at + 1;
    while (i >= 0 && i < sql.length() && sql.charAt(i) != ']') {
      i = afterPiece(sql, i);
    }
    return i >= 0 && i < sql.length() && !follows(sql, i + 1, ']');
  }

  /** One past a string or a character that is no part of any quote, comment or bracket; or -1. */
  private static int afterPiece(String sql, int at) {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"') {
      return afterPlainQuote(sql, at);
    }
    boolean plain =
        switch (c) {
          case '-' -> !follows(sql, at + 1, '-');
          case '/' -> !follows(sql, at + 1, '/') && !follows(sql, at + 1, '*');
          case '$' -> false;
          case ' ', '\n', '\t', ',', '.', ':', '?', '+', '*', '%', '=', '<', '>', '|', '(', ')' ->
              true;
          default -> isWordPart(c);
        };
    return plain ? at + 1 : -1;
  }

  private static int afterPlainQuote(String sql, int at) {
    int i = at + 1;
    while (i < sql.length() && sql.charAt(i) != sql.charAt(at)) {
      char c = sql.charAt(i);
      if (c == ']' || c == '\\') {
        return -1;
      }
      i++;
    }
    return i < sql.length() ? i + 1 : -1;
  }

  /** Whether a text holds a character that no driver or server can be trusted with. */
  static boolean unsound(String sql) {
    if (sql.indexOf(0) >= 0) {
      return true;
    }
    for (int i = 0; i < sql.length(); i++) {
      if ((sql.charAt(i) & SURROGATE_MASK) == Character.MIN_SURROGATE && !isPair(sql, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPair(String sql, int i) {
    return Character.isHighSurrogate(sql.charAt(i))
        ? i + 1 < sql.length() && Character.isLowSurrogate(sql.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(sql.charAt(i - 1));
  }
}
