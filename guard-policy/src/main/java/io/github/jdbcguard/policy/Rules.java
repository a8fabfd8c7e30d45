package io.github.jdbcguard.policy;

import io.github.jdbcguard.sql.Operation;
import java.util.Map;
import java.util.Optional;

/**
 * Verdicts of a policy by operation or group of operations; a named operation speaks before its
 * group.
 *
 * @param byName keyed by {@link Operation#id()} and {@link Operation.Group#id()}; where a group and
 *     an operation share a name, they are the same thing
 */
public record Rules(Map<String, Rule> byName) {

  /** No rule. */
  public static final Rules NONE = new Rules(Map.of());

  public Rules {
    byName = Map.copyOf(byName);
  }

  /**
   * The verdict on an operation or group, and where it stands.
   *
   * @param name of the operation or group
   */
  public record Rule(String name, Place place, Verdict verdict) {}

  Optional<Rule> about(Operation operation) {
    return Optional.ofNullable(byName.get(operation.id()))
        .or(() -> Optional.ofNullable(byName.get(operation.group().id())));
  }
}
