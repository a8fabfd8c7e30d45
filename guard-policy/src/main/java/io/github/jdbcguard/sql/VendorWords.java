package io.github.jdbcguard.sql;

import java.util.List;

/** Where words and literals end that only SQL Server and Oracle write so. */
final class VendorWords {
  /** What T-SQL calls {@code $x}; before any other word a dollar is an amount of money. */
  private static final WordTable PSEUDO_COLUMNS =
      new WordTable(
          List.of(
              "action",
              "identity",
              "rowguid",
              "partition",
              "node_id",
              "edge_id",
              "from_id",
              "to_id"));

  private VendorWords() {}

  /** The end of a word at {@code at} that may hold other signs. */
  static int end(String sql, int at, String signs) {
    int i = Scan.word(sql, at);
    while (i < sql.length() && signs.indexOf(sql.charAt(i)) >= 0) {
      i = Scan.word(sql, i + 1);
    }
    return i;
  }

  /** Whether it holds a character of which no name is made: {@code £delete} are two words. */
  static boolean strange(String sql, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = sql.charAt(i);
      if (c >= 0x80 && !Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  /** The end of {@code $action} and the like, or {@code at} where no such word stands. */
  static int pseudoColumn(String sql, int at) {
    int end = Scan.word(sql, at + 1);
    return PSEUDO_COLUMNS.contains(sql, at + 1, end) ? end : at;
  }

  /** The end of {@code $IF}, {@code $$PLSQL_LINE}; {@code at} where no such word stands. */
  static int directive(String sql, int at) {
    int name = Scan.follows(sql, at + 1, '$') ? at + 2 : at + 1;
    int end = Scan.word(sql, name);
    return end > name ? end : at;
  }

  /** Whether the word is this letter alone, in any case. */
  static boolean is(String sql, int from, int to, char letter) {
    return to == from + 1 && (sql.charAt(from) | 0x20) == letter;
  }

  /** Whether {@code q'[…]'} or {@code nq'[…]'} opens so. */
  static boolean isAlternative(String sql, int from, int to) {
    return (sql.charAt(to - 1) | 0x20) == 'q'
        && (to == from + 1 || (to == from + 2 && (sql.charAt(from) | 0x20) == 'n'));
  }

  /** The end of {@code q'[…]'} whose quote is at {@code quote}, or -1. */
  static int alternative(String sql, int quote) {
    int delimiter = quote + 1;
    if (delimiter >= sql.length() || Scan.isSpace(sql.charAt(delimiter))) {
      return -1;
    }
    String closing = closing(sql.charAt(delimiter)) + "'";
    int end = sql.indexOf(closing, delimiter + 1);
    return end < 0 ? -1 : end + 2;
  }

  private static char closing(char opening) {
    return switch (opening) {
      case '[' -> ']';
      case '{' -> '}';
      case '(' -> ')';
      case '<' -> '>';
      default -> opening;
    };
  }

  /** The end of {@code [x]]y]}, or -1. */
  static int bracketed(String sql, int at) {
    int i = sql.indexOf(']', at);
    while (i >= 0 && Scan.follows(sql, i + 1, ']')) {
      i = sql.indexOf(']', i + 2);
    }
    return i < 0 ? -1 : i + 1;
  }
}
