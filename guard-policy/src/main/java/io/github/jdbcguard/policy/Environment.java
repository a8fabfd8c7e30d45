package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Rules.Rule;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A declared set of targets and what may be done to them.
 *
 * @param place where its name stands
 * @param levelPlace where its level stands
 * @param identity what servers of this environment say of themselves, by engine
 * @param rules speak before the level
 * @param origins speak before the rules, for processes that run there
 */
public record Environment(
    String name,
    Place place,
    Level level,
    Place levelPlace,
    List<MatchEntry> matches,
    Map<Engine, Set<String>> identity,
    Rules rules,
    Map<Origin, Rules> origins) {

  public Environment {
    matches = List.copyOf(matches);
    identity = Map.copyOf(identity);
    origins = Map.copyOf(origins);
  }

  /** The first entry that fits the endpoint. */
  Optional<MatchEntry> match(Engine engine, Endpoint endpoint, HostAddresses addresses) {
    return matches.stream()
        .filter(entry -> entry.matches(engine, endpoint, level, addresses))
        .findFirst();
  }

  /** What this environment says of an operation; of several fitting origins, the strictest. */
  Ruling ruling(Operation operation, Set<Origin> fitting) {
    Ruling strictest = null;
    for (Origin origin : fitting) {
      Ruling ruling = ruling(operation, origin);
      if (strictest == null || ruling.verdict().stricterThan(strictest.verdict())) {
        strictest = ruling;
      }
    }
    if (strictest == null) {
      throw new IllegalArgumentException("a process runs somewhere: no origin given");
    }
    return strictest;
  }

  private Ruling ruling(Operation operation, Origin origin) {
    Optional<Rule> fromOrigin =
        Optional.ofNullable(origins.get(origin)).flatMap(rules -> rules.about(operation));
    if (fromOrigin.isPresent()) {
      return ruling(operation, fromOrigin.get(), "origin " + origin.id());
    }
    return rules
        .about(operation)
        .map(rule -> ruling(operation, rule, "rules"))
        .orElseGet(
            () ->
                new Ruling(
                    this,
                    operation,
                    level.verdict(operation.group()),
                    "level " + level.id() + ": " + operation.group().id(),
                    levelPlace));
  }

  private Ruling ruling(Operation operation, Rule rule, String section) {
    return new Ruling(
        this, operation, rule.verdict(), section + ": " + operation.id(), rule.place());
  }

  /**
   * What one environment says of one operation.
   *
   * @param rule which rule speaks, for people
   */
  record Ruling(
      Environment environment, Operation operation, Verdict verdict, String rule, Place place) {}
}
