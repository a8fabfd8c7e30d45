package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Operation;
import java.sql.Clob;
import java.sql.SQLException;

/** A character large object that is not written unseen. */
class GuardedClob extends ForwardingClob {
  private final GuardedConnection connection;

  GuardedClob(GuardedConnection connection, Clob raw) {
    super(raw);
    this.connection = connection;
  }

  @Override
  final void beforeWrite() throws SQLException {
    connection.gate().admit(Operation.UPDATE, "a write into a CLOB");
  }
}
