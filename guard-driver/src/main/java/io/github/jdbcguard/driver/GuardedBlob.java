package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Operation;
import java.sql.Blob;
import java.sql.SQLException;

/** A binary large object that is not written unseen. */
final class GuardedBlob extends ForwardingBlob {
  private final GuardedConnection connection;

  GuardedBlob(GuardedConnection connection, Blob raw) {
    super(raw);
    this.connection = connection;
  }

  @Override
  void beforeWrite() throws SQLException {
    connection.gate().admit(Operation.UPDATE, "a write into a BLOB");
  }
}
