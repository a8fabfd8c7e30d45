package io.github.jdbcguard.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class Nearest {
  private static final int LONGEST_WORD = 64;

  private Nearest() {}

  /** The allowed word nearest to this one; empty where none is near. */
  public static Optional<String> to(String word, Collection<String> allowed) {
    if (word.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    String wanted = word.toLowerCase(Locale.ROOT);
    return allowed.stream()
        .filter(candidate -> distance(wanted, candidate) <= Math.max(2, candidate.length() / 3))
        .filter(candidate -> distance(wanted, candidate) < Math.max(2, candidate.length()))
        .min(
            Comparator.comparingInt((String candidate) -> distance(wanted, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters must be changed, added or left out to turn one word into the other. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
