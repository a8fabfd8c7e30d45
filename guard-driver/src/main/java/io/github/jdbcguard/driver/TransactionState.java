package io.github.jdbcguard.driver;

import io.github.jdbcguard.server.OpenTransaction;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.JudgedStatement;
import io.github.jdbcguard.sql.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether something was refused in the transaction that is open. Then the transaction is not
 * whole, and must not be committed. Used by the threads of one connection.
 */
final class TransactionState {
  /** No engine commits because of these. */
  private static final Set<Operation.Group> KEEPS_OPEN =
      EnumSet.of(Operation.Group.READ, Operation.Group.WRITE, Operation.Group.SESSION);

  /** Null before there is a connection. */
  private final @Nullable Connection raw;

  private final Dialect dialect;

  /** Whether a transaction was begun in SQL, which the driver's auto-commit mode does not show. */
  private boolean begunInSql;

  /** Whether auto-commit was switched off in SQL, which not every driver notices. */
  private boolean switchedOffInSql;

  /** Whether anything was sent since the last commit or rollback. */
  private boolean used;

  /** Whether any of it did more than to read. */
  private boolean changed;

  /** How many have ended, so that two can be told apart. */
  private long ended;

  /** Of a distributed transaction, while the connection works for it. */
  private volatile @Nullable Branch branch;

  private volatile boolean refused;

  /** Whether the server was made to forget that the session is read-only. */
  private volatile boolean reset;

  /** Whether none of both is so. */
  private volatile boolean plain = true;

  TransactionState(@Nullable Connection raw, Dialect dialect) {
    this.raw = raw;
    this.dialect = dialect;
  }

  /** For statements that the driver itself runs while it connects. */
  static TransactionState none() {
    return new TransactionState(null, Dialect.STANDARD);
  }

  /** Whether there is nothing to be heeded beside the text itself. */
  boolean plain() {
    return plain;
  }

  /** Whether only reads and a rollback may be sent. */
  boolean refused() {
    return refused && !closed();
  }

  /** Then nothing can be committed, and what is to be said is the driver's to say. */
  private boolean closed() {
    try {
      return raw != null && raw.isClosed();
    } catch (SQLException e) {
      return false;
    }
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

  /** Which of the transactions on this connection is the one that is open now, if one is. */
  long number() {
    return ended;
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
      case AUTOCOMMIT_OFF -> switchedOffInSql = true;
      case AUTOCOMMIT_ON -> {
        if (switchedOffInSql || manualCommit()) {
          ended();
        }
        switchedOffInSql = false;
      }
    }
  }

  /** Heeds that some engines commit by themselves before or after what is about to be sent. */
  void mayEnd(Set<Operation> operations) {
    boolean ends =
        switch (dialect) {
          case POSTGRESQL, SQLITE, SQLSERVER ->
              operations.contains(Operation.UNKNOWN) || operations.contains(Operation.CALL);
          case MYSQL, MARIADB, H2, ORACLE, STANDARD ->
              operations.stream().anyMatch(one -> !KEEPS_OPEN.contains(one.group()));
        };
    if (ends) {
      ended++;
    }
  }

  /**
   * Rolls back what is not whole, by the guard itself: whether a text of the application ever
   * reaches the server, nobody knows before.
   */
  void rollBack() throws SQLException {
    if (raw == null || branch != null) {
      return; // a branch is rolled back by whoever manages it
    }
    if (raw.getAutoCommit()) {
      try (Statement statement = raw.createStatement()) {
        for (String sql : rollback()) {
          statement.execute(sql);
        }
      }
    } else {
      raw.rollback();
    }
    ended();
  }

  /** Where a server refuses a second ROLLBACK, the one of the application finds a transaction. */
  private List<String> rollback() {
    return switch (dialect) {
      case SQLITE -> List.of("SAVEPOINT guard", "ROLLBACK", "BEGIN");
      case SQLSERVER -> List.of("ROLLBACK", "BEGIN TRANSACTION");
      case POSTGRESQL, MYSQL, MARIADB, H2, ORACLE, STANDARD -> List.of("ROLLBACK");
    };
  }

  /** The transaction was rolled back, or to a savepoint of before the refusal. */
  void rolledBack() {
    refused(false);
  }

  /** The driver switched auto-commit, whatever was said in SQL before. */
  void switched(boolean changed, boolean autoCommit) {
    if (changed && autoCommit) {
      ended++;
    }
    if (changed && !autoCommit && !refused && !begunInSql) {
      ended(); // what ran before was a transaction each
    }
    switchedOffInSql = false;
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

  void ended() {
    ended++;
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
    return !begunInSql
        && !switchedOffInSql
        && branch == null
        && !manualCommit()
        && (raw == null || !OpenTransaction.toldBy(raw));
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
