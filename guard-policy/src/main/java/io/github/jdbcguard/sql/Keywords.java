package io.github.jdbcguard.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds keywords in a text without copying. */
final class Keywords {
  private static final WordTable TABLE = new WordTable(names());
  private static final Keyword[] BY_SLOT = bySlot();
  private static final int LONGEST = names().stream().mapToInt(String::length).max().orElse(0);

  private Keywords() {}

  /** The keyword at a range of a text, in any case; {@link Keyword#NONE} for any other word. */
  static Keyword of(String text, int start, int end) {
    return end - start > LONGEST ? Keyword.NONE : BY_SLOT[TABLE.slotOf(text, start, end)];
  }

  /** The same for a word whose {@link WordTable#hash} is known. */
  static Keyword of(String text, int start, int end, int hash) {
    return end - start > LONGEST ? Keyword.NONE : BY_SLOT[TABLE.slotOf(text, start, end, hash)];
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Keyword keyword : Keyword.values()) {
      if (keyword != Keyword.NONE) {
        names.add(keyword.name());
      }
    }
    return names;
  }

  private static Keyword[] bySlot() {
    Keyword[] result = new Keyword[TABLE.size()];
    Arrays.fill(result, Keyword.NONE);
    for (String name : names()) {
      result[TABLE.slotOf(name, 0, name.length())] = Keyword.valueOf(name);
    }
    return result;
  }
}
