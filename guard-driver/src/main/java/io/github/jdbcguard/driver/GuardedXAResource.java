package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Operation;
import java.sql.SQLException;
import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * Steers the branches of a guarded connection: one in which something was refused is rolled back
 * instead of prepared or committed, and one that was not judged here is a change like any other.
 */
final class GuardedXAResource implements XAResource {
  private final XAResource raw;
  private final GuardedXAConnection connection;
  private final Branches branches;

  GuardedXAResource(XAResource raw, GuardedXAConnection connection) {
    this.raw = raw;
    this.connection = connection;
    this.branches = Branches.of(connection.session());
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    try {
      connection.beforeBranch();
    } catch (SQLException e) {
      throw failure(XAException.XAER_RMFAIL, e);
    }
    raw.start(xid, flags);
    connection.enter(flags == TMNOFLAGS ? branches.begun(xid, this) : branches.resumed(xid, this));
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    try {
      raw.end(xid, flags);
    } catch (XAException e) {
      if (isRollback(e)) {
        connection.leave();
      }
      throw e;
    }
    connection.leave();
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    Optional<Branch> branch = branches.known(xid);
    requireWhole(xid, branch);
    int vote = raw.prepare(xid);
    if (vote == XA_RDONLY) {
      branches.ended(xid);
    } else {
      branch.ifPresent(Branch::prepared);
    }
    return vote;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    Optional<Branch> branch = branches.known(xid);
    requireWhole(xid, branch);
    boolean judged = branch.isPresent() && (onePhase || branch.get().wasPrepared());
    if (!judged) {
      admitUnjudged(xid, onePhase);
    }
    raw.commit(xid, onePhase);
    branches.ended(xid);
  }

  private void requireWhole(Xid xid, Optional<Branch> branch) throws XAException {
    TransactionState transaction = TransactionState.none();
    branch.ifPresent(transaction::enter);
    try {
      new Gate(connection.session(), transaction).beforeCommit("commit of the branch");
    } catch (SQLException refusal) {
      throw rolledBack(xid, refusal);
    }
  }

  /** It is not known what the branch does, so that counts as a change. */
  private void admitUnjudged(Xid xid, boolean onePhase) throws XAException {
    try {
      new Gate(connection.session(), TransactionState.none())
          .admit(Operation.UPDATE, "commit of a branch that was not judged here");
    } catch (SQLException refusal) {
      if (onePhase) {
        throw rolledBack(xid, refusal);
      }
      // The branch stays prepared: whoever may do that can still commit it, or roll it back.
      throw failure(XAException.XA_RETRY, refusal);
    }
  }

  /** Rolls back what must not be committed, and says so in the way of transaction managers. */
  private XAException rolledBack(Xid xid, SQLException refusal) throws XAException {
    try {
      raw.rollback(xid);
    } catch (XAException e) {
      e.addSuppressed(refusal);
      throw e;
    }
    branches.ended(xid);
    return failure(XAException.XA_RBROLLBACK, refusal);
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    raw.rollback(xid);
    branches.ended(xid);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    raw.forget(xid);
    branches.ended(xid);
  }

  @Override
  public Xid[] recover(int flag) throws XAException {
    return raw.recover(flag);
  }

  /** The resource of a bare connection is another one, so that nothing is joined over it. */
  @Override
  public boolean isSameRM(XAResource other) throws XAException {
    return other instanceof GuardedXAResource guarded && raw.isSameRM(guarded.raw);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return raw.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return raw.setTransactionTimeout(seconds);
  }

  /** The connection is about to be closed. */
  void close() {
    branches.closed(this);
  }

  private static boolean isRollback(XAException e) {
    return e.errorCode >= XAException.XA_RBBASE && e.errorCode <= XAException.XA_RBEND;
  }

  private static XAException failure(int code, SQLException cause) {
    XAException failure = new XAException(cause.getMessage());
    failure.errorCode = code;
    failure.initCause(cause);
    return failure;
  }
}
