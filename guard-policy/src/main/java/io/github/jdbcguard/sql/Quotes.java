package io.github.jdbcguard.sql;

/** Finds the end of quoted text, and notes where other quoting settings would find another one. */
final class Quotes {
  private String sql;
  private boolean differ;

  Quotes(String sql) {
    this.sql = sql;
  }

  /** Another text. */
  void reset(String next) {
    sql = next;
    differ = false;
  }

  /** Whether a backslash stood before a quote, so that settings decide where the text ends. */
  boolean differ() {
    return differ;
  }

  /** The position after the closing quote, or -1. A doubled quote does not close. */
  int end(int opening, boolean escapes) {
    char quote = sql.charAt(opening);
    int i = opening + 1;
    boolean escaped = false;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == quote) {
        differ |= escaped && quote != '`';
        if (!(escaped && escapes)) {
          if (!Scan.follows(sql, i + 1, quote)) {
            return i + 1;
          }
          i++;
        }
      }
      escaped = c == '\\' && !escaped;
      i++;
    }
    return -1;
  }

  /**
   * The end of an {@code E'…'} string that opens at {@code opening}; a string that follows on
   * another line continues it, with the same escapes.
   */
  int escapedEnd(int opening) {
    boolean before = differ;
    int end = opening;
    int next = opening;
    while (next >= 0) {
      end = end(next, true);
      next = end < 0 ? -1 : continuation(end);
    }
    differ = before;
    return end;
  }

  /** Where a string goes on after a line break, or -1. */
  private int continuation(int end) {
    boolean newline = false;
    int i = end;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == '\'') {
        return newline ? i : -1;
      }
      if (c == '-' && Scan.follows(sql, i + 1, '-')) {
        i = Comments.lineEnd(sql, i, true);
      } else if (Scan.isSpace(c)) {
        newline |= c == '\n' || c == '\r';
        i++;
      } else {
        return -1;
      }
    }
    return -1;
  }
}
