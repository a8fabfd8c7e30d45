package io.github.jdbcguard.audit;

import io.github.jdbcguard.audit.AuditEvent.Act;
import io.github.jdbcguard.audit.AuditEvent.Grounds;
import io.github.jdbcguard.audit.AuditEvent.Kind;
import io.github.jdbcguard.audit.AuditEvent.Outcome;
import io.github.jdbcguard.audit.AuditEvent.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Events as a driver writes them. */
final class Events {
  static final Instant TIME = Instant.parse("2026-11-23T17:34:25Z");

  private static final Subject SUBJECT =
      new Subject(
          "production",
          "protected",
          "postgresql db.example.com:5432/shop",
          "7339481022133344556",
          "app",
          "0".repeat(64),
          List.of("workstation"),
          "lena",
          "laptop-7");

  private Events() {}

  static AuditEvent admitted(String id) {
    return event(Kind.ADMITTED, id, TIME, "nightly correction", Outcome.NONE);
  }

  static AuditEvent admitted(String id, Instant time) {
    return event(Kind.ADMITTED, id, time, "nightly correction", Outcome.NONE);
  }

  static AuditEvent because(String reason) {
    return event(Kind.ADMITTED, "a1", TIME, reason, Outcome.NONE);
  }

  static AuditEvent completed(String id) {
    Outcome outcome = new Outcome("ok", OptionalLong.of(3), Duration.ofMillis(12), "", 0, "");
    return event(Kind.COMPLETED, id, TIME.plusMillis(12), "nightly correction", outcome);
  }

  static AuditEvent failed(String id) {
    Outcome outcome =
        new Outcome(
            "failed", OptionalLong.empty(), Duration.ofMillis(2), "23505", 7, "duplicate key …");
    return event(Kind.COMPLETED, id, TIME.plusMillis(2), "nightly correction", outcome);
  }

  static AuditEvent refused(String id) {
    return event(Kind.REFUSED, id, TIME, "", Outcome.NONE);
  }

  static AuditEvent glassBroken(String id) {
    return event(Kind.GLASS_BROKEN, id, TIME, "the shop is down", Outcome.NONE);
  }

  private static AuditEvent event(
      Kind kind, String id, Instant time, String reason, Outcome outcome) {
    boolean refused = kind == Kind.REFUSED;
    return new AuditEvent(
        kind,
        time,
        id,
        SUBJECT,
        new Act(
            List.of("update"),
            List.of("customers"),
            "UPDATE customers SET name = ? WHERE id = ?",
            "SHOP-12",
            refused ? "deny" : "confirm",
            "level protected: write",
            refused ? "28X01" : "",
            kind == Kind.ADMITTED),
        refused
            ? new Grounds("none", List.of(), "", reason)
            : new Grounds("approval", List.of("lena", "tom"), "r1", reason),
        outcome,
        !refused);
  }
}
