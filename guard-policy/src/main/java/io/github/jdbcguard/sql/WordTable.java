package io.github.jdbcguard.sql;

import java.util.Collection;

/**
 * A fixed set of ASCII words that is searched by a range of a text, whatever the case, without
 * copying.
 */
final class WordTable {
  private final String[] slots;
  private final int mask;

  WordTable(Collection<String> words) {
    slots = new String[Integer.highestOneBit(Math.max(8, words.size())) * 4];
    mask = slots.length - 1;
    for (String word : words) {
      int slot = slotOf(word, 0, word.length());
      if (slots[slot] == null) {
        slots[slot] = word;
      }
    }
  }

  /** The number of places that {@link #slotOf} can answer. */
  int size() {
    return slots.length;
  }

  boolean contains(String text, int start, int end) {
    return slots[slotOf(text, start, end)] != null;
  }

  /** The place of the word, or the free place where it would be. */
  int slotOf(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + (text.charAt(i) & 0xFFDF);
    }
    int slot = (hash ^ (hash >>> 11)) & mask;
    while (slots[slot] != null && !same(slots[slot], text, start, end)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean same(String word, String text, int start, int end) {
    if (word.length() != end - start) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (fold(word.charAt(i)) != fold(text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }

  /** Upper case for ASCII letters; any other character is itself. */
  private static char fold(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }
}
