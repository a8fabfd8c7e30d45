package io.github.jdbcguard.driver;

import io.github.jdbcguard.driver.Deciding.Decided;
import io.github.jdbcguard.driver.SignedConsents.Answer;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Defaults.Question;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import io.github.jdbcguard.sql.Judgement;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.sql.Reach;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets pass, or refuses, what a connection sends as far as the same environments have a say in it:
 * those of its target, and of what else is reached.
 */
final class Admission {
  private final Session session;
  private final Reaching reaching;
  private final TransactionState transaction;
  private final Decisions decisions;
  private final Deciding deciding;
  private final Presented presented;
  private final Consents consents;
  private final SignedConsents signed;
  private final Refusals refusals;
  private final Journal journal;
  private final SecondLayer second;

  Admission(
      Session session,
      Reaching reaching,
      Presented presented,
      TransactionState transaction,
      SecondLayer second) {
    this.session = session;
    this.reaching = reaching;
    this.transaction = transaction;
    this.decisions = session.decisions();
    this.deciding = new Deciding(session, reaching);
    this.presented = presented;
    this.signed = new SignedConsents(session, presented);
    this.consents = new Consents(session, presented, transaction, second);
    this.refusals = new Refusals(session, presented);
    this.journal = new Journal(session, presented::change);
    this.second = second;
  }

  /** The ruling after all that the text reaches had its say. */
  Ruling settled(Ruling ruling) {
    Set<Reach> reaches = ruling.judgement().reaches();
    return reaches.isEmpty() || reaching.leaves(reaches) ? ruling : decisions.withReaches(ruling);
  }

  /** Refuses what is about to be prepared, if no consent could save it now. */
  void refuseHopeless(Ruling ruling) throws SQLException {
    Decided decided = deciding.byText(ruling);
    Decision decision = decided.decision();
    if (decision.verdict() == Verdict.DENY
        && !second.maySettle(ruling, decided, deciding)
        && signed.broken(decision).isEmpty()) {
      Refusal refusal =
          withServer(ruling, decided, refusals.denied(ruling, decision, deciding.tables(ruling)));
      transaction.refusedBeforehand();
      journal.refused(refusal);
      throw refusal.exception();
    }
  }

  /** Refuses what needs a yes: that is for a text that somebody can read, and here is none. */
  void refuseUnreadable(Ruling ruling) throws SQLException {
    Decision decision = deciding.byText(ruling).decision();
    if (decision.verdict() == Verdict.CONFIRM || decision.verdict() == Verdict.APPROVE) {
      throw refused(refusals.unreadable(ruling, decision));
    }
  }

  /** Lets a vendor's own object be handed out; nothing is sent by that. */
  void admitRaw(Ruling ruling) throws SQLException {
    Decision decision = deciding.byText(ruling).decision();
    switch (decision.verdict()) {
      case ALLOW -> {}
      case WARN -> journal.warned(ruling, decision);
      case CONFIRM, APPROVE, DENY -> {
        Refusal refusal = refusals.denied(ruling, decision, List.of());
        journal.refused(refusal);
        throw refusal.exception();
      }
    }
  }

  /** Forgets what was said yes to on this connection. */
  void forgetYeses() {
    consents.forget();
  }

  /** What holds now for an operation that has no text. */
  Verdict verdict(Operation operation) {
    return deciding.verdict(operation);
  }

  /** Refuses if something was refused in this transaction before. */
  void refuseAfterRefusal(String what) throws SQLException {
    if (transaction.refused()) {
      throw refused(refusals.afterRefusal(what));
    }
  }

  /** Lets texts pass that do not pass at once, or refuses them. */
  Sending admit(Ruling ruling, List<Ruling> parts) throws SQLException {
    refuseAfterRefusal(ruling);
    Decided byPolicy = deciding.decide(ruling, parts);
    Decided decided = second.settled(ruling, byPolicy, deciding);
    Consent consent = consent(ruling, parts, decided);
    boolean reads = !decided.equals(byPolicy) && !decided.changes();
    Sending sending =
        decisions.audited(ruling.judgement()) && !reads
            ? writeDown(ruling, decided, consent)
            : Sending.PLAIN;
    second.sending(decided);
    if (second.resets(ruling, byPolicy)) {
      transaction.resetting();
      forgetYeses();
    }
    transaction.sending(ruling.changes() && decided.equals(byPolicy));
    ruling.judgement().statements().forEach(transaction::control);
    transaction.mayEnd(decided.operations());
    return sending;
  }

  /** What satisfies the verdict, for the audit; or the refusal. */
  private Consent consent(Ruling ruling, List<Ruling> parts, Decided decided) throws SQLException {
    Decision decision = decided.decision();
    return switch (decision.verdict()) {
      case ALLOW -> Consent.none(session.settings());
      case WARN -> {
        journal.warned(ruling, decision);
        yield Consent.none(session.settings());
      }
      case CONFIRM, APPROVE, DENY -> needed(ruling, parts, decided);
    };
  }

