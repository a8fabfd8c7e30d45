package io.github.jdbcguard.sql;

import java.util.Arrays;

/** The tokens of one text under one reading, in flat arrays, each bracket with its partner. */
final class Tokens {
  /** More are not judged: the text is {@link Operation#UNKNOWN}. */
  static final int LIMIT = 2_000_000;

  private static final TokenKind[] KINDS = TokenKind.values();
  private static final Keyword[] WORDS = Keyword.values();

  /** Larger arrays are not kept for the next text. */
  private static final int MOST_KEPT = 1 << 16;

  private String sql;
  private int count;
  private int[] starts;
  private int[] ends;
  private int[] partners;

  /** Ordinals: references would cost a barrier of the garbage collector each. */
  private byte[] kinds;

  private short[] words;

  /** The first character of each symbol, which is ASCII; 0 for all that is none. */
  private byte[] symbols;

  private int[] open = new int[16];
  private int depth;
  private boolean flawed;
  private boolean dotted;

  Tokens(String sql) {
    this.sql = sql;
    int room = Math.min(sql.length(), 65_536) / 4 + 16;
    starts = new int[room];
    ends = new int[room];
    partners = new int[room];
    kinds = new byte[room];
    words = new short[room];
    symbols = new byte[room];
  }

  /** Makes the same arrays ready for another text; what was read from them before is void. */
  Tokens of(String next) {
    sql = next;
    count = 0;
    depth = 0;
    flawed = false;
    dotted = false;
    return this;
  }

  /** Whether they are worth to be kept for another text. */
  boolean small() {
    return starts.length <= MOST_KEPT;
  }

  void add(TokenKind kind, int start, int end) {
    add(kind, Keyword.NONE, start, end);
  }

  @SuppressWarnings("EnumOrdinal") // kept for no longer than this object lives
  void add(TokenKind kind, Keyword word, int start, int end) {
    if (count == starts.length) {
      grow();
    }
    starts[count] = start;
    ends[count] = end;
    kinds[count] = (byte) kind.ordinal();
    words[count] = (short) word.ordinal();
    partners[count] = -1;
    symbols[count] = kind == TokenKind.SYMBOL ? (byte) sql.charAt(start) : 0;
    flawed |= kind == TokenKind.DOUBT || kind == TokenKind.DEAD;
    dotted |= kind == TokenKind.NUMBER ? sql.charAt(start) == '.' : mayLink(kind);
    count++;
  }

  /** Adds a one-character symbol and pairs it if it is a bracket. */
  void addSymbol(char c, int start) {
    add(TokenKind.SYMBOL, start, start + 1);
    switch (c) {
      case '(', '[', '{' -> push();
      case ')' -> pair('(');
      case ']' -> pair('[');
      case '}' -> pair('{');
      case '.', '@' -> dotted = true;
      case ';' -> flawed |= depth > 0;
      default -> {}
    }
  }

  private void push() {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = count - 1;
  }

  private void pair(char opening) {
    if (depth > 0 && sql.charAt(starts[open[depth - 1]]) == opening) {
      int partner = open[--depth];
      partners[partner] = count - 1;
      partners[count - 1] = partner;
    } else {
      flawed = true;
    }
  }

  /** {@code t@link}; elsewhere a variable does not stand behind a name. */
  private boolean mayLink(TokenKind kind) {
    return kind == TokenKind.VARIABLE && count > 0 && word(count - 1) == Keyword.NONE;
  }

  private void grow() {
    int room = count * 2;
    starts = Arrays.copyOf(starts, room);
    ends = Arrays.copyOf(ends, room);
    partners = Arrays.copyOf(partners, room);
    kinds = Arrays.copyOf(kinds, room);
    words = Arrays.copyOf(words, room);
    symbols = Arrays.copyOf(symbols, room);
  }

  String sql() {
    return sql;
  }

  /** Whether any token is doubtful, or any bracket without its partner in the same statement. */
  boolean flawed() {
    return flawed || depth > 0;
  }

  /** Whether names may have several parts: a dot, or an at sign by itself. */
  boolean dotted() {
    return dotted;
  }

  int count() {
    return count;
  }

  TokenKind kind(int i) {
    return KINDS[kinds[i]];
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }

  /** The first character of a symbol; 0 for all that is none. */
  char symbol(int i) {
    return (char) symbols[i];
  }

  /** The other bracket of a pair, or -1. */
  int partner(int i) {
    return partners[i];
  }

  Keyword word(int i) {
    return WORDS[words[i]];
  }

  char first(int i) {
    return sql.charAt(starts[i]);
  }
}
