package io.github.jdbcguard.policy;

import io.github.jdbcguard.sql.Operation;
import java.util.Map;
import java.util.Optional;

/**
 * What the authors of a policy tell whoever is refused.
 *
 * @param byRule by operation, group of operations, or one of {@link #OTHERS}
 */
public record Messages(Map<String, Message> byRule) {

  /** The rules beside operations and groups that a message may be about. */
  public static final java.util.List<String> OTHERS =
      java.util.List.of("undeclared", "expect", "window", "freeze");

  static final Messages NONE = new Messages(Map.of());

  public Messages {
    byRule = Map.copyOf(byRule);
  }

  /**
   * A message.
   *
   * @param link where to read on; empty for nowhere
   */
  public record Message(String text, String link) {

    /** As refusals show it. */
    @Override
    public String toString() {
      return link.isEmpty() ? text : text + " " + link;
    }
  }

  /** The message about an operation, or else about its group. */
  Optional<Message> about(Operation operation) {
    return about(operation.id()).or(() -> about(operation.group().id()));
  }

  /** The message about a rule. */
  public Optional<Message> about(String rule) {
    return Optional.ofNullable(byRule.get(rule));
  }
}
