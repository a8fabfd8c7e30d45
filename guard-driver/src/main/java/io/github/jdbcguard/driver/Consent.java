package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.AuditEvent.Grounds;
import java.util.List;

/**
 * What satisfied a verdict.
 *
 * @param people who gave it, by their ids in the policy; none where that is not known
 * @param request the id of the request that was approved; else empty
 * @param reason why it is done, in the words of whoever did it; empty where nobody said
 */
record Consent(Kind kind, List<String> people, String request, String reason) {

  /** Where none was needed and nobody said anything. */
  static final Consent NONE = new Consent(Kind.NONE, List.of(), "", "");

  Consent {
    people = List.copyOf(people);
  }

  /** How a consent is given. */
  enum Kind {
    NONE,
    CODE,
    TERMINAL,
    APPROVAL,
    BREAK_GLASS;

    /** The name in the audit. */
    String id() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Where none was needed. */
  static Consent none(GuardSettings settings) {
    return new Consent(Kind.NONE, List.of(), "", settings.reason());
  }

  /** Of whoever runs the process. */
  static Consent own(Kind kind, String reason) {
    return new Consent(kind, List.of(), "", reason);
  }

  /** Whether the statement was not simply allowed. */
  boolean needed() {
    return kind != Kind.NONE;
  }

  /** As the audit keeps it. */
  Grounds grounds() {
    return new Grounds(kind.id(), people, request, reason);
  }
}
