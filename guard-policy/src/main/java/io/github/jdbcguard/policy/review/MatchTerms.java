package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.review.TermChange.Direction;
import java.util.ArrayList;
import java.util.List;

/** Compares what environments match, for all connections that no probe stands for. */
final class MatchTerms {
  private final List<Environment> before;
  private final List<Environment> after;
  private final List<TermChange> changes = new ArrayList<>();

  MatchTerms(List<Environment> before, List<Environment> after) {
    this.before = before;
    this.after = after;
  }

  List<TermChange> changes() {
    for (Environment old : before) {
      List<MatchEntry> gone =
          old.recognition().matches().stream().filter(e -> !stillMatched(old, e)).toList();
      gone.forEach(entry -> add(old, entry.describe(), "", withoutEntry(old)));
      if (TermDiff.named(after, old.name()).isEmpty()) {
        Direction direction = gone.isEmpty() ? Direction.CHANGED : withoutEntry(old);
        changes.add(new TermChange(old.name(), "environments", old.name(), "", direction));
      }
    }
    for (Environment young : after) {
      List<MatchEntry> added =
          young.recognition().matches().stream().filter(e -> !matchedBefore(young, e)).toList();
      added.forEach(entry -> add(young, "", entry.describe(), withEntry(young, entry)));
      if (TermDiff.named(before, young.name()).isEmpty()) {
        changes.add(
            new TermChange(young.name(), "environments", "", young.name(), Direction.CHANGED));
      }
    }
    return changes;
  }

  /** By the same environment, or by another that is at least as strict. */
  private boolean stillMatched(Environment old, MatchEntry entry) {
    return after.stream()
        .filter(e -> e.name().equals(old.name()) || e.level().compareTo(old.level()) >= 0)
        .flatMap(e -> e.recognition().matches().stream())
        .anyMatch(young -> Covering.covers(young, entry));
  }

  /** By the same environment, or by another that is at most as strict. */
  private boolean matchedBefore(Environment young, MatchEntry entry) {
    return before.stream()
        .filter(e -> e.name().equals(young.name()) || e.level().compareTo(young.level()) <= 0)
        .flatMap(e -> e.recognition().matches().stream())
        .anyMatch(old -> Covering.covers(old, entry));
  }

  /** A target may be left to a milder environment, or to none, which is for reads only. */
  private static Direction withoutEntry(Environment environment) {
    return environment.level().protective() ? Direction.UNKNOWN : Direction.STRICTER;
  }

  /** What a protective environment takes over, the decisions on the entry's probes tell. */
  private static Direction withEntry(Environment environment, MatchEntry entry) {
    if (!environment.level().protective()) {
      return Direction.WEAKER;
    }
    return Probe.complete(entry) ? Direction.CHANGED : Direction.UNKNOWN;
  }

  private void add(Environment environment, String old, String young, Direction direction) {
    changes.add(new TermChange(environment.name(), "match", old, young, direction));
  }
}
