package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Defaults;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Layer.Approver;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.OriginEvidence;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.review.TermChange.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares, word by word, what two policies say and no decision on a statement shows. */
public final class TermDiff {
  private final Policy before;
  private final Policy after;
  private final Instant now;
  private final List<TermChange> changes = new ArrayList<>();

  private TermDiff(Policy before, Policy after, Instant now) {
    this.before = before;
    this.after = after;
    this.now = now;
  }

  /**
   * Every term that differs: those of the policy, and then environment by environment.
   *
   * @param now decides which exceptions have expired
   */
  public static List<TermChange> between(Policy before, Policy after, Instant now) {
    return new TermDiff(before, after, now).changes();
  }

  private List<TermChange> changes() {
    defaults();
    approvers();
    evidence();
    changes.addAll(RecordTerms.changes(before, after));
    changes.addAll(new MatchTerms(environments(before), environments(after)).changes());
    for (Environment old : environments(before)) {
      named(environments(after), old.name())
          .ifPresent(young -> changes.addAll(new EnvironmentTerms(old, young, now).changes()));
    }
    for (Environment young : environments(after)) {
      if (named(environments(before), young.name()).isEmpty()) {
        changes.addAll(EnvironmentTerms.ofNew(young, now));
      }
    }
    return changes;
  }

  static List<Environment> environments(Policy policy) {
    return policy.layers().stream().flatMap(layer -> layer.environments().stream()).toList();
  }

  static Optional<Environment> named(List<Environment> environments, String name) {
    return environments.stream().filter(e -> e.name().equals(name)).findFirst();
  }

  private void defaults() {
    for (Defaults.Question question : Defaults.Question.values()) {
      Defaults.Choice old = before.answer(question);
      Defaults.Choice young = after.answer(question);
      if (old != young) {
        // Of two answers, the later is the stricter.
        Direction direction = Direction.ofMore(old.compareTo(young));
        add("defaults." + question.key(), old.id(), young.id(), direction);
      }
    }
  }

  private void approvers() {
    Map<String, String> old = keys(before);
    Map<String, String> young = keys(after);
    young.forEach(
        (id, key) -> {
          if (!old.containsKey(id)) {
            add("approvers", "", id, Direction.WEAKER);
          } else if (!key.equals(old.get(id))) {
            add("approvers", id, id + " with another key", Direction.UNKNOWN);
          }
        });
    old.keySet().stream()
        .filter(id -> !young.containsKey(id))
        .forEach(id -> add("approvers", id, "", Direction.STRICTER));
  }

  private static Map<String, String> keys(Policy policy) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Layer layer : policy.layers()) {
      for (Approver approver : layer.approvers()) {
        keys.putIfAbsent(approver.id(), approver.key());
      }
    }
    return keys;
  }

  private void evidence() {
    for (OriginEvidence young : after.originEvidence()) {
      if (before.originEvidence().stream().noneMatch(old -> covers(old, young))) {
        add("origins." + young.origin().id(), "", text(young), Direction.WEAKER);
      }
    }
    for (OriginEvidence old : before.originEvidence()) {
      if (after.originEvidence().stream().noneMatch(young -> covers(young, old))) {
        add("origins." + old.origin().id(), text(old), "", without(old.origin()));
      }
    }
  }

  /** What is found without the evidence may be milder than an origin that is usually bound. */
  private static Direction without(Origin origin) {
    return switch (origin) {
      case WORKSTATION, CI, AGENT -> Direction.UNKNOWN;
      case DEPLOY, APPLICATION -> Direction.STRICTER;
    };
  }

  private static boolean covers(OriginEvidence wide, OriginEvidence narrow) {
    return wide.origin() == narrow.origin() && Covering.covers(entry(wide), entry(narrow));
  }

  private static String text(OriginEvidence evidence) {
    return entry(evidence).describe();
  }

  private static MatchEntry entry(OriginEvidence evidence) {
    return new MatchEntry(
        evidence.place(),
        evidence.hosts(),
        Set.of(),
        List.of(),
        Set.of(),
        List.of(),
        evidence.users(),
        List.of());
  }

  private void add(String term, String old, String young, Direction direction) {
    changes.add(new TermChange("", term, old, young, direction));
  }
}
