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
import java.util.List;
import java.util.Map;

/**
 * Looks for what a layer says in vain: the strictest of all layers counts, so what would loosen a
 * layer above it is ignored.
 */
final class LayerReview {
  /** Of a layer; a sample of a very large one shows what is wrong with it. */
  private static final int MOST_ENTRIES = 1_000;

  private final Policy policy;
  private final List<Finding> findings = new ArrayList<>();

  LayerReview(Policy policy) {
    this.policy = policy;
  }

  List<Finding> findings() {
    List<Layer> layers = policy.layers();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (layer.kind() == Layer.Kind.USER) {
        declaresNothing(layer);
      }
      if (i > 0) {
        List<Layer> above = layers.subList(0, i);
        defaults(layer, above);
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
                findings.add(
                    Finding.warning(
                        new Place(user.source(), 1, 1),
                        "the approvers of a user's file are ignored: it can make stricter, and declares nothing")));
    user.origins()
        .forEach(
            evidence ->
                findings.add(
                    Finding.warning(
                        evidence.place(),
                        "ignored: a user's file cannot say where the process runs")));
    for (Environment environment : user.environments()) {
      for (MatchEntry entry : environment.recognition().matches()) {
        if (Probe.of(entry).stream().anyMatch(this::undeclared)) {
          findings.add(
              Finding.warning(
                  entry.place(),
                  "a user's file declares nothing: what only %s matches stays undeclared, for reads only"
                      .formatted(environment.name())));
        }
      }
    }
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
            findings.add(
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
    int left = MOST_ENTRIES;
    for (Environment environment : layer.environments()) {
      for (MatchEntry entry : environment.recognition().matches()) {
        if (--left < 0) {
          return;
        }
        for (Probe probe : Probe.of(entry)) {
          for (Origin origin : Origin.values()) {
            compare(environment, probe.assign(merged, origin).claims(), layer);
          }
        }
      }
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
    if (own.isEmpty() || higher.isEmpty()) {
      return;
    }
    for (Operation operation : Operation.values()) {
      Decision mild = new Assignment(own).decide(EnumSet.of(operation));
      Decision strict = new Assignment(higher).decide(EnumSet.of(operation));
      if (strict.verdict().stricterThan(mild.verdict())) {
        findings.add(
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
