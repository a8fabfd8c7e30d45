package io.github.jdbcguard.driver;

import io.github.jdbcguard.driver.Deciding.Decided;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Defaults.Question;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Clerk;
import io.github.jdbcguard.sql.JudgedStatement;
import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import io.github.jdbcguard.sql.Judgement;
import io.github.jdbcguard.sql.Operation;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the server: everything that a connection sends is admitted here first, or refused
 * by a {@link GuardRefusedException}. Nothing else decides. One for each connection, and used by
 * the threads that use it.
 */
final class Gate {
  private final Session session;
  private final Decisions decisions;
  private final Deciding deciding;
  private final Consents consents;
  private final Refusals refusals;
  private final Journal journal;
  private final TransactionState transaction;

  /** The last text that passed at once; loops over one text find it without a look-up. */
  private @Nullable Ruling last;

  Gate(Session session, TransactionState transaction) {
    this.session = session;
    this.decisions = session.decisions();
    this.deciding = new Deciding(session);
    this.consents = new Consents(session);
    this.refusals = new Refusals(session);
    this.journal = new Journal(session);
    this.transaction = transaction;
  }

  /** Lets a text pass that is about to be sent, or refuses it. Null is no statement. */
  @SuppressWarnings("ReferenceEquality") // the same object is the same text; others are looked up
  void admit(@Nullable String sql) throws SQLException {
    Ruling known = last;
    if (known != null && known.sql() == sql && !transaction.refused()) {
      transaction.sending(known.changes());
      return;
    }
    if (sql != null) {
      admit(decisions.of(sql));
    }
  }

  /** As {@link #admit(String)}, for a text that was judged when it was prepared. */
  @SuppressWarnings("ReferenceEquality") // only spares a write of what is there already
  void admit(Ruling ruling) throws SQLException {
    if (ruling.passes() && !transaction.refused()) {
      if (last != ruling) {
        last = ruling;
      }
      transaction.sending(ruling.changes());
      return;
    }
    admitSlowly(ruling, List.of(ruling));
  }

  /** Lets texts pass that are sent together with others that pass at once: all, or none. */
  void admitTogether(List<Ruling> rulings) throws SQLException {
    if (transaction.refused()) {
      throw refused(refusals.afterRefusal("a batch"));
    }
    if (rulings.size() == 1) {
      admit(rulings.get(0));
    } else if (!rulings.isEmpty()) {
      admitSlowly(decisions.of(rulings), rulings);
    }
    transaction.sending(true);
  }

  /** Lets something pass that writes without an SQL text. */
  void admit(Operation operation, String what) throws SQLException {
    if (transaction.refused()) {
      throw refused(refusals.afterRefusal(what));
    }
    Ruling ruling = wordless(operation, "", what);
    Decision decision = deciding.byText(ruling).decision();
    if (decision.verdict() == Verdict.CONFIRM || decision.verdict() == Verdict.APPROVE) {
      // A yes is for a text that somebody can read; here it would be for whatever comes.
      throw refused(refusals.unreadable(ruling, decision));
    }
    admit(ruling);
  }

  /** Lets a statement of the guard's own pass, of which is known what it does. */
  void admitOwn(Operation operation, String sql) throws SQLException {
    Ruling ruling = wordless(operation, "", sql);
    admitSlowly(ruling, List.of(ruling));
  }

