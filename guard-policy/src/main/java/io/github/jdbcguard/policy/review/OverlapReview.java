package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for entries that are about the same targets. */
final class OverlapReview {
  private final Layer layer;
  private final Policy policy;
  private final List<Finding> findings = new ArrayList<>();

  /** Pairs of environments that were told already. */
  private final Set<Set<String>> told = new HashSet<>();

  OverlapReview(Layer layer) {
    this.layer = layer;
    this.policy = new Policy(List.of(layer));
  }

  List<Finding> findings() {
    Map<Place, MatchEntry> entries = new HashMap<>();
    for (Environment environment : layer.environments()) {
      environment.recognition().matches().forEach(entry -> entries.put(entry.place(), entry));
    }
    for (Environment environment : layer.environments()) {
      for (MatchEntry entry : environment.recognition().matches()) {
        Probe.of(entry).forEach(probe -> compare(environment, entry, probe, entries));
      }
    }
    return findings;
  }

  private void compare(
      Environment environment, MatchEntry entry, Probe probe, Map<Place, MatchEntry> entries) {
    for (Claim claim : probe.assign(policy, Origin.WORKSTATION).claims()) {
      MatchEntry other = entries.get(claim.place());
      if (other == null || other.equals(entry)) {
        continue;
      }
      boolean covered = Covering.covers(other, entry);
      if (claim.environment().equals(environment)) {
        // Of an environment the first entry that fits is told, so this one comes too late.
        if (covered) {
          warn(entry, "is never needed: %s covers it".formatted(other.place()));
        }
      } else if (covered && claim.environment().level().compareTo(environment.level()) > 0) {
        warn(
            entry,
            "never speaks alone: all of it is %s as well (%s), which is stricter"
                .formatted(claim.environment().name(), other.place()));
        told.add(Set.of(environment.name(), claim.environment().name()));
      } else if (!carvedOut(environment, entry, claim.environment(), other)) {
        overlap(environment, entry, claim, other);
      }
    }
  }

  /** That a stricter environment takes a part out of a milder one is what people mean. */
  private static boolean carvedOut(
      Environment environment, MatchEntry entry, Environment otherEnvironment, MatchEntry other) {
    int order = environment.level().compareTo(otherEnvironment.level());
    return (order > 0 && Covering.covers(other, entry))
        || (order < 0 && Covering.covers(entry, other));
  }

  private void overlap(Environment environment, MatchEntry entry, Claim claim, MatchEntry other) {
    Environment stricter =
        claim.environment().level().compareTo(environment.level()) > 0
            ? claim.environment()
            : environment;
    if (told.add(Set.of(environment.name(), claim.environment().name()))) {
      warn(
          entry,
          "overlaps with %s (%s); where both fit, the stricter counts, and the target is called %s"
              .formatted(claim.environment().name(), other.place(), stricter.name()));
    }
  }

  private void warn(MatchEntry entry, String message) {
    findings.add(Finding.warning(entry.place(), message));
  }
}
