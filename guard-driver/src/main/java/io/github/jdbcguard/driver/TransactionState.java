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

  private volatile boolean refused;

  TransactionState(@Nullable Connection raw) {
    this.raw = raw;
  }

  /** For statements that the driver itself runs while it connects. */
  static TransactionState none() {
    return new TransactionState(null);
  }

  /** Whether only reads and a rollback may be sent. */
  boolean refused() {
    return refused;
  }

  /** A statement was refused; outside a transaction there is nothing to protect. */
  void refusedNow() {
    refused = begunInSql || manualCommit();
  }

  /** The statement is about to be sent. */
  void sending(JudgedStatement statement) {
    switch (statement.transaction()) {
      case NONE, SAVEPOINT -> {}
      case BEGIN -> begunInSql = true;
      case ROLLBACK_TO_SAVEPOINT -> refused = false;
      case COMMIT, ROLLBACK -> ended();
    }
  }

  /** The transaction was rolled back, or to a savepoint of before the refusal. */
  void rolledBack() {
    refused = false;
  }

  void ended() {
    begunInSql = false;
    refused = false;
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
