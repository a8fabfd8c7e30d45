package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.Assignment.Voice;
import io.github.jdbcguard.policy.ChangeCalendar;
import io.github.jdbcguard.policy.ConsentTerms;
import io.github.jdbcguard.policy.ConsentTerms.Approval;
import io.github.jdbcguard.policy.ConsentTerms.BreakGlass;
import io.github.jdbcguard.policy.ConsentTerms.Confirmation;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.Messages;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.Protection;
import io.github.jdbcguard.policy.ProtectionLevel;
import io.github.jdbcguard.policy.ReadOnlyMode;
import io.github.jdbcguard.policy.Recognition;
import io.github.jdbcguard.policy.Rules;
import io.github.jdbcguard.policy.Rules.Rule;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.Operation;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A policy that connections are opened by, and what was decided by it so far. Where a newer version
 * of it is invalid, protective environments are for reads only. Thread-safe.
 */
final class PolicyInForce {
  private final Policy policy;
  private final Map<String, String> considered;
  private final List<Fault> faults;

  /** What speaks beside every protective environment while there are faults. */
  private final List<Claim> caution;

  private final Map<Key, Decisions> decisions = new ConcurrentHashMap<>();

  /** What decisions depend on. */
  private record Key(Set<Voice> voices, Dialect dialect) {}

  /**
   * A policy.
   *
   * @param considered each file that was looked at, in order, and what came of it
   * @param faults of the version that should be in force instead; empty where this is the newest
   */
  PolicyInForce(Policy policy, Map<String, String> considered, List<Fault> faults) {
    this.policy = policy;
    this.considered = Collections.unmodifiableMap(new LinkedHashMap<>(considered));
    this.faults = List.copyOf(faults);
    this.caution = this.faults.stream().limit(1).map(PolicyInForce::deniesChanges).toList();
  }

  Policy policy() {
    return policy;
  }

  Map<String, String> considered() {
    return considered;
  }

  List<Fault> faults() {
    return faults;
  }

  /**
   * The assignment, with the caution that it needs. Every one comes through here before anything is
   * decided by it.
   */
  Assignment careful(Assignment assignment) {
    return caution.isEmpty() || !assignment.isProtected()
        ? assignment
        : assignment.and(new Assignment(caution));
  }

  /**
   * The decisions that connections share for which the policy says the same, by whatever evidence.
   *
   * @param careful as {@link #careful} gives it
   */
  Decisions decisions(Assignment careful, Dialect dialect) {
    return decisions.computeIfAbsent(
        new Key(careful.voices(), dialect), key -> new Decisions(careful, dialect));
  }

  /** Where a team file was looked for in vain; empty where one was found. */
  String lookedFor() {
    boolean builtIn = policy.layers().stream().anyMatch(l -> l.kind() == Layer.Kind.BUILT_IN);
    return considered.entrySet().stream()
        .filter(entry -> builtIn && entry.getValue().equals("not there"))
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  /** Denies every change; its level is the mildest, so that the target keeps its name. */
  private static Claim deniesChanges(Fault fault) {
    Map<String, Rule> deny =
        Arrays.stream(Operation.Group.values())
            .filter(Operation.Group::changes)
            .collect(
                Collectors.toMap(
                    Operation.Group::id,
                    group -> new Rule(group.id(), fault.place(), Verdict.DENY)));
    Environment environment =
        new Environment(
            "invalid-policy",
            fault.place(),
            Set.of(),
            new Recognition(List.of(), Map.of(), false),
            new Protection(
                new ProtectionLevel("reads-only", Level.OPEN, new Rules(deny)),
                fault.place(),
                Rules.NONE,
                Map.of(),
                ChangeCalendar.ALWAYS,
                List.of(),
                ReadOnlyMode.OFF),
            mildestTerms(),
            false,
            new Messages(Map.of()));
    Place place = fault.place();
    return new Claim(
        environment,
        "the policy is invalid",
        place,
        Set.of(Origin.values()),
        false,
        List.of(),
        Layer.Kind.USER);
  }

  /** What it says about consents should count for nothing beside the others. */
  private static ConsentTerms mildestTerms() {
    return new ConsentTerms(
        new Confirmation(
            "",
            false,
            Confirmation.MAX_VALID_FOR,
            Confirmation.MAX_TIMEOUT,
            ConsentTerms.Scope.SESSION),
        new Approval(Set.of(), 1, true, Approval.MAX_VALID_FOR),
        new BreakGlass(Set.of(), 0, BreakGlass.MAX_VALID_FOR));
  }
}
