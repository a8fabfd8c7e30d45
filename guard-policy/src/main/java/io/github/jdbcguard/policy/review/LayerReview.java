package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Defaults.Choice;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.sql.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for what a layer says in vain: the strictest of all layers counts, so what would loosen a
 * layer above it is ignored.
 */
final class LayerReview {
  private static final int MOST_FINDINGS = 200;

  /** Of a match entry. */
  private static final int MOST_PROBES = 20;

  private final Policy policy;
  private final int mostEntries;
  private final Set<Finding> findings = new LinkedHashSet<>();

  /** Whose rules were compared, so that they are not for each target that both are about. */
  private final Set<Compared> compared = new HashSet<>();

  private record Compared(Set<Side> own, Set<Side> higher) {}

  /** What of a claim decides. */
  private record Side(Environment environment, Set<Origin> origins, boolean approvable) {
    static Set<Side> of(List<Claim> claims) {
      return claims.stream()
          .map(claim -> new Side(claim.environment(), claim.origins(), claim.approvable()))
          .collect(Collectors.toSet());
    }
  }

  /**
   * Of these layers.
   *
   * @param mostEntries how many match entries of each; a sample of a very large one shows what is
   *     wrong with it
   */
  LayerReview(Policy policy, int mostEntries) {
    this.policy = policy;
    this.mostEntries = mostEntries;
  }

  Set<Finding> findings() {
    List<Layer> layers = policy.layers();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (layer.kind() == Layer.Kind.USER) {
        declaresNothing(layer);
      }
      if (i > 0) {
        List<Layer> above = layers.subList(0, i);
        defaults(layer, above);
        RecordReview.of(layer, above).forEach(this::tell);
        rules(layer, above);
      }
    }
    return findings;
  }

  private void declaresNothing(Layer user) {
    user.approvers().stream()
        .findFirst()
        .ifPresent(
            approver ->
                tell(
                    Finding.warning(
                        new Place(user.source(), 1, 1),
                        "the approvers of a user's file are ignored: it can make stricter, and declares nothing")));
    user.origins()
        .forEach(
            evidence ->
                tell(
                    Finding.warning(
                        evidence.place(),
                        "ignored: a user's file cannot say where the process runs")));
    for (Entry own : entries(user)) {
      if (full()) {
        return;
      }
      if (own.probes().anyMatch(this::undeclared)) {
        tell(
            Finding.warning(
                own.entry().place(),
                "a user's file declares nothing: what only %s matches stays undeclared, for reads only"
                    .formatted(own.environment().name())));
      }
    }
  }

  /** A match entry, and whose it is. */
  private record Entry(Environment environment, MatchEntry entry) {
    Stream<Probe> probes() {
      return Probe.of(entry).stream().limit(MOST_PROBES);
    }
  }

  private List<Entry> entries(Layer layer) {
    return layer.environments().stream()
        .flatMap(e -> e.recognition().matches().stream().map(entry -> new Entry(e, entry)))
        .limit(mostEntries)
        .toList();
  }

  private void tell(Finding finding) {
    if (!full()) {
      findings.add(finding);
    }
  }

  private boolean full() {
    return findings.size() >= MOST_FINDINGS;
  }

  private boolean undeclared(Probe probe) {
    return probe.assign(policy, Origin.WORKSTATION).names().contains(Assignment.UNDECLARED);
  }

  private void defaults(Layer layer, List<Layer> above) {
    for (Map.Entry<Choice, Place> own : layer.defaults().chosen().entrySet()) {
      for (Layer higher : above) {
        for (Map.Entry<Choice, Place> other : higher.defaults().chosen().entrySet()) {
          boolean same = own.getKey().question() == other.getKey().question();
          if (same && policy.answer(own.getKey().question()) != own.getKey()) {
            tell(
                Finding.warning(
                    own.getValue(),
                    "ignored: %s is '%s' at %s, which is stricter"
                        .formatted(
                            own.getKey().question().key(), other.getKey().id(), other.getValue())));
          }
        }
      }
    }
  }

  private void rules(Layer layer, List<Layer> above) {
    List<Layer> both = new ArrayList<>(above);
    both.add(layer);
    Policy merged = new Policy(both);
    for (Entry own : entries(layer)) {
      own.probes().forEach(probe -> compare(own.environment(), probe, merged, layer));
      if (full()) {
        return;
      }
    }
  }

  private void compare(Environment environment, Probe probe, Policy merged, Layer layer) {
    for (Origin origin : Origin.values()) {
      compare(environment, probe.assign(merged, origin).claims(), layer);
    }
  }

  /** What those above say, without what holds for targets that they do not declare. */
  private void compare(Environment environment, List<Claim> claims, Layer layer) {
    List<Claim> own = claims.stream().filter(c -> c.environment().equals(environment)).toList();
    List<Claim> higher =
        claims.stream()
            .filter(claim -> !claim.environment().name().equals(Assignment.UNDECLARED))
            .filter(claim -> !layer.environments().contains(claim.environment()))
            .toList();
    boolean both = !own.isEmpty() && !higher.isEmpty();
    if (!both || !compared.add(new Compared(Side.of(own), Side.of(higher)))) {
      return;
    }
    Assignment ofOwn = new Assignment(own);
    Assignment ofHigher = new Assignment(higher);
    for (Operation operation : Operation.values()) {
      Decision mild = ofOwn.decide(EnumSet.of(operation));
      Decision strict = ofHigher.decide(EnumSet.of(operation));
      if (strict.verdict().stricterThan(mild.verdict())) {
        tell(
            Finding.warning(
                mild.place(),
                "ignored: '%s' of %s says %s here, and '%s' of %s says %s at %s, for the same targets"
                    .formatted(
                        mild.rule(),
                        environment.name(),
                        mild.verdict().id(),
                        strict.rule(),
                        strict.environment(),
                        strict.verdict().id(),
                        strict.place())));
      }
    }
  }
}
