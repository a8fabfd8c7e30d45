package io.github.jdbcguard.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that was decided.
 *
 * @param kind what became of it
 * @param id of the refusal; empty where nothing was refused
 * @param state its SQLState; empty where nothing was refused
 * @param target as messages show it
 * @param user the database user, as far as URL and properties tell
 * @param origins where the process may run
 * @param operations what the statement would do
 * @param statement without literals
 * @param rule the rule that decided
 * @param reason why it is done, in the words of whoever did it; empty where nobody said
 * @param consent what satisfied the verdict: {@code none}, {@code code} or {@code terminal}
 */
public record AuditEvent(
    Kind kind,
    Instant time,
    String id,
    String state,
    String environment,
    String target,
    String user,
    List<String> origins,
    List<String> operations,
    String statement,
    String verdict,
    String rule,
    String consent,
    String reason) {

  /** The version of the line's format. */
  static final int FORMAT = 1;

  /** What became of a statement. */
  public enum Kind {
    /** Is about to be sent. */
    ADMITTED,
    /** Was not sent. */
    REFUSED
  }

  /** The event as one line of JSON, without a line end. */
  public String toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("v", FORMAT);
    fields.put("time", time.toString());
    fields.put("event", kind.name().toLowerCase(java.util.Locale.ROOT));
    fields.put("id", id);
    fields.put("state", state);
    fields.put("environment", environment);
    fields.put("target", target);
    fields.put("user", user);
    fields.put("origins", origins);
    fields.put("operations", operations);
    fields.put("statement", statement);
    fields.put("verdict", verdict);
    fields.put("rule", rule);
    fields.put("consent", consent);
    fields.put("reason", reason);
    fields.put("pid", ProcessHandle.current().pid());
    return JsonLine.of(fields);
  }
}
