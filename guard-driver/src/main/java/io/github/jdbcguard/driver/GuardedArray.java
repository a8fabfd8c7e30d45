package io.github.jdbcguard.driver;

import java.sql.Array;

/** An SQL array whose rows stay guarded. */
final class GuardedArray extends ForwardingArray {
  private final GuardedConnection connection;

  GuardedArray(GuardedConnection connection, Array raw) {
    super(raw);
    this.connection = connection;
  }

  @Override
  ObjectGraph objects() {
    return connection.objects();
  }
}
