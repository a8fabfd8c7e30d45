package io.github.jdbcguard.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of an audit file, read.
 *
 * @param json as it stands there
 * @param members what it says, unchecked
 */
public record AuditRecord(String json, Map<String, Object> members) {
  public AuditRecord {
    members = Map.copyOf(members);
  }

  /** What a line says; empty where it is no JSON object. */
  public static Optional<AuditRecord> parse(String json) {
    try {
      return Optional.of(new AuditRecord(json, JsonReader.object(json)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A member that is a text; empty where it is not. */
  public String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  /** A member that is a number; -1 where it is not. */
  public long number(String name) {
    return members.get(name) instanceof Long number ? number : -1;
  }

  /** A member that is a list of texts; empty where it is not. */
  public List<String> texts(String name) {
    return members.get(name) instanceof List<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Whether a member is true. */
  public boolean is(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }
}
