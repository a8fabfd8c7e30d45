package io.github.jdbcguard.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** A physical connection that works for distributed transactions, and whose handles are guarded. */
final class GuardedXAConnection extends GuardedPooledConnection implements XAConnection {
  private final GuardedXAResource resource;

  /** What the connection works for; null where it works for itself. */
  private volatile @Nullable Branch branch;

  /** Of the handle that was handed out last; null before there is one. */
  private volatile @Nullable TransactionState transaction;

  /** As the one of {@link GuardedPooledConnection}. */
  GuardedXAConnection(XAConnection raw, Claimed claimed, Properties inner) throws SQLException {
    super(raw, claimed, inner);
    this.resource = new GuardedXAResource(raw.getXAResource(), this);
  }

  @Override
  public XAResource getXAResource() {
    return resource;
  }

  /** A handle may be taken after the branch was begun. */
  @Override
  TransactionState transactionOf(Connection rawHandle) {
    TransactionState ofHandle = super.transactionOf(rawHandle);
    Branch entered = branch;
    if (entered != null) {
      ofHandle.enter(entered);
    }
    transaction = ofHandle;
    return ofHandle;
  }

  /** A session that was reset is read-only again before a branch begins, in which it cannot be. */
  void beforeBranch() throws SQLException {
    GuardedConnection handle = handle();
    if (handle != null && !handle.isClosed()) {
      handle.gate().renew();
    }
  }

  void enter(Branch entered) {
    branch = entered;
    TransactionState ofHandle = transaction;
    if (ofHandle != null) {
      ofHandle.enter(entered);
    }
  }

  void leave() {
    branch = null;
    TransactionState ofHandle = transaction;
    if (ofHandle != null) {
      ofHandle.leave();
    }
  }

  @Override
  public void close() throws SQLException {
    resource.close();
    super.close();
  }
}
