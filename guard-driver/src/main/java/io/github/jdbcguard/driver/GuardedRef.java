package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Operation;
import java.sql.Ref;
import java.sql.SQLException;

/** A reference to a row that is not written unseen. */
final class GuardedRef extends ForwardingRef {
  private final GuardedConnection connection;

  GuardedRef(GuardedConnection connection, Ref raw) {
    super(raw);
    this.connection = connection;
  }

  @Override
  void beforeWrite() throws SQLException {
    connection.gate().admit(Operation.UPDATE, "a write through a REF");
  }

  @Override
  ObjectGraph objects() {
    return connection.objects();
  }
}
