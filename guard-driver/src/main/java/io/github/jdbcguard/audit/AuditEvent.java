package io.github.jdbcguard.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One thing that was decided, or came of it.
 *
 * @param id ties what came of a statement to the event before it was sent; of a refusal, its id
 * @param durable whether it has to be on the disk before anything else happens, and not only in the
 *     hands of the operating system
 */
public record AuditEvent(
    Kind kind,
    Instant time,
    String id,
    Subject subject,
    Act act,
    Grounds grounds,
    Outcome outcome,
    boolean durable) {

  /** What became of a statement. */
  public enum Kind {
    /** Is about to be sent. */
    ADMITTED,
    /** Was sent, and the server or the driver has answered. */
    COMPLETED,
    /** Was not sent. */
    REFUSED,
    /** Somebody opens an environment in an emergency; nothing was sent yet. */
    GLASS_BROKEN;

    /** The name in the file. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Which connection it is about, and where it comes from.
   *
   * @param level the built-in level of the environment; empty where none was found out yet
   * @param target as messages show it
   * @param identity what the server says of itself; empty where it was not asked
   * @param user the database user, as far as URL and properties tell
   * @param policy the SHA-256 of the policy in force
   * @param origins where the process may run
   * @param systemUser the user of the operating system
   * @param host the name of the machine
   */
  public record Subject(
      String environment,
      String level,
      String target,
      String identity,
      String user,
      String policy,
      List<String> origins,
      String systemUser,
      String host) {

    public Subject {
      origins = List.copyOf(origins);
    }
  }

  /**
   * What is done, and what the policy says of it.
   *
   * @param operations what the statement would do
   * @param tables what it touches, as far as that was looked for
   * @param statement without literals
   * @param change the change that it belongs to, as a migration or a ticket; empty where nobody
   *     said
   * @param rule the rule that decided
   * @param state the SQLState of a refusal; else empty
   * @param followed whether an event will tell what came of it
   */
  public record Act(
      List<String> operations,
      List<String> tables,
      String statement,
      String change,
      String verdict,
      String rule,
      String state,
      boolean followed) {

    public Act {
      operations = List.copyOf(operations);
      tables = List.copyOf(tables);
    }
  }

  /**
   * What satisfied the verdict.
   *
   * @param consent {@code none}, {@code code}, {@code terminal}, {@code approval} or {@code
   *     break-glass}
   * @param by who gave it, by the ids of the policy
   * @param request the id of the request that was approved; else empty
   * @param reason why it is done, in the words of whoever did it; empty where nobody said
   */
  public record Grounds(String consent, List<String> by, String request, String reason) {
    public Grounds {
      by = List.copyOf(by);
    }
  }

  /**
   * What came of a statement.
   *
   * @param result {@code ok}, {@code failed}, or {@code unknown} where the connection broke, or the
   *     driver sends it later or in parts; empty where there is none yet
   * @param rows how many were changed; empty where nobody said
   * @param duration between sending it and the answer
   * @param sqlState of the error; else empty
   * @param vendorCode of the error; else 0
   * @param error what the server said, up to where it may quote values; else empty
   */
  public record Outcome(
      String result,
      OptionalLong rows,
      Duration duration,
      String sqlState,
      int vendorCode,
      String error) {

    /** Before there is one. */
    public static final Outcome NONE =
        new Outcome("", OptionalLong.empty(), Duration.ZERO, "", 0, "");
  }

  /** The members of the JSON object, in their order. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", time.toString());
    fields.put("event", kind.id());
    fields.put("id", id);
    if (kind == Kind.COMPLETED) {
      addOutcome(fields);
    } else {
      addAct(fields);
    }
    addSubject(fields);
    return fields;
  }

  private void addOutcome(Map<String, Object> fields) {
    fields.put("result", outcome.result());
    outcome.rows().ifPresent(rows -> fields.put("rows", rows));
    fields.put("micros", outcome.duration().toNanos() / 1_000);
    if (outcome.result().equals("failed") || !outcome.sqlState().isEmpty()) {
      fields.put("sqlstate", outcome.sqlState());
      fields.put("vendor_code", outcome.vendorCode());
      fields.put("error", outcome.error());
    }
  }

  private void addAct(Map<String, Object> fields) {
    fields.put("state", act.state());
    fields.put("operations", act.operations());
    fields.put("tables", act.tables());
    fields.put("statement", act.statement());
    fields.put("change", act.change());
    fields.put("verdict", act.verdict());
    fields.put("rule", act.rule());
    fields.put("followed", act.followed());
    fields.put("consent", grounds.consent());
    fields.put("by", grounds.by());
    fields.put("request", grounds.request());
    fields.put("reason", grounds.reason());
  }

  private void addSubject(Map<String, Object> fields) {
    fields.put("environment", subject.environment());
    fields.put("level", subject.level());
    fields.put("target", subject.target());
    fields.put("identity", subject.identity());
    fields.put("user", subject.user());
    fields.put("policy", subject.policy());
    fields.put("origins", subject.origins());
    fields.put("os_user", subject.systemUser());
    fields.put("host", subject.host());
    fields.put("pid", ProcessHandle.current().pid());
  }
}
