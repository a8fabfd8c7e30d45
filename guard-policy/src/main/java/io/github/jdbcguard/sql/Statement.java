package io.github.jdbcguard.sql;

/**
 * One statement of a text: a range of tokens; past its ends there is nothing.
 *
 * @param from the first token
 * @param to one past the last token
 * @param doubtful the split itself was not certain
 */
record Statement(Tokens tokens, Dialect dialect, int from, int to, boolean doubtful) {

  boolean has(int i) {
    return i >= from && i < to;
  }

  TokenKind kind(int i) {
    return has(i) ? tokens.kind(i) : TokenKind.END;
  }

  /**
   * The keyword at a place, {@link Keyword#NONE} for other words, other tokens and beyond the ends.
   */
  Keyword word(int i) {
    return has(i) ? tokens.word(i) : Keyword.NONE;
  }

  boolean is(int i, Keyword word) {
    return word(i) == word;
  }

  boolean is(int i, Keyword first, Keyword second) {
    return word(i) == first && word(i + 1) == second;
  }

  /** The character of a symbol, or 0; {@code ::} and {@code :=} are {@code ':'}. */
  char symbol(int i) {
    return has(i) ? tokens.symbol(i) : 0;
  }

  boolean isCast(int i) {
    return symbol(i) == ':' && length(i) == 2 && tokens.sql().charAt(tokens.start(i) + 1) == ':';
  }

  /** A word or a quoted identifier. */
  boolean isName(int i) {
    TokenKind kind = kind(i);
    return kind == TokenKind.WORD || kind == TokenKind.QUOTED;
  }

  int length(int i) {
    return tokens.end(i) - tokens.start(i);
  }

  String text(int i) {
    return has(i) ? tokens.sql().substring(tokens.start(i), tokens.end(i)) : "";
  }

  boolean textIs(int i, String text) {
    return has(i)
        && length(i) == text.length()
        && tokens.sql().regionMatches(true, tokens.start(i), text, 0, text.length());
  }

  /** Whether the name at a place is this one, in any case. */
  boolean nameIs(int i, String name) {
    return kind(i) == TokenKind.QUOTED ? name(i).equalsIgnoreCase(name) : textIs(i, name);
  }

  /** Whether the name at a place begins with these letters, in any case. */
  boolean nameStartsWith(int i, String start) {
    return kind(i) == TokenKind.QUOTED
        ? name(i).regionMatches(true, 0, start, 0, start.length())
        : has(i)
            && length(i) >= start.length()
            && tokens.sql().regionMatches(true, tokens.start(i), start, 0, start.length());
  }

  /** The name at a place without its quotes, as written. */
  String name(int i) {
    String text = text(i);
    if (kind(i) != TokenKind.QUOTED || text.length() < 2) {
      return text;
    }
    String quote = text.substring(text.length() - 1);
    return text.substring(1, Math.max(1, text.length() - 1)).replace(quote + quote, quote);
  }

  /** The closing bracket of an opening one, or the end of the statement if there is none. */
  int closing(int i) {
    int partner = has(i) ? tokens.partner(i) : -1;
    return partner > i && partner < to ? partner : to;
  }

  /** Whether an unquoted word of the table stands at {@code i}. */
  boolean isIn(int i, WordTable words) {
    return kind(i) == TokenKind.WORD
        && words.contains(tokens.sql(), tokens.start(i), tokens.end(i));
  }

  /** One past the token at {@code i}, or past the group that opens there. */
  int after(int i) {
    return isOpening(i) ? Math.min(closing(i) + 1, to) : i + 1;
  }

  boolean isOpening(int i) {
    char c = symbol(i);
    return c == '(' || c == '[' || c == '{';
  }

  /** The last token of a possibly qualified name that starts at {@code i}. */
  int lastOfName(int i) {
    int last = i;
    while (symbol(last + 1) == '.' && isName(last + 2)) {
      last += 2;
    }
    return last;
  }

  /**
   * The first token at the depth of {@code i}, from there to {@code end}, that is the word; or -1.
   */
  int find(Keyword word, int i, int end) {
    for (int at = i; at < end; at = after(at)) {
      if (tokens.word(at) == word && symbol(at - 1) != '.') {
        return at;
      }
    }
    return -1;
  }

  Statement part(int start, int end) {
    return new Statement(tokens, dialect, start, end, doubtful);
  }

  boolean mysqlLike() {
    return dialect == Dialect.MYSQL || dialect == Dialect.MARIADB;
  }
}
