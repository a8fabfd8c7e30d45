package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Rules.Rule;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Engine;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A declared set of targets and what may be done to them. Two environments are equal where they are
 * the same object: what is compared often should not be compared word by word.
 *
 * @param place where its name stands
 * @param aliases further names that an expectation may use
 * @param expectRequired whether it has to be expected by whoever connects to it
 * @param messages what its authors tell whoever is refused
 */
public record Environment(
    String name,
    Place place,
    Set<String> aliases,
    Recognition recognition,
    Protection protection,
    ConsentTerms consent,
    boolean expectRequired,
    Messages messages) {

  public Environment {
    aliases = Set.copyOf(aliases);
  }

  /** The built-in level that it has, or that its level extends. */
  public Level level() {
    return protection.level().base();
  }

  /** What servers of this environment say of themselves, by engine. */
  public Map<Engine, Set<String>> identity() {
    return recognition.identity();
  }

  /** Whether somebody means this environment by this name. */
  public boolean isCalled(String wanted) {
    return name.equals(wanted) || aliases.contains(wanted);
  }

  /** What has to be typed to confirm. */
  public String phrase() {
    String phrase = consent.confirmation().phrase();
    return phrase.isEmpty() ? name : phrase;
  }

  /** What the rules say of an operation at any time; of several fitting origins, the strictest. */
  Ruling ruling(Operation operation, Set<Origin> fitting) {
    Ruling strictest = null;
    for (Origin origin : fitting) {
      Ruling ruling = byRules(operation, origin);
      if (strictest == null || ruling.verdict().stricterThan(strictest.verdict())) {
        strictest = ruling;
      }
    }
    if (strictest == null) {
      throw new IllegalArgumentException("a process runs somewhere: no origin given");
    }
    return strictest;
  }

  /** What holds for an operation now, for this text: exceptions and calendar included. */
  Ruling ruling(Operation operation, Set<Origin> fitting, Occasion occasion) {
    Ruling usual = ruling(operation, fitting);
    Optional<Ruling> closed = closed(operation, fitting, occasion);
    return closed.isPresent() ? closed.get() : excepted(usual, occasion);
  }

  private Optional<Ruling> closed(Operation operation, Set<Origin> fitting, Occasion occasion) {
    if (!operation.group().changes()) {
      return Optional.empty();
    }
    return protection
        .calendar()
        .closedAt(occasion.moment(), fitting)
        .map(
            closure ->
                new Ruling(
                    this,
                    operation,
                    Verdict.DENY,
                    closure.rule(),
                    closure.place(),
                    closure.explanation()));
  }

  private Ruling excepted(Ruling usual, Occasion occasion) {
    Ruling mildest = usual;
    for (ExceptionEntry entry : protection.exceptions()) {
      if (mildest.verdict().stricterThan(entry.verdict())
          && entry.appliesTo(usual.operation(), occasion)) {
        mildest =
            new Ruling(
                this,
                usual.operation(),
                entry.verdict(),
                "exception: " + entry.rule(),
                entry.place(),
                "until %s: %s".formatted(entry.expires(), entry.reason()));
      }
    }
    return mildest;
  }

  private Ruling byRules(Operation operation, Origin origin) {
    Optional<Rule> fromOrigin =
        Optional.ofNullable(protection.origins().get(origin))
            .flatMap(rules -> rules.about(operation));
    if (fromOrigin.isPresent()) {
      return ruling(operation, fromOrigin.get(), "origin " + origin.id());
    }
    ProtectionLevel level = protection.level();
    return protection
        .rules()
        .about(operation)
        .map(rule -> ruling(operation, rule, "rules"))
        .or(
            () ->
                level
                    .rules()
                    .about(operation)
                    .map(rule -> ruling(operation, rule, "level " + level.name())))
        .orElseGet(
            () ->
                new Ruling(
                    this,
                    operation,
                    level.base().verdict(operation.group()),
                    "level " + level.name() + ": " + operation.group().id(),
                    protection.levelPlace(),
                    ""));
  }

  private Ruling ruling(Operation operation, Rule rule, String section) {
    return new Ruling(
        this, operation, rule.verdict(), section + ": " + rule.name(), rule.place(), "");
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /**
   * What one environment says of one operation.
   *
   * @param rule which rule speaks, for people
   * @param note why, where the rule says so; else empty
   */
  public record Ruling(
      Environment environment,
      Operation operation,
      Verdict verdict,
      String rule,
      Place place,
      String note) {

    /** What the authors of the policy say about it. */
    Optional<Messages.Message> message() {
      return environment.messages().about(rule).or(() -> environment.messages().about(operation));
    }
  }
}
