package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.JudgedStatement;
import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import io.github.jdbcguard.sql.Judgement;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.sql.Reach;
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
  private final TransactionState transaction;
  private final SecondLayer second;

  /** Null until something does not pass at once; guarded by this. */
  private @Nullable Admissions admissions;

  /** The last text that passed at once; loops over one text find it without a look-up. */
  private @Nullable Ruling last;

  Gate(Session session, TransactionState transaction) {
    this(session, transaction, SecondLayer.none());
  }

  Gate(Session session, TransactionState transaction, SecondLayer second) {
    this.session = session;
    this.second = second;
    this.decisions = session.decisions();
    this.transaction = transaction;
  }

  private synchronized Admissions admissions() {
    Admissions known = admissions;
    if (known == null) {
      known = new Admissions(session, transaction, second);
      admissions = known;
    }
    return known;
  }

  /** Lets a text pass that is about to be sent, or refuses it. Null is no statement. */
  @SuppressWarnings("ReferenceEquality") // the same object is the same text; others are looked up
  Sending admit(@Nullable String sql) throws SQLException {
    Ruling known = last;
    if (known != null && known.sql() == sql && transaction.plain()) {
      transaction.sending(known.changes());
      return Sending.PLAIN;
    }
    return sql == null ? Sending.PLAIN : admit(decisions.of(sql));
  }

  /** As {@link #admit(String)}, for a text that was judged when it was prepared. */
  @SuppressWarnings("ReferenceEquality") // only spares a write of what is there already
  Sending admit(Ruling ruling) throws SQLException {
    if (ruling.passes() && transaction.plain()) {
      if (last != ruling) {
        last = ruling;
      }
      transaction.sending(ruling.changes());
      return Sending.PLAIN;
    }
    return ruling.forGuard() ? answered(ruling) : admitSlowly(ruling, List.of(ruling));
  }

  private Sending answered(Ruling ruling) throws SQLException {
    return Sending.answered(admissions().answers().to(ruling));
  }

  private Sending admitSlowly(Ruling ruling, List<Ruling> parts) throws SQLException {
    second.renew();
    Admission admission = admissions().of(ruling);
    Ruling settled = admission.settled(ruling);
    if (settled.passes() && transaction.plain()) {
      last = settled;
      transaction.sending(settled.changes());
      return Sending.PLAIN;
    }
    return admission.admit(settled, parts);
  }

  /**
   * Lets texts pass that are sent together with others that pass at once: all, or none.
   *
   * @param each of them once
   * @param all each as often as it is sent
   */
  Sending admitTogether(List<Ruling> each, List<Ruling> all) throws SQLException {
    second.renew();
    refuseAfterRefusal("a batch");
    Sending sending = Sending.PLAIN;
    if (each.size() == 1) {
      sending = admitSlowly(each.get(0), all);
    } else if (!each.isEmpty()) {
      sending = admitSlowly(decisions.of(each), all);
    }
    transaction.sending(true);
    return sending;
  }

  /** Lets something pass that has no SQL text. */
  void admit(Operation operation, String what) throws SQLException {
    if (operation != Operation.READ) {
      refuseAfterRefusal(what);
    }
    Ruling ruling = wordless(Set.of(operation), admissions().read(), what);
    admissions().of(ruling).refuseUnreadable(ruling);
    admit(ruling).unfollowed();
  }

  /** Lets a statement of the guard's own pass, of which is known what it does. */
  void admitOwn(Operation operation, String sql) throws SQLException {
    Ruling ruling = wordless(Set.of(operation), Set.of(), sql);
    admitSlowly(ruling, List.of(ruling)).unfollowed();
  }

  /** Lets a vendor's own object be handed out; nothing is sent by that. */
  void admitRaw(String what) throws SQLException {
    admissions().own().admitRaw(wordless(Set.of(Operation.RAW), Set.of(), what));
  }

  /** Lets another database be chosen without SQL. */
  void admitRetarget(String database, String what) throws SQLException {
    Reach reach = Reach.of(Reach.Kind.NEXT_DATABASE, database);
    if (admissions().leaves(reach)) {
      admit(wordless(Set.of(Operation.RETARGET), Set.of(reach), what)).unfollowed();
    }
  }

  /** What holds now for an operation that has no text. */
  Verdict verdict(Operation operation) {
    return admissions().own().verdict(operation);
  }

  /**
   * Judges a text that is prepared, and refuses at once what no consent could save now. What holds
   * when it is executed is decided then.
   */
  Ruling prepare(@Nullable String sql) throws SQLException {
    Ruling ruling = judge(sql);
    if (ruling.forGuard()) {
      return ruling;
    }
    if (ruling.judgement().statements().size() > 1) {
      // Some drivers run all but the last statement of a text while they prepare it.
      admit(ruling).unfollowed();
    }
    if (!ruling.passes()) {
      admissions().of(ruling).refuseHopeless(ruling);
    }
    return ruling;
  }

  /** For a statement of the driver's own, whose text nobody knows. */
  Ruling unknown() {
    return wordless(Set.of(Operation.UNKNOWN), Set.of(), "a statement of the driver's own");
  }

  /** Judges a text that is sent later. */
  Ruling judge(@Nullable String sql) {
    Ruling ruling = decisions.of(sql == null ? "" : sql);
    return ruling.passes() ? ruling : admissions().of(ruling).settled(ruling);
  }

  /** Makes the session read-only again before something else is sent, if it was reset. */
  void renew() throws SQLException {
    second.renew();
  }

  /** Refuses what commits, or may, if the transaction is not whole. */
  void beforeCommit(String what) throws SQLException {
    second.renew();
    refuseAfterRefusal(what);
  }

  private void refuseAfterRefusal(String what) throws SQLException {
    if (transaction.refused()) {
      admissions().own().refuseAfterRefusal(what);
    }
  }

  /** The change that the statements belong to; empty where nobody said. */
  String change() {
    return admissions().presented().change();
  }

  /** From now on the statements belong to this change; empty for none. */
  void change(String name) {
    admissions().presented().change(name);
  }

  /**
   * Forgets what was said yes to, and for which change: whoever comes next is somebody else, as far
   * as known.
   */
  void nextRequest() throws SQLException {
    second.renew();
    forgetUser();
  }

  private synchronized void forgetUser() {
    Admissions known = admissions;
    if (known != null) {
      known.forgetUser();
    }
  }

  private Ruling wordless(Set<Operation> operations, Set<Reach> reaches, String what) {
    JudgedStatement statement =
        JudgedStatement.of(operations, TransactionControl.NONE, reaches, what);
    return decisions.ruling(what, new Judgement(List.of(statement)));
  }
}
