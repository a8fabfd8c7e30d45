package io.github.jdbcguard.sql;

import java.util.Arrays;

/** The tokens of one text under one reading, in flat arrays, each bracket with its partner. */
final class Tokens {
  /** More are not judged: the text is {@link Operation#UNKNOWN}. */
  static final int LIMIT = 2_000_000;

  private static final TokenKind[] KINDS = TokenKind.values();
  private static final Keyword[] WORDS = Keyword.values();

  private static final int KIND_MASK = 0xFF;
  private static final int SYMBOL_SHIFT = 8;
  private static final int SYMBOL_MASK = 0xFF;
  private static final int WORD_SHIFT = 16;

  /** A symbol is no keyword. */
  private static final int SYMBOL = traits(TokenKind.SYMBOL, Keyword.NONE);

  /** Larger arrays are not kept for the next text. */
  private static final int MOST_KEPT = 1 << 16;

  private String sql;
  private int count;

  /** Where each begins, and above that where it ends. */
  private long[] spans;

  /**
   * What each is: the ordinal of its kind, above that the character of a symbol, above that the
   * ordinal of its keyword. References would cost a barrier of the garbage collector each.
   */
  private int[] traits;

  /** Set for brackets alone. */
  private int[] partners;

  private int[] open = new int[16];
  private int depth;
  private boolean flawed;
  private boolean dotted;
  private boolean separated;

  Tokens(String sql) {
    this.sql = sql;
    int room = Math.min(sql.length(), 65_536) / 4 + 16;
    spans = new long[room];
    traits = new int[room];
    partners = new int[room];
  }

  /** Makes the same arrays ready for another text; what was read from them before is void. */
  void reset(String next) {
    sql = next;
    count = 0;
    depth = 0;
    flawed = false;
    dotted = false;
    separated = false;
  }

  /** Whether they are worth to be kept for another text. */
  boolean small() {
    return spans.length <= MOST_KEPT;
  }

  void add(TokenKind kind, int start, int end) {
    switch (kind) {
      case SYMBOL -> add(SYMBOL | sql.charAt(start) << SYMBOL_SHIFT, start, end);
      case DEAD, DOUBT -> {
        flawed = true;
        add(traits(kind, Keyword.NONE), start, end);
      }
      case NUMBER -> {
        dotted |= sql.charAt(start) == '.';
        add(traits(kind, Keyword.NONE), start, end);
      }
      case VARIABLE -> {
        dotted |= count > 0 && word(count - 1) == Keyword.NONE; // t@link
        add(traits(kind, Keyword.NONE), start, end);
      }
      case WORD, QUOTED, STRING, PARAMETER, END -> add(traits(kind, Keyword.NONE), start, end);
    }
  }

  /** Adds a word that may be a keyword. */
  void addWord(Keyword word, int start, int end) {
    add(traits(TokenKind.WORD, word), start, end);
  }

  @SuppressWarnings("EnumOrdinal") // kept for no longer than this object lives
  private static int traits(TokenKind kind, Keyword word) {
    return kind.ordinal() | word.ordinal() << WORD_SHIFT;
  }

  private void add(int trait, int start, int end) {
    if (count == spans.length) {
      grow();
    }
    spans[count] = (long) end << Integer.SIZE | start;
    traits[count] = trait;
    count++;
  }

  /** Adds a one-character symbol and pairs it if it is a bracket. */
  void addSymbol(char c, int start) {
    add(SYMBOL | c << SYMBOL_SHIFT, start, start + 1);
    switch (c) {
      case '(', '[', '{' -> push();
      case ')' -> pair('(');
      case ']' -> pair('[');
      case '}' -> pair('{');
      case '.', '@' -> dotted = true;
      case ';' -> {
        separated = true;
        flawed |= depth > 0;
      }
      default -> {}
    }
  }

  private void push() {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    partners[count - 1] = -1;
    open[depth++] = count - 1;
  }

  private void pair(char opening) {
    if (depth > 0 && symbol(open[depth - 1]) == opening) {
      int partner = open[--depth];
      partners[partner] = count - 1;
      partners[count - 1] = partner;
    } else {
      partners[count - 1] = -1;
      flawed = true;
    }
  }

  private void grow() {
    int room = count * 2;
    spans = Arrays.copyOf(spans, room);
    traits = Arrays.copyOf(traits, room);
    partners = Arrays.copyOf(partners, room);
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

  /** Whether there is any semicolon. */
  boolean separated() {
    return separated;
  }

  int count() {
    return count;
  }

  TokenKind kind(int i) {
    return KINDS[traits[i] & KIND_MASK];
  }

  int start(int i) {
    return (int) spans[i];
  }

  int end(int i) {
    return (int) (spans[i] >>> Integer.SIZE);
  }

  /** The first character of a symbol; 0 for all that is none. */
  char symbol(int i) {
    return (char) (traits[i] >>> SYMBOL_SHIFT & SYMBOL_MASK);
  }

  /** The other bracket of a pair, or -1. */
  int partner(int i) {
    return isBracket(symbol(i)) ? partners[i] : -1;
  }

  Keyword word(int i) {
    return WORDS[traits[i] >>> WORD_SHIFT];
  }

  char first(int i) {
    return sql.charAt(start(i));
  }

  private static boolean isBracket(char c) {
    return switch (c) {
      case '(', ')', '[', ']', '{', '}' -> true;
      default -> false;
    };
  }
}
