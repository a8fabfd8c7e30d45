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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares what two policies decide: for connections that stand for each match entry of both, and
 * for each environment by itself, by every origin, on every operation, without any calendar and
 * where their calendars differ. What no decision shows is compared by {@link TermDiff}.
 */
public final class PolicyDiff {
  private static final List<Operation> OPERATIONS =
      Arrays.stream(Operation.values()).filter(o -> o != Operation.RETARGET).toList();

  private final Policy before;
  private final Policy after;
  private final Instant now;

  /** Whose calendars were compared: they are the same for whatever else belongs there. */
  private final Set<List<Environment>> calendarsTold = new HashSet<>();

  private PolicyDiff(Policy before, Policy after, Instant now) {
    this.before = before;
    this.after = after;
    this.now = now;
  }

  /** Every decision that differs, connection by connection. */
  public static List<DecisionChange> between(Policy before, Policy after, Instant now) {
    return new PolicyDiff(before, after, now).changes();
  }

  /**
   * How many match entries of both policies no connections, or not enough, were made up for:
   * because of a regular expression, or of too many values.
   */
  public static long notCompared(Policy before, Policy after) {
    return entries(before, after)
        .filter(entry -> !Probe.complete(entry))
        .map(MatchEntry::describe)
        .distinct()
        .count();
  }

  private List<DecisionChange> changes() {
    List<DecisionChange> all = new ArrayList<>();
    Set<Fact> anywhere = new HashSet<>();
    for (Probe probe : probes()) {
      Set<Fact> told = new HashSet<>();
      all.addAll(changes(Subject.of(probe, before, after), told));
      anywhere.addAll(told);
    }
    for (Environment old : TermDiff.environments(before)) {
      TermDiff.named(TermDiff.environments(after), old.name())
          .map(young -> Subject.of(old, before, young, after))
          .ifPresent(subject -> all.addAll(changes(subject, new HashSet<>(anywhere))));
    }
    return all;
  }

  private Set<Probe> probes() {
    Set<Probe> probes = new LinkedHashSet<>();
    entries(before, after).map((MatchEntry entry) -> Probe.of(entry)).forEach(probes::addAll);
    probes.add(Probe.elsewhere());
    return probes;
  }

  private static Stream<MatchEntry> entries(Policy before, Policy after) {
    return Stream.of(before, after)
        .flatMap(policy -> TermDiff.environments(policy).stream())
        .flatMap(environment -> environment.recognition().matches().stream());
  }

  /**
   * Those that hold without any calendar, and then what a moment adds to them: told once for all
   * connections that belong to the same environments.
   */
  private List<DecisionChange> changes(Subject subject, Set<Fact> told) {
    List<DecisionChange> changes = new ArrayList<>(changes(subject, Optional.empty(), told));
    Set<Instant> moments =
        calendarsTold.add(subject.environments()) ? subject.moments(now) : Set.of();
    for (Instant moment : moments) {
      changes.addAll(changes(subject, Optional.of(moment), told));
    }
    return changes;
  }

  /** Equal changes of several operations are one, and of several origins as well. */
  private List<DecisionChange> changes(Subject subject, Optional<Instant> moment, Set<Fact> told) {
    Map<Step, Set<Origin>> origins = new LinkedHashMap<>();
    for (Origin origin : Origin.values()) {
      for (Step step : steps(subject, origin, moment, told)) {
        origins.computeIfAbsent(step, s -> EnumSet.noneOf(Origin.class)).add(origin);
      }
    }
    List<DecisionChange> changes = new ArrayList<>();
    origins.forEach((step, from) -> changes.add(change(subject, step, from, moment)));
    return changes;
  }

  private static List<Step> steps(
      Subject subject, Origin origin, Optional<Instant> moment, Set<Fact> told) {
    Map<Step, Set<Operation>> operations = new LinkedHashMap<>();
    Assignment old = assignment(subject.before(), origin);
    Assignment young = assignment(subject.after(), origin);
    String name = old.environment().name();
    String newName = young.environment().name();
    for (Operation operation : OPERATIONS) {
      Decision was = decide(old, operation, moment);
      Decision is = decide(young, operation, moment);
      boolean renamed = !name.equals(newName) && operation == Operation.READ;
      if ((was.verdict() != is.verdict() || renamed)
          && isNew(new Fact(origin, operation, name, newName, was, is), moment, told)) {
        operations
            .computeIfAbsent(
                new Step(name, newName, Set.of(), was.verdict(), is.verdict()),
                s -> EnumSet.noneOf(Operation.class))
            .add(operation);
      }
    }
    List<Step> steps = new ArrayList<>();
    operations.forEach((step, concerned) -> steps.add(step.of(concerned)));
    return steps;
  }

  private static boolean isNew(Fact fact, Optional<Instant> moment, Set<Fact> told) {
    return moment.isEmpty()
        ? told.add(fact.always())
        : !told.contains(fact.always()) && told.add(fact);
  }

  /**
   * One decision that differs.
   *
   * @param cause which rules decide; empty for what holds without any calendar
   */
  private record Fact(
      Origin origin,
      Operation operation,
      String environment,
      String newEnvironment,
      Verdict before,
      Verdict after,
      String cause) {

    Fact(
        Origin origin,
        Operation operation,
        String environment,
        String newEnvironment,
        Decision was,
        Decision is) {
      this(
          origin,
          operation,
          environment,
          newEnvironment,
          was.verdict(),
          is.verdict(),
          "%s, %s".formatted(was.place(), is.place()));
    }

    Fact always() {
      return new Fact(origin, operation, environment, newEnvironment, before, after, "");
    }
  }

  /** From one verdict on some operations to another. */
  private record Step(
      String environment,
      String newEnvironment,
      Set<Operation> operations,
      Verdict before,
      Verdict after) {

    Step of(Set<Operation> concerned) {
      return new Step(environment, newEnvironment, concerned, before, after);
    }
  }

  private static DecisionChange change(
      Subject subject, Step step, Set<Origin> origins, Optional<Instant> moment) {
    Operation example = step.operations().iterator().next();
    Origin origin = origins.iterator().next();
    Decision was = decide(assignment(subject.before(), origin), example, moment);
    Decision is = decide(assignment(subject.after(), origin), example, moment);
    return new DecisionChange(
        subject.text(),
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

  private static Assignment assignment(Map<Origin, Assignment> assignments, Origin origin) {
    return Optional.ofNullable(assignments.get(origin)).orElseThrow();
  }

  private static Decision decide(
      Assignment assignment, Operation operation, Optional<Instant> moment) {
    Set<Operation> operations = EnumSet.of(operation);
    return moment
        .map(m -> assignment.decide(operations, new Occasion(m, "", Dialect.POSTGRESQL)))
        .orElseGet(() -> assignment.decide(operations));
  }
}
