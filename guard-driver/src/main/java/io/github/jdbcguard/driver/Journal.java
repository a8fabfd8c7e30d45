package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.AuditEvent;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.sql.Redaction;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what was decided on a connection into the audit and the log. */
final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger("guard");
  private static final int STATEMENT_LENGTH = 2_000;

  private final Session session;

  Journal(Session session) {
    this.session = session;
  }

  /**
   * Writes that a statement is about to be sent.
   *
   * @return why it could not be written; empty where it was
   */
  String admitted(Ruling ruling, Decision decision, Consent consent) {
    try {
      write(
          AuditEvent.Kind.ADMITTED,
          "",
          "",
          ids(ruling.judgement().operations()),
          statement(ruling),
          decision.verdict().id(),
          decision.rule(),
          consent);
      return "";
    } catch (IOException | RuntimeException e) {
      return "%s: %s".formatted(session.settings().auditLog().file(), e);
    }
  }

  /** Logs a statement that is sent although it could not be written into the audit. */
  void unrecorded(Ruling ruling, String problem) {
    LOG.warn(
        "sent without a record, as the policy allows (audit_failure: warn): {} on {} ({}): {}; the audit could not be written: {}",
        ids(ruling.judgement().operations()),
        session.environment(),
        session.target(),
        statement(ruling),
        problem);
  }

  /** Writes that a statement was not sent; failing to write it changes nothing about that. */
  void refused(Refusal refusal) {
    if (!session.assignment().isProtected()) {
      return;
    }
    try {
      write(
          AuditEvent.Kind.REFUSED,
          refusal.id(),
          refusal.state().code(),
          refusal.operations(),
          refusal.details().getOrDefault(Refusals.STATEMENT, "(connecting)"),
          refusal.verdict(),
          refusal.rule(),
          Consent.none(session.settings()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("refusal {} could not be written to the audit: {}", refusal.id(), e.toString());
    }
  }

  /** Logs a statement that the policy lets pass with a warning. */
  void warned(Ruling ruling, Decision decision) {
    LOG.warn(
        "{} on {} ({}): {} [rule {}, {}]{}",
        ids(decision.operations()),
        decision.environment(),
        session.target(),
        statement(ruling),
        decision.rule(),
        decision.place(),
        decision.note().isEmpty() ? "" : " policy says: " + decision.note());
  }

  private void write(
      AuditEvent.Kind kind,
      String id,
      String state,
      List<String> operations,
      String statement,
      String verdict,
      String rule,
      Consent consent)
      throws IOException {
    AuditEvent event =
        new AuditEvent(
            kind,
            session.surroundings().clock().instant(),
            id,
            subject(),
            new AuditEvent.Act(operations, List.of(), statement, verdict, rule, state, false),
            new AuditEvent.Grounds(consent.by(), List.of(), "", consent.reason()),
            AuditEvent.Outcome.NONE,
            false);
    session.settings().auditLog().write(event);
  }

  private AuditEvent.Subject subject() {
    ProcessTraits process = session.surroundings().process().get();
    return new AuditEvent.Subject(
        session.environment(),
        session.assignment().environment().level().id(),
        session.target().toString(),
        session.report().databaseIdentity().orElse(""),
        session.user(),
        "",
        session.origins().set().stream().map(Origin::id).sorted().toList(),
        process.user(),
        process.hostName());
  }

  private String statement(Ruling ruling) {
    return Redaction.withoutLiterals(session.decisions().dialect(), ruling.sql(), STATEMENT_LENGTH);
  }

  private static List<String> ids(java.util.Set<Operation> operations) {
    return operations.stream().map(Operation::id).sorted().toList();
  }
}
