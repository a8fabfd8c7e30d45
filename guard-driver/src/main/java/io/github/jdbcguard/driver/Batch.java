package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was added to the batch of a statement: the driver holds the texts, and this the rulings of
 * those that do not pass at once. Where several threads share the statement, nothing is added
 * between the decision and the sending.
 */
final class Batch {
  private final GuardedStatement statement;

  /** By text, in the order in which each came first; guarded by this. */
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** Whether the batch was admitted and is being sent; guarded by this. */
  private boolean sending;

  Batch(GuardedStatement statement) {
    this.statement = statement;
  }

  /** A text, and how often it was added. */
  private record Member(Ruling ruling, int times) {
    Member oneMore() {
      return new Member(ruling, times + 1);
    }
  }

  /** Adds to the batch of the driver. */
  @FunctionalInterface
  interface Adding {
    void add() throws SQLException;
  }

  /** Remembers the ruling before the driver knows of the text. */
  synchronized void add(Ruling ruling, Adding raw) throws SQLException {
    refuseWhileSending();
    members.merge(ruling.sql(), new Member(ruling, 1), (known, more) -> known.oneMore());
    raw.add();
  }

  /** Lets all members pass, or none: then the batch of the driver is empty again as well. */
  Sending admit() throws SQLException {
    List<Ruling> each;
    List<Ruling> all = new ArrayList<>();
    synchronized (this) {
      refuseWhileSending();
      sending = true;
      each = members.values().stream().map(Member::ruling).toList();
      for (Member member : members.values()) {
        // Whatever somebody consents to is consented to as often as it is done.
        int times = member.ruling().decision().verdict() == Verdict.ALLOW ? 1 : member.times();
        all.addAll(Collections.nCopies(times, member.ruling()));
      }
    }
    try {
      return statement.gate().admitTogether(each, all);
    } catch (Throwable refusal) {
      clearAfter(refusal);
      throw refusal;
    }
  }

  /** The driver's batch was sent, and is empty (JDBC 4.3, 14.1.1). */
  synchronized void executed() {
    sending = false;
    members.clear();
  }

  /** Empties the driver's batch as well. */
  synchronized void clear() throws SQLException {
    refuseWhileSending();
    statement.rawStatement().clearBatch();
    members.clear();
  }

  private void refuseWhileSending() throws SQLException {
    if (sending) {
      throw new SQLException("this batch is being sent by another thread; use it afterwards");
    }
  }

  /** What the driver cannot empty is kept here too, and so is refused again. */
  private synchronized void clearAfter(Throwable refusal) {
    sending = false;
    try {
      statement.rawStatement().clearBatch();
      members.clear();
    } catch (SQLException e) {
      refusal.addSuppressed(e);
    }
  }
}