  /** Lets a vendor's own object be handed out; nothing is sent by that. */
  void admitRaw(String what) throws SQLException {
    Ruling ruling = wordless(Operation.RAW, "", what);
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

  /** Lets another database be chosen without SQL. */
  void admitRetarget(String database, String what) throws SQLException {
    if (deciding.leaves(database)) {
      Ruling ruling = wordless(Operation.RETARGET, database, what);
      admitSlowly(ruling, List.of(ruling));
    }
  }

  /** Whether the operation would pass without a question. */
  boolean permits(Operation operation) {
    Verdict verdict = deciding.verdict(operation);
    return verdict == Verdict.ALLOW || verdict == Verdict.WARN;
  }

  /**
   * Judges a text that is prepared, and refuses at once what no consent could save now. What holds
   * when it is executed is decided then.
   */
  Ruling prepare(@Nullable String sql) throws SQLException {
    Ruling ruling = decisions.of(sql == null ? "" : sql);
    if (ruling.judgement().statements().size() > 1) {
      // Some drivers run all but the last statement of a text while they prepare it.
      admit(ruling);
    }
    if (!ruling.passes()) {
      Decision decision = deciding.byText(ruling).decision();
      if (decision.verdict() == Verdict.DENY) {
        Refusal refusal = refusals.denied(ruling, decision, tables(ruling));
        transaction.refusedBeforehand();
        journal.refused(refusal);
        throw refusal.exception();
      }
    }
    return ruling;
  }

  /** Judges a text that is added to a batch; {@link #admitTogether} decides. */
  Ruling judge(@Nullable String sql) {
    return decisions.of(sql == null ? "" : sql);
  }

  /** Refuses if the transaction is not whole. */
  void beforeCommit() throws SQLException {
    if (transaction.refused()) {
      throw refused(refusals.afterRefusal("commit"));
    }
  }

  private void admitSlowly(Ruling ruling, List<Ruling> parts) throws SQLException {
    refuseAfterRefusal(ruling);
    Decided decided = deciding.decide(ruling, parts);
    Consent consent = consent(ruling, parts, decided);
    if (decisions.audited(ruling.judgement())) {
      writeDown(ruling, decided.decision(), consent);
    }
    transaction.sending(ruling.changes());
    ruling.judgement().statements().forEach(transaction::control);
  }

  /** What satisfies the verdict, for the audit; or the refusal. */
  private Consent consent(Ruling ruling, List<Ruling> parts, Decided decided) throws SQLException {
    Decision decision = decided.decision();
    List<String> tables = decided.tables();
    return switch (decision.verdict()) {
      case ALLOW -> Consent.none(session.settings());
      case WARN -> {
        journal.warned(ruling, decision);
        yield Consent.none(session.settings());
      }
      case CONFIRM -> {
        Consent given =
            consents
                .confirmed(ruling, decision, tables)
                .orElseThrow(
                    () -> refused(refusals.withoutConsent(ruling, decision, tables, consents)));
        refuseWhatBecameStricter(ruling, parts, decision);
        yield given;
      }
      case APPROVE, DENY ->
          throw refused(refusals.withoutConsent(ruling, decision, tables, consents));
    };
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

  private void writeDown(Ruling ruling, Decision decision, Consent consent) throws SQLException {
    String problem = journal.admitted(ruling, decision, consent);
    if (problem.isEmpty()) {
      return;
    }
    switch (session.policy().answer(Question.AUDIT_FAILURE)) {
      case WARN -> journal.unrecorded(ruling, problem);
      case READ_ONLY, REFUSE_UNDECLARED, BUILT_IN, REFUSE_MISSING_POLICY, REFUSE_UNRECORDED ->
          throw refused(refusals.unrecorded(ruling, decision, problem));
    }
  }

  private void refuseAfterRefusal(Ruling ruling) throws SQLException {
    if (!transaction.refused()) {
      return;
    }
    Judgement judgement = ruling.judgement();
    TransactionControl first = judgement.statements().get(0).transaction();
    boolean rollsBack =
        judgement.statements().size() == 1
            && (first == TransactionControl.ROLLBACK
                || first == TransactionControl.ROLLBACK_TO_SAVEPOINT);
    boolean reads =
        judgement.operations().equals(Set.of(Operation.READ))
            && judgement.statements().stream()
                .allMatch(statement -> statement.transaction() == TransactionControl.NONE);
    if (!rollsBack && !reads) {
      throw refused(refusals.afterRefusal(refusals.statement(ruling)));
    }
  }

  private List<String> tables(Ruling ruling) {
    return Clerk.read(decisions.dialect(), ruling.sql()).tables();
  }

  private Ruling wordless(Operation operation, String database, String what) {
    JudgedStatement statement =
        new JudgedStatement(Set.of(operation), TransactionControl.NONE, database, what);
    return decisions.ruling(what, new Judgement(List.of(statement)));
  }

  /** Keeps in mind and writes down that something was refused. */
  private GuardRefusedException refused(Refusal refusal) {
    boolean again = transaction.refused();
    transaction.refusedNow();
    journal.refused(refusal);
    return (transaction.amid() && !again ? refusal.amidTransaction() : refusal).exception();
  }
}
