package io.github.jdbcguard.sql;

/** The text of a statement as messages and the audit may show it. */
public final class Redaction {
  private static final String CUT = "…";

  private final Tokens tokens;
  private final Dialect dialect;
  private final int maxLength;
  private final StringBuilder text = new StringBuilder();

  private Redaction(Tokens tokens, Dialect dialect, int maxLength) {
    this.tokens = tokens;
    this.dialect = dialect;
    this.maxLength = maxLength;
  }

  /**
   * The text without comments, with single blanks, and with {@code ?} for every literal; where it
   * could be read in several ways it ends with {@code …}, as it does after {@code maxLength}.
   */
  public static String withoutLiterals(Dialect dialect, String sql, int maxLength) {
    Lexer lexer = new Lexer(sql, dialect, Reading.usual(dialect));
    if (lexer.unsound()) {
      return maxLength > 0 ? CUT : "";
    }
    Redaction redaction = new Redaction(lexer.tokens(), dialect, Math.max(0, maxLength));
    return redaction.shown(lexer.quotesDiffer());
  }

  private String shown(boolean quotesDiffer) {
    for (int i = 0; i < tokens.count() && text.length() <= maxLength; i++) {
      if (i > 0 && tokens.end(i - 1) < tokens.start(i)) {
        text.append(' ');
      }
      if (uncertain(i, quotesDiffer)) {
        text.append(CUT);
        break;
      }
      append(i);
    }
    return cut();
  }

  private String cut() {
    if (text.length() <= maxLength) {
      return text.toString();
    }
    int end = Math.max(0, maxLength - 1);
    boolean halvesPair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    text.setLength(halvesPair ? end - 1 : end);
    return maxLength == 0 ? "" : text + CUT;
  }

  private boolean uncertain(int i, boolean quotesDiffer) {
    return switch (tokens.kind(i)) {
      case DEAD, DOUBT, END -> true;
      case STRING, QUOTED -> quotesDiffer && holdsBackslash(i);
      case WORD, NUMBER, PARAMETER, VARIABLE, SYMBOL -> false;
    };
  }

  private boolean holdsBackslash(int i) {
    for (int at = tokens.start(i); at < tokens.end(i); at++) {
      if (tokens.sql().charAt(at) == '\\') {
        return true;
      }
    }
    return false;
  }

  private void append(int i) {
    if (password(i)) {
      text.append('?');
      return;
    }
    switch (tokens.kind(i)) {
      case STRING, NUMBER -> text.append('?');
      case QUOTED -> quoted(i);
      case WORD, PARAMETER, VARIABLE, SYMBOL, DEAD, DOUBT, END -> copy(i);
    }
  }

  /** Oracle writes passwords as names: IDENTIFIED BY one REPLACE another. */
  private boolean password(int i) {
    return (is(i - 1, "BY") && is(i - 2, "IDENTIFIED"))
        || (is(i - 1, "REPLACE") && is(i - 3, "BY") && is(i - 4, "IDENTIFIED"));
  }

  private boolean is(int i, String word) {
    return i >= 0
        && tokens.end(i) - tokens.start(i) == word.length()
        && tokens.sql().regionMatches(true, tokens.start(i), word, 0, word.length());
  }

  private void quoted(int i) {
    boolean mayBeString =
        switch (dialect) {
          case MYSQL, MARIADB, SQLITE, SQLSERVER -> tokens.first(i) == '"';
          case POSTGRESQL, H2, ORACLE, STANDARD -> false;
        };
    if (mayBeString) {
      text.append('?');
    } else {
      copy(i);
    }
  }

  private void copy(int i) {
    int length = Math.min(tokens.end(i) - tokens.start(i), Math.max(1, maxLength));
    text.append(tokens.sql(), tokens.start(i), tokens.start(i) + length);
  }
}
