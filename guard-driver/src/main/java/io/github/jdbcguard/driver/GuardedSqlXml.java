package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Operation;
import java.sql.SQLException;
import java.sql.SQLXML;

/** A stored XML value that is not written unseen. */
final class GuardedSqlXml extends ForwardingSQLXML {
  private final GuardedConnection connection;

  GuardedSqlXml(GuardedConnection connection, SQLXML raw) {
    super(raw);
    this.connection = connection;
  }

  @Override
  void beforeWrite() throws SQLException {
    connection.gate().admit(Operation.UPDATE, "a write into an XML value");
  }
}
