package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Nearest;
import io.github.jdbcguard.policy.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Collects what is wrong with a policy, so that all of it is told at once. */
final class Faults {
  private static final int MAX_TOLD = 50;

  /** After so many it is another kind of file, and nobody waits for what else is wrong with it. */
  private static final int MAX_FOUND = 200;

  /** Of this many words one can be the nearest; among more, finding it takes too long. */
  private static final int MAX_WORDS = 1_000;

  private static final int MAX_SHOWN = 100;

  /** A longer message has lost its end to what it quotes. */
  private static final int MAX_MESSAGE = 1_000;

  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Comparator<Place> ORDER_OF_FILE =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  /** The first of all, the last of them on top. */
  private final PriorityQueue<Numbered> first =
      new PriorityQueue<>(Comparator.<Numbered>naturalOrder().reversed());

  private int count;

  /** That looking for more faults is no use. */
  static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyException() {
      super("more than %d faults".formatted(MAX_FOUND));
    }
  }

  /** The number keeps faults of one place in the order in which they were found. */
  private record Numbered(Fault fault, int number) implements Comparable<Numbered> {
    @Override
    public int compareTo(Numbered other) {
      int byPlace = ORDER_OF_FILE.compare(fault.place(), other.fault.place());
      return byPlace == 0 ? Integer.compare(number, other.number) : byPlace;
    }
  }

  void add(Place place, String message) {
    add(place, () -> message);
  }

  private void add(Place place, Supplier<String> message) {
    if (++count > MAX_FOUND) {
      throw new TooManyException();
    }
    boolean full = first.size() == MAX_TOLD;
    if (full && ORDER_OF_FILE.compare(place, first.element().fault().place()) >= 0) {
      return;
    }
    if (full) {
      first.remove();
    }
    first.add(new Numbered(new Fault(place, printable(message.get())), count));
  }

  /** Without what would move the cursor of a terminal or start a line of its own. */
  private static String printable(String message) {
    String text = message;
    if (text.length() > MAX_MESSAGE) {
      int half = MAX_MESSAGE / 2;
      text = text.substring(0, half) + " … " + text.substring(text.length() - half);
    }
    return UNPRINTABLE
        .matcher(text)
        .replaceAll(match -> "\\\\u%04X".formatted(match.group().codePointAt(0)));
  }

  /** As {@link #add(Place, String)}, with the allowed word that is nearest to the wrong one. */
  void addUnknown(Place place, String what, String word, Collection<String> allowed) {
    addUnknown(place, what, word, allowed, MAX_SHOWN);
  }

  /** As above, showing that many of the allowed words at most. */
  void addUnknown(Place place, String what, String word, Collection<String> allowed, int shown) {
    add(place, () -> "unknown %s '%s'; %s".formatted(what, word, hint(word, allowed, shown)));
  }

  private static String hint(String word, Collection<String> allowed, int shown) {
    Optional<String> nearest =
        allowed.size() > MAX_WORDS ? Optional.empty() : Nearest.to(word, allowed);
    return nearest
        .map("did you mean '%s'?"::formatted)
        .orElseGet(
            () ->
                "allowed are "
                    + allowed.stream().limit(shown).collect(Collectors.joining(", "))
                    + (allowed.size() > shown ? ", …" : ""));
  }

  boolean any() {
    return count > 0;
  }

  /** All that was found so far, in the order of the file; the first {@value #MAX_TOLD}. */
  InvalidPolicyException exception() {
    List<Fault> told = new ArrayList<>(first.stream().sorted().map(Numbered::fault).toList());
    if (count > told.size()) {
      Place last = told.get(told.size() - 1).place();
      told.add(new Fault(last, "and %d more; correct these first".formatted(count - told.size())));
    }
    return new InvalidPolicyException(told);
  }
}