  private Consent needed(Ruling ruling, List<Ruling> parts, Decided decided) throws SQLException {
    Decision decision = decided.decision();
    Answer answer = signed.to(parts, decision);
    Consent given;
    if (answer.consent().isPresent()) {
      given = answer.consent().get();
    } else {
      given =
          confirmed(ruling, decided)
              .orElseThrow(() -> refused(unconsented(ruling, decided, answer)));
      refuseWhatBecameStricter(ruling, parts, decision);
    }
    if (given.kind() == Consent.Kind.BREAK_GLASS) {
      recordBrokenGlass(ruling, decision, given);
    }
    return given;
  }

  private Optional<Consent> confirmed(Ruling ruling, Decided decided) {
    return decided.decision().verdict() == Verdict.CONFIRM
        ? consents.confirmed(ruling, decided.decision(), decided.tables())
        : Optional.empty();
  }

  private Refusal unconsented(Ruling ruling, Decided decided, Answer answer) {
    Refusal refusal =
        refusals.withoutConsent(ruling, decided.decision(), decided.tables(), consents);
    Refusal told = answer.why().isEmpty() ? refusal : refusal.withDetail("approval", answer.why());
    return decided.decision().verdict() == Verdict.CONFIRM
        ? told
        : withServer(ruling, decided, told);
  }

  /** Recorded before it opens, whatever the policy says of an audit that fails; and loud. */
  private void recordBrokenGlass(Ruling ruling, Decision decision, Consent consent)
      throws SQLException {
    if (presented.firstUse(consent.request())) {
      try {
        journal.glassBroken(ruling, decision, consent);
      } catch (IOException e) {
        presented.forgetUse(consent.request());
        throw refused(refusals.unrecorded(ruling, decision, String.valueOf(e.getMessage())));
      }
    }
    journal.warnOfBrokenGlass(ruling, decision, consent);
  }

  /** Says as well why the server is of no help, where it could have been. */
  private Refusal withServer(Ruling ruling, Decided decided, Refusal refusal) {
    String noHelp = decisions.readsOnly() ? second.noHelp(ruling, decided, deciding) : "";
    return noHelp.isEmpty() ? refusal : refusal.withDetail("server", noHelp);
  }

  /** A person takes a while to answer, and a freeze may have begun since. */
  private void refuseWhatBecameStricter(Ruling ruling, List<Ruling> parts, Decision consentedTo)
      throws SQLException {
    if (!decisions.varies()) {
      return;
    }
    Decided now = deciding.decide(ruling, parts);
    if (now.decision().verdict().stricterThan(consentedTo.verdict())) {
      throw refused(refusals.withoutConsent(ruling, now.decision(), now.tables(), consents));
    }
  }

  private Sending writeDown(Ruling ruling, Decided decided, Consent consent) throws SQLException {
    try {
      String event = journal.admitted(ruling, decided, consent);
      return ruling.wordless()
          ? Sending.PLAIN
          : Sending.followed(journal, event, consent, ruling.judgement().statements().size() > 1);
    } catch (IOException e) {
      String problem = String.valueOf(e.getMessage());
      if (consent.kind() == Consent.Kind.BREAK_GLASS) {
        throw refused(refusals.unrecorded(ruling, decided.decision(), problem));
      }
      return unrecorded(ruling, decided.decision(), problem);
    }
  }

  private Sending unrecorded(Ruling ruling, Decision decision, String problem) throws SQLException {
    return switch (session.policy().answer(Question.AUDIT_FAILURE)) {
      case WARN -> {
        journal.unrecorded(ruling, problem);
        yield Sending.PLAIN;
      }
      case READ_ONLY, REFUSE_UNDECLARED, BUILT_IN, REFUSE_MISSING_POLICY, REFUSE_UNRECORDED ->
          throw refused(refusals.unrecorded(ruling, decision, problem));
    };
  }

  private void refuseAfterRefusal(Ruling ruling) throws SQLException {
    if (!transaction.refused()) {
      return;
    }
    Judgement judgement = ruling.judgement();
    TransactionControl first = judgement.statements().get(0).transaction();
    boolean alone = judgement.statements().size() == 1;
    if (alone && first == TransactionControl.ROLLBACK) {
      transaction.rollBack();
      return;
    }
    boolean rollsBack = alone && first == TransactionControl.ROLLBACK_TO_SAVEPOINT;
    boolean reads =
        judgement.operations().equals(Set.of(Operation.READ))
            && judgement.statements().stream()
                .allMatch(statement -> statement.transaction() == TransactionControl.NONE);
    if (!rollsBack && !reads) {
      throw refused(refusals.afterRefusal(refusals.statement(ruling)));
    }
  }

  /** Keeps in mind and writes down that something was refused. */
  private GuardRefusedException refused(Refusal refusal) {
    boolean again = transaction.refused();
    transaction.refusedNow();
    journal.refused(refusal);
    return (transaction.amid() && !again ? refusal.amidTransaction() : refusal).exception();
  }
}
