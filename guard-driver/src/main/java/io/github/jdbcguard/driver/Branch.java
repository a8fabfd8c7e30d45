package io.github.jdbcguard.driver;

/** What is known of a branch of a distributed transaction. Used by the threads that work for it. */
final class Branch {
  private final Object owner;
  private volatile boolean refused;
  private volatile boolean used;
  private volatile boolean prepared;

  /**
   * @param owner the connection that began it
   */
  Branch(Object owner) {
    this.owner = owner;
  }

  /**
   * Whether it is gone with the connection: the server keeps what was prepared, and nothing else.
   */
  @SuppressWarnings("ReferenceEquality") // the same connection, not an equal one
  boolean endsWith(Object connection) {
    return owner == connection && !prepared;
  }

  /** Something was refused in it, so it is not whole. */
  void refuse() {
    refused = true;
  }

  boolean refused() {
    return refused;
  }

  /** Heeds whether anything was sent for it. */
  void using(boolean sent) {
    used |= sent;
  }

  boolean used() {
    return used;
  }

  /** The server keeps it until somebody commits it, or rolls it back. */
  void prepared() {
    prepared = true;
  }

  /** Whether it was judged, and prepared, over guarded connections of this process. */
  boolean wasPrepared() {
    return prepared;
  }
}
