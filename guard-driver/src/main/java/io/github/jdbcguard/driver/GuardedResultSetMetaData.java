package io.github.jdbcguard.driver;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** What is known of the columns of a result. */
final class GuardedResultSetMetaData extends ForwardingResultSetMetaData {
  private final GuardedConnection connection;

  GuardedResultSetMetaData(GuardedConnection connection, ResultSetMetaData raw) {
    super(raw);
    this.connection = connection;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return connection.objects().unwrap(this, rawResultSetMetaData(), type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return connection.objects().isWrapperFor(this, rawResultSetMetaData(), type);
  }
}
