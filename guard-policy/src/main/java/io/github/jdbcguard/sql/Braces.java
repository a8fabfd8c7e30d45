package io.github.jdbcguard.sql;

import java.util.List;

/** Tells escapes of JDBC and structs from braces in which some servers see a comment. */
final class Braces {
  private static final WordTable ESCAPES =
      new WordTable(List.of("fn", "d", "t", "ts", "oj", "call", "escape", "limit"));

  private Braces() {}

  /** Whether {@code {fn now()}} or <code>{'a': 1}</code> opens at {@code at}, and no comment. */
  static boolean open(String sql, int at) {
    int start = Scan.space(sql, at + 1);
    boolean known =
        Scan.follows(sql, start, '?')
            || ESCAPES.contains(sql, start, Scan.word(sql, start))
            || isKey(sql, start);
    return known && endsAlike(sql, at);
  }

  /** {@code 'a':}. */
  private static boolean isKey(String sql, int at) {
    int end = Scan.follows(sql, at, '\'') ? sql.indexOf('\'', at + 1) : -1;
    return end > 0 && Scan.follows(sql, end + 1, ':');
  }

  /** Whether no quote or comment hides the end of the brace, or the next brace in it. */
  private static boolean endsAlike(String sql, int at) {
    int i = at + 1;
    while (i >= 0 && i < sql.length() && sql.charAt(i) != '}' && sql.charAt(i) != '{') {
      i = afterPiece(sql, i);
    }
    return i >= 0 && i < sql.length();
  }

  /** One past a quote or a comment that holds no brace, or past another character; or -1. */
  private static int afterPiece(String sql, int at) {
    return switch (sql.charAt(at)) {
      case '\'' -> behind("'", sql, at + 1);
      case '"' -> behind("\"", sql, at + 1);
      case '-' -> Scan.follows(sql, at + 1, '-') ? behind("\n", sql, at + 2) : at + 1;
      case '/' -> Scan.follows(sql, at + 1, '*') ? behind("*/", sql, at + 2) : at + 1;
      default -> at + 1;
    };
  }

  private static int behind(String end, String sql, int from) {
    for (int i = from; i < sql.length() && sql.charAt(i) != '}'; i++) {
      if (sql.startsWith(end, i)) {
        return i + end.length();
      }
    }
    return -1;
  }
}
