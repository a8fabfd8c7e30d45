package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Nearest;
import io.github.jdbcguard.policy.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong with a policy, so that all of it is told at once. */
final class Faults {
  private static final int MAX_TOLD = 50;

  private final List<Fault> found = new ArrayList<>();

  void add(Place place, String message) {
    found.add(new Fault(place, message));
  }

  /** As {@link #add(Place, String)}, with the allowed word that is nearest to the wrong one. */
  void addUnknown(Place place, String what, String word, Collection<String> allowed) {
    addUnknown(place, what, word, allowed, Integer.MAX_VALUE);
  }

  /** As above, showing that many of the allowed words at most. */
  void addUnknown(Place place, String what, String word, Collection<String> allowed, int shown) {
    String hint =
        Nearest.to(word, allowed)
            .map("did you mean '%s'?"::formatted)
            .orElseGet(
                () ->
                    "allowed are "
                        + allowed.stream().limit(shown).collect(Collectors.joining(", "))
                        + (allowed.size() > shown ? ", …" : ""));
    add(place, "unknown %s '%s'; %s".formatted(what, word, hint));
  }

  boolean any() {
    return !found.isEmpty();
  }

  int count() {
    return found.size();
  }

  /** All that was found so far, in the order of the file; the first {@value #MAX_TOLD}. */
  InvalidPolicyException exception() {
    List<Fault> sorted =
        found.stream()
            .sorted(
                Comparator.comparingInt((Fault fault) -> fault.place().line())
                    .thenComparingInt(fault -> fault.place().column()))
            .limit(MAX_TOLD)
            .toList();
    return new InvalidPolicyException(sorted);
  }
}
