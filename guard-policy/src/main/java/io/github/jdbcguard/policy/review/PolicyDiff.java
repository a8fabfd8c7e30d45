package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Occasion;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares what two policies decide: for connections that stand for each match entry of both, by
 * every origin, on every operation, now and where their calendars differ.
 */
public final class PolicyDiff {
  private static final int HOURS_AHEAD = 7 * 24;

  private static final List<Operation> OPERATIONS =
      Arrays.stream(Operation.values()).filter(o -> o != Operation.RETARGET).toList();

  private final Policy before;
  private final Policy after;
  private final Instant now;

  private PolicyDiff(Policy before, Policy after, Instant now) {
    this.before = before;
    this.after = after;
    this.now = now;
  }

  /** Every decision that differs, connection by connection. */
  public static List<DecisionChange> between(Policy before, Policy after, Instant now) {
    return new PolicyDiff(before, after, now).changes();
  }

  private List<DecisionChange> changes() {
    Set<DecisionChange> all = new LinkedHashSet<>();
    for (Probe probe : probes()) {
      List<DecisionChange> always = changes(probe, Optional.empty());
      all.addAll(always);
      if (always.isEmpty()) {
        calendarMoments().stream()
            .map(moment -> changes(probe, Optional.of(moment)))
            .filter(changes -> !changes.isEmpty())
            .findFirst()
            .ifPresent(all::addAll);
      }
    }
    return List.copyOf(all);
  }

  private Set<Probe> probes() {
    Set<Probe> probes = new LinkedHashSet<>();
    environments()
        .flatMap(environment -> environment.recognition().matches().stream())
        .map((MatchEntry entry) -> Probe.of(entry))
        .forEach(probes::addAll);
    probes.add(Probe.elsewhere());
    return probes;
  }

  private Stream<Environment> environments() {
    return Stream.of(before, after)
        .flatMap(policy -> policy.layers().stream())
        .flatMap(layer -> layer.environments().stream());
  }

  /** When a calendar of either policy may say something else than now. */
  private Set<Instant> calendarMoments() {
    Set<Instant> moments = new TreeSet<>();
    environments()
        .flatMap(e -> e.protection().calendar().freezes().stream())
        .forEach(
            freeze -> {
              moments.add(freeze.from().atZone(freeze.zone()).toInstant());
              moments.add(freeze.to().atZone(freeze.zone()).toInstant().minusSeconds(1));
            });
    if (environments().anyMatch(e -> !e.protection().calendar().windows().isEmpty())) {
      for (int hour = 1; hour <= HOURS_AHEAD; hour++) {
        moments.add(now.plus(Duration.ofHours(hour)));
      }
    }
    return moments;
  }

  /** Equal changes of several operations are one, and of several origins as well. */
  private List<DecisionChange> changes(Probe probe, Optional<Instant> moment) {
    Map<Step, Set<Origin>> origins = new LinkedHashMap<>();
    for (Origin origin : Origin.values()) {
      for (Step step : steps(probe, origin, moment)) {
        origins.computeIfAbsent(step, s -> EnumSet.noneOf(Origin.class)).add(origin);
      }
    }
    List<DecisionChange> changes = new ArrayList<>();
    origins.forEach((step, from) -> changes.add(change(probe, step, from, moment)));
    return changes;
  }

  private List<Step> steps(Probe probe, Origin origin, Optional<Instant> moment) {
    Assignment old = probe.assign(before, origin);
    Assignment young = probe.assign(after, origin);
    boolean renamed = !old.environment().name().equals(young.environment().name());
    Map<List<Verdict>, Set<Operation>> operations = new LinkedHashMap<>();
    for (Operation operation : OPERATIONS) {
      Verdict was = decide(old, operation, moment).verdict();
      Verdict is = decide(young, operation, moment).verdict();
      if (was != is || (renamed && operation == Operation.READ)) {
        operations
            .computeIfAbsent(List.of(was, is), k -> EnumSet.noneOf(Operation.class))
            .add(operation);
      }
    }
    List<Step> steps = new ArrayList<>();
    operations.forEach(
        (verdicts, concerned) ->
            steps.add(
                new Step(
                    old.environment().name(),
                    young.environment().name(),
                    concerned,
                    verdicts.get(0),
                    verdicts.get(1))));
    return steps;
  }

  /** From one verdict on some operations to another. */
  private record Step(
      String environment,
      String newEnvironment,
      Set<Operation> operations,
      Verdict before,
      Verdict after) {}

  private DecisionChange change(
      Probe probe, Step step, Set<Origin> origins, Optional<Instant> moment) {
    Operation example = step.operations().iterator().next();
    Origin origin = origins.iterator().next();
    Decision was = decide(probe.assign(before, origin), example, moment);
    Decision is = decide(probe.assign(after, origin), example, moment);
    return new DecisionChange(
        probe.toString(),
        step.environment(),
        step.newEnvironment(),
        List.copyOf(origins),
        step.operations().stream().map(Operation::id).toList(),
        step.before(),
        step.after(),
        "%s (%s)".formatted(was.rule(), was.place()),
        "%s (%s)".formatted(is.rule(), is.place()),
        moment);
  }

  private Decision decide(Assignment assignment, Operation operation, Optional<Instant> moment) {
    Occasion occasion = new Occasion(moment.orElse(now), "", Dialect.POSTGRESQL);
    return assignment.decide(EnumSet.of(operation), occasion);
  }

  /** Of an environment by the same name in both: terms under which a change is let pass. */
  public static List<String> changedTerms(Policy before, Policy after) {
    List<String> changes = new ArrayList<>();
    for (Environment old : environments(before)) {
      environments(after).stream()
          .filter(young -> young.name().equals(old.name()))
          .findFirst()
          .ifPresentOrElse(
              young -> addTerms(changes, old, young),
              () -> changes.add("%s is gone (%s)".formatted(old.name(), old.place())));
    }
    environments(after).stream()
        .filter(
            young -> environments(before).stream().noneMatch(o -> o.name().equals(young.name())))
        .forEach(young -> changes.add("%s is new (%s)".formatted(young.name(), young.place())));
    return changes;
  }

  private static void addTerms(List<String> changes, Environment old, Environment young) {
    add(changes, young, "expect", required(old.expectRequired()), required(young.expectRequired()));
    add(changes, young, "phrase", old.phrase(), young.phrase());
    add(changes, young, "aliases", sorted(old.aliases()), sorted(young.aliases()));
    add(changes, young, "confirm", old.consent().confirmation(), young.consent().confirmation());
    add(changes, young, "approve", old.consent().approval(), young.consent().approval());
    add(changes, young, "break_glass", old.consent().breakGlass(), young.consent().breakGlass());
    add(changes, young, "identity", old.identity(), young.identity());
  }

  private static void add(
      List<String> changes, Environment environment, String key, Object old, Object young) {
    if (!old.equals(young)) {
      changes.add(
          "%s: %s was %s, and is %s (%s)"
              .formatted(environment.name(), key, old, young, environment.place()));
    }
  }

  private static List<Environment> environments(Policy policy) {
    return policy.layers().stream().flatMap(layer -> layer.environments().stream()).toList();
  }

  private static String required(boolean required) {
    return required ? "required" : "optional";
  }

  private static Set<String> sorted(Set<String> names) {
    return new TreeSet<>(names);
  }
}
