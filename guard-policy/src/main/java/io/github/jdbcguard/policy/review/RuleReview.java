package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.ConsentTerms.Approval;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Freeze;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Layer.Approver;
import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.TextPattern;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks over what environments allow, and on which terms. */
final class RuleReview {
  /** Where a person sits, or a machine acts for one. */
  private static final Set<Origin> PEOPLE = EnumSet.of(Origin.WORKSTATION, Origin.AGENT);

  static final List<Operation> CHANGES =
      Arrays.stream(Operation.values())
          .filter(o -> o.group().changes() && o != Operation.RETARGET)
          .toList();

  private final Layer layer;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  RuleReview(Layer layer, Instant now) {
    this.layer = layer;
    this.now = now;
  }

  List<Finding> findings() {
    if (layer.environments().isEmpty()
        && layer.approvers().isEmpty()
        && layer.origins().isEmpty()
        && layer.defaults().chosen().isEmpty()) {
      findings.add(
          Finding.warning(
              new Place(layer.source(), 1, 1),
              "no environment is declared, so every database is for reads only"));
    }
    boolean serious = layer.environments().stream().anyMatch(e -> e.level().protective());
    if (!layer.environments().isEmpty() && !serious) {
      findings.add(
          Finding.warning(
              layer.environments().get(0).place(),
              "no environment is protected or sealed; is production missing?"));
    }
    for (Environment environment : layer.environments()) {
      protects(environment);
      terms(environment);
      emptyRules(environment);
      new ExceptionReview(environment, now).findings().forEach(findings::add);
      environment.protection().calendar().freezes().forEach(this::freeze);
    }
    return findings;
  }

  private void emptyRules(Environment environment) {
    environment
        .protection()
        .origins()
        .forEach(
            (origin, rules) -> {
              if (rules.byName().isEmpty()) {
                findings.add(
                    Finding.warning(
                        environment.place(),
                        "%s has no rules for the origin '%s', so naming it changes nothing"
                            .formatted(environment.name(), origin.id())));
              }
            });
  }

  private void protects(Environment environment) {
    if (environment.level() == Level.OPEN) {
      return;
    }
    boolean anything =
        Arrays.stream(Origin.values())
            .anyMatch(origin -> CHANGES.stream().anyMatch(o -> holds(environment, o, origin)));
    if (!anything) {
      warn(environment, "no rule of %s protects it: everything passes everywhere");
      return;
    }
    if (environment.level().protective()) {
      for (Origin origin : PEOPLE) {
        if (!holds(environment, Operation.UPDATE, origin)) {
          findings.add(
              Finding.warning(
                  decide(environment, Operation.UPDATE, origin).place(),
                  "%s is %s, and this lets the origin '%s' write without a question; move it under origins: application"
                      .formatted(environment.name(), environment.level().id(), origin.id())));
        }
      }
    }
  }

  private boolean holds(Environment environment, Operation operation, Origin origin) {
    return decide(environment, operation, origin).verdict().stricterThan(Verdict.WARN);
  }

  static Decision decide(Environment environment, Operation operation, Origin origin) {
    Claim claim =
        new Claim(
            environment, "", environment.place(), Set.of(origin), true, List.of(), Layer.Kind.TEAM);
    return new Assignment(List.of(claim)).decide(EnumSet.of(operation));
  }

  private void terms(Environment environment) {
    boolean trap =
        environment.recognition().matches().stream()
            .flatMap(entry -> entry.databases().stream())
            .map(TextPattern::text)
            .anyMatch(environment.phrase()::equalsIgnoreCase);
    if (environment.level() != Level.OPEN && trap) {
      warn(
          environment,
          "the phrase that confirms changes of %s is the name of its database, which people type by habit; give it another phrase or name");
    }
    Approval approval = environment.consent().approval();
    Set<String> eligible =
        approval.eligible(layer.approvers().stream().map(Approver::id).collect(Collectors.toSet()));
    int required = approval.required();
    if (required > 1 && eligible.size() < required) {
      warn(
          environment,
          "%s asks "
              + required
              + " people for an approval, and "
              + eligible.size()
              + " may give one; so what needs an approval is denied");
    }
  }

  private void freeze(Freeze freeze) {
    if (!freeze.end().isAfter(now)) {
      findings.add(Finding.warning(freeze.place(), "this freeze is over; remove it"));
    }
  }

  private void warn(Environment environment, String message) {
    findings.add(Finding.warning(environment.place(), message.formatted(environment.name())));
  }
}
