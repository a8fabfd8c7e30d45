package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.AuditEvent;
import io.github.jdbcguard.audit.AuditEvent.Act;
import io.github.jdbcguard.audit.AuditEvent.Outcome;
import io.github.jdbcguard.audit.AuditSink;
import io.github.jdbcguard.driver.Deciding.Decided;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.sql.Redaction;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what was decided on a connection into the audit and the log. */
final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger("guard");
  private static final int STATEMENT_LENGTH = 2_000;

  private static final Act NOTHING = new Act(List.of(), List.of(), "", "", "", "", "", false);

  private final Session session;
  private final Decisions decisions;
  private final Supplier<String> change;

  /** Of a connection that was not opened yet. */
  Journal(Session session) {
    this(session, session.settings()::change);
  }

  /**
   * Of an open connection.
   *
   * @param change the change that the statements belong to, at each time
   */
  Journal(Session session, Supplier<String> change) {
    this.session = session;
    this.change = change;
    this.decisions = session.decisions();
  }

  /**
   * Writes that a statement is about to be sent.
   *
   * @return the id of the event, for what comes of it
   * @throws IOException where it could not be written, saying where and why
   */
  String admitted(Ruling ruling, Decided decided, Consent consent) throws IOException {
    String id = "%016x".formatted(ThreadLocalRandom.current().nextLong());
    Decision decision = decided.decision();
    write(
        AuditEvent.Kind.ADMITTED,
        id,
        new Act(
            ids(ruling.judgement().operations()),
            decisions.tables(ruling.sql()),
            statement(ruling),
            change.get(),
            decision.verdict().id(),
            rule(decision),
            "",
            !ruling.wordless()),
        consent,
        Outcome.NONE);
    return id;
  }

  /**
   * Writes that somebody opens an environment in an emergency.
   *
   * @throws IOException where it could not be written; then nothing is opened
   */
  void glassBroken(Ruling ruling, Decision decision, Consent consent) throws IOException {
    write(
        AuditEvent.Kind.GLASS_BROKEN,
        consent.request().isEmpty() ? "00000000" : consent.request().substring(0, 8),
        new Act(
            ids(decision.operations()),
            decisions.tables(ruling.sql()),
            statement(ruling),
            change.get(),
            decision.verdict().id(),
            rule(decision),
            "",
            false),
        consent,
        Outcome.NONE);
  }

  /** Logs a statement that passes because the glass is broken. */
  void warnOfBrokenGlass(Ruling ruling, Decision decision, Consent consent) {
    LOG.warn(
        "the glass of {} is broken by {} ({}): {} on {}: {} [rule {}, {}]",
        decision.environment(),
        String.join(", ", consent.people()),
        consent.reason(),
        ids(decision.operations()),
        session.target(),
        statement(ruling),
        decision.rule(),
        decision.place());
  }

  /**
   * Writes what came of a statement that was sent. That cannot be undone, so where it cannot be
   * written, the log keeps it.
   */
  void completed(String id, Consent consent, Outcome outcome) {
    try {
      write(AuditEvent.Kind.COMPLETED, id, NOTHING, consent, outcome);
    } catch (IOException e) {
      LOG.warn(
          "what came of {} could not be written to the audit ({}): {}, {} rows, {} us, SQLState '{}'",
          id,
          e.getMessage(),
          outcome.result(),
          outcome.rows().isPresent() ? outcome.rows().getAsLong() : "?",
          outcome.duration().toNanos() / 1_000,
          outcome.sqlState());
    }
  }

  Dialect dialect() {
    return decisions.dialect();
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
          new Act(
              refusal.operations(),
              tables(refusal),
              refusal.details().getOrDefault(Refusals.STATEMENT, "(connecting)"),
              change.get(),
              refusal.verdict(),
              refusal.rule(),
              refusal.state().code(),
              false),
          Consent.none(session.settings()),
          Outcome.NONE);
    } catch (IOException e) {
      LOG.warn("refusal {} could not be written to the audit: {}", refusal.id(), e.toString());
    }
  }

  private List<String> tables(Refusal refusal) {
    String statement = refusal.details().get(Refusals.STATEMENT);
    return statement == null ? List.of() : decisions.tables(statement);
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

  private void write(AuditEvent.Kind kind, String id, Act act, Consent consent, Outcome outcome)
      throws IOException {
    try {
      session
          .settings()
          .auditLog()
          .write(
              new AuditEvent(
                  kind,
                  session.surroundings().clock().instant(),
                  id,
                  subject(),
                  act,
                  consent.grounds(),
                  outcome,
                  consent.needed() && kind != AuditEvent.Kind.COMPLETED),
              session.policy().audit());
      Stores.auditSink(session.settings()).ifPresent(AuditSink::added);
    } catch (RuntimeException e) {
      throw new IOException("%s: %s".formatted(session.settings().auditLog().file(), e), e);
    }
  }

  private AuditEvent.Subject subject() {
    ProcessTraits process = session.surroundings().process().get();
    return new AuditEvent.Subject(
        session.environment(),
        session.assignment().environment().level().id(),
        session.target().toString(),
        session.report().databaseIdentity().orElse(""),
        session.user(),
        session.policyVersion(),
        session.origins().set().stream().map(Origin::id).sorted().toList(),
        process.user(),
        process.hostName());
  }

  /** With the place where it stands, as refusals have it. */
  private static String rule(Decision decision) {
    return "%s (%s)".formatted(decision.rule(), decision.place());
  }

  private String statement(Ruling ruling) {
    return Redaction.withoutLiterals(dialect(), ruling.sql(), STATEMENT_LENGTH);
  }

  private static List<String> ids(Set<Operation> operations) {
    return operations.stream().map(Operation::id).sorted().toList();
  }
}
