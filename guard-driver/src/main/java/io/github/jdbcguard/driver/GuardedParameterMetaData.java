package io.github.jdbcguard.driver;

import java.sql.ParameterMetaData;
import java.sql.SQLException;

/** What is known of the parameters of a statement. */
final class GuardedParameterMetaData extends ForwardingParameterMetaData {
  private final GuardedConnection connection;

  GuardedParameterMetaData(GuardedConnection connection, ParameterMetaData raw) {
    super(raw);
    this.connection = connection;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return connection.objects().unwrap(this, rawParameterMetaData(), type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return connection.objects().isWrapperFor(this, rawParameterMetaData(), type);
  }
}
