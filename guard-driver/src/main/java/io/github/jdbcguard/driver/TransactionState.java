package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.JudgedStatement;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether something was refused in the transaction that is open. Then the transaction is not
 * whole, and must not be committed. Used by the threads of one connection.
 */
final class TransactionState {
  /** Null before there is a connection. */
  private final @Nullable Connection raw;

  /** Whether a transaction was begun in SQL, which the driver's auto-commit mode does not show. */
  private boolean begunInSql;

  /** Whether anything was sent since the last commit or rollback. */
  private boolean used;

  /** Whether any of it did more than to read. */
  private boolean changed;

  /** Of a distributed transaction, while the connection works for it. */
  private volatile @Nullable Branch branch;

  private volatile boolean refused;

  /** Whether the server was made to forget that the session is read-only. */
  private volatile boolean reset;

  /** Whether none of both is so. */
  private volatile boolean plain = true;

  TransactionState(@Nullable Connection raw) {
    this.raw = raw;
  }

  /** For statements that the driver itself runs while it connects. */
  static TransactionState none() {
    return new TransactionState(null);
  }

  /** Whether there is nothing to be heeded beside the text itself. */
  boolean plain() {
    return plain;
  }

  /** Whether only reads and a rollback may be sent. */
  boolean refused() {
    return refused;
  }

  /** A statement was refused that was about to run; outside a transaction nothing is half done. */
  void refusedNow() {
    refused(!outside());
  }

  /**
   * Something was refused before it came to run, as when it was prepared. In a transaction that has
   * sent nothing yet, nothing is half done; and a pool that knows so does not roll back.
   */
  void refusedBeforehand() {
    if (used) {
      refusedNow();
    }
  }

  /** Whether a refusal leaves changes behind that were sent before it. */
  boolean amid() {
    return refused && changed;
  }

  /** Something is about to be sent. */
  void sending(boolean changes) {
    used = true;
    if (changes) {
      changed = true;
    }
  }

  /** Follows what a statement that is about to be sent does to the transaction. */
  void control(JudgedStatement statement) {
    switch (statement.transaction()) {
      // Whether the savepoint exists is the server's to say, so its name in a text clears nothing.
      case NONE, SAVEPOINT, ROLLBACK_TO_SAVEPOINT -> {}
      case BEGIN -> begunInSql = true;
      case COMMIT, ROLLBACK -> ended();
      case END_AND_CHAIN -> {
        ended();
        begunInSql = true;
      }
    }
  }

  /** The transaction was rolled back, or to a savepoint of before the refusal. */
  void rolledBack() {
    refused(false);
  }

  /** Auto-commit was switched off, and what ran before was a transaction each. */
  void begins() {
    if (!refused && !begunInSql) {
      ended();
    }
  }

  /**
   * Work for a branch begins, or goes on: that is a transaction, whatever auto-commit says. What is
   * not whole stays so until the branch ends, because nothing within it rolls it back.
   */
  void enter(Branch entered) {
    if (refused) {
      entered.refuse();
    }
    used = entered.used();
    branch = entered;
    refused(entered.refused());
  }

  /** The connection works for itself again. */
  void leave() {
    Branch left = branch;
    if (left != null) {
      left.using(used);
      branch = null;
      ended();
    }
  }

  boolean inBranch() {
    return branch != null;
  }

  void ended() {
    begunInSql = false;
    used = false;
    changed = false;
    refused(false);
  }

  /** What is about to be sent makes the server forget that the session is read-only. */
  void resetting() {
    reset = true;
    plain = false;
  }

  boolean reset() {
    return reset;
  }

  /** The server was told again. */
  void renewed() {
    reset = false;
    plain = !refused;
  }

  private void refused(boolean now) {
    Branch entered = branch;
    if (now && entered != null) {
      entered.refuse();
    }
    refused = now || (entered != null && entered.refused());
    plain = !refused && !reset;
  }

  /** Whether no transaction is open, and the next statement begins none that outlives it. */
  boolean outside() {
    return !begunInSql && branch == null && !manualCommit();
  }

  /** A driver that does not say counts as one with an open transaction. */
  private boolean manualCommit() {
    try {
      return raw != null && !raw.getAutoCommit();
    } catch (SQLException e) {
      return true;
    }
  }
}
