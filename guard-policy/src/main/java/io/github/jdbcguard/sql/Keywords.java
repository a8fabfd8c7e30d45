package io.github.jdbcguard.sql;

/**
 * Finds keywords in a text without copying. A word is looked up by its key: its last eight
 * characters in one number, whatever their case. Most words are no longer, and then the key is all
 * that has to be compared.
 */
final class Keywords {
  private static final int IN_KEY = Long.BYTES;

  /** At most every third place is taken. */
  private static final int BITS = 10;

  private static final long[] KEYS = new long[1 << BITS];
  private static final Keyword[] WORDS = new Keyword[1 << BITS];

  static {
    for (Keyword keyword : Keyword.values()) {
      if (keyword != Keyword.NONE) {
        put(keyword);
      }
    }
  }

  private Keywords() {}

  /** The key of a word that goes on with a character of ASCII; of no word it is 0. */
  static long key(long key, char c) {
    return key << Byte.SIZE | (c & 0xDF);
  }

  /** The keyword at a range of a text, in any case; {@link Keyword#NONE} for any other word. */
  static Keyword of(String text, int start, int end) {
    long key = 0;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) >= 0x80) {
        return Keyword.NONE;
      }
      key = key(key, text.charAt(i));
    }
    return of(text, start, end, key);
  }

  /** The same for a word of ASCII whose key is known. */
  static Keyword of(String text, int start, int end, long key) {
    int slot = slot(key);
    while (KEYS[slot] != 0) {
      if (KEYS[slot] == key && same(WORDS[slot].name(), text, start, end)) {
        return WORDS[slot];
      }
      slot = (slot + 1) % KEYS.length;
    }
    return Keyword.NONE;
  }

  /** Whether two words are the same whose keys are. */
  private static boolean same(String word, String text, int start, int end) {
    return word.length() == end - start
        && (word.length() <= IN_KEY || text.regionMatches(true, start, word, 0, word.length()));
  }

  private static void put(Keyword keyword) {
    long key = 0;
    for (char c : keyword.name().toCharArray()) {
      key = key(key, c);
    }
    int slot = slot(key);
    while (KEYS[slot] != 0) {
      slot = (slot + 1) % KEYS.length;
    }
    KEYS[slot] = key;
    WORDS[slot] = keyword;
  }

  /** Spreads keys by Fibonacci hashing. */
  private static int slot(long key) {
    return (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - BITS));
  }
}
