package io.github.jdbcguard.driver;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.Xid;

/**
 * The branches of distributed transactions that this process works for in one database. Of the
 * whole process: a transaction manager may begin a branch over one connection, and prepare or
 * commit it over another. In another database the same name is another branch. Thread-safe.
 */
final class Branches {
  /** By what the server says of itself, else by the target. */
  private static final Map<Object, Branches> BY_DATABASE = new ConcurrentHashMap<>();

  private final Map<Id, Branch> branches = new ConcurrentHashMap<>();

  /** What a transaction manager calls a branch, by its value. */
  private record Id(int format, ByteBuffer transaction, ByteBuffer qualifier) {
    static Id of(Xid xid) {
      return new Id(
          xid.getFormatId(),
          ByteBuffer.wrap(xid.getGlobalTransactionId().clone()),
          ByteBuffer.wrap(xid.getBranchQualifier().clone()));
    }
  }

  /** Those in the database of this session. */
  static Branches of(Session session) {
    Object database =
        session.report().databaseIdentity().<Object>map(told -> told).orElse(session.target());
    return BY_DATABASE.computeIfAbsent(database, place -> new Branches());
  }

  /** Empty for a branch that was not begun here. */
  Optional<Branch> known(Xid xid) {
    return Optional.ofNullable(branches.get(Id.of(xid)));
  }

  /** A branch begins, whatever was called so before. */
  Branch begun(Xid xid, Object owner) {
    Branch branch = new Branch(owner);
    branches.put(Id.of(xid), branch);
    return branch;
  }

  /** A branch goes on, maybe one that was begun elsewhere. */
  Branch resumed(Xid xid, Object owner) {
    return branches.computeIfAbsent(Id.of(xid), id -> new Branch(owner));
  }

  /** A connection is closed, so the server rolls back what was begun over it and not prepared. */
  void closed(Object owner) {
    branches.values().removeIf(branch -> branch.endsWith(owner));
  }

  /** The branch has ended. */
  void ended(Xid xid) {
    branches.remove(Id.of(xid));
  }
}
