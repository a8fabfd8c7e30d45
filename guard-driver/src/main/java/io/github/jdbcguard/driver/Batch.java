package io.github.jdbcguard.driver;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was added to the batch of a statement: the driver holds the texts, and this the rulings of
 * those that do not pass at once. Where several threads share the statement, nothing is added
 * between the decision and the sending.
 */
final class Batch {
  private final GuardedStatement statement;

  /** Guarded by this. */
  private final List<Ruling> members = new ArrayList<>();

  /** Whether the batch was admitted and is being sent; guarded by this. */
  private boolean sending;

  Batch(GuardedStatement statement) {
    this.statement = statement;
  }

  /** Adds to the batch of the driver. */
  @FunctionalInterface
  interface Adding {
    void add() throws SQLException;
  }

  /** Remembers the ruling before the driver knows of the text. */
  synchronized void add(Ruling ruling, Adding raw) throws SQLException {
    refuseWhileSending();
    if (members.isEmpty() || !members.get(members.size() - 1).sql().equals(ruling.sql())) {
      members.add(ruling);
    }
    raw.add();
  }

  /** Lets all members pass, or none: then the batch of the driver is empty again as well. */
  Sending admit() throws SQLException {
    List<Ruling> all;
    synchronized (this) {
      refuseWhileSending();
      sending = true;
      all = List.copyOf(members);
    }
    try {
      return statement.gate().admitTogether(all);
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
