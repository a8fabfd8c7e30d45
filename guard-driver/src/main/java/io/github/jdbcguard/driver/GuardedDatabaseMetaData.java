package io.github.jdbcguard.driver;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is known of the database; leads back to the guarded connection. */
final class GuardedDatabaseMetaData extends ForwardingDatabaseMetaData {
  private final GuardedConnection connection;

  GuardedDatabaseMetaData(GuardedConnection connection, DatabaseMetaData raw) {
    super(raw);
    this.connection = connection;
  }

  /** After close, what the driver says of it. */
  @Override
  public @Nullable Connection getConnection() throws SQLException {
    return rawDatabaseMetaData().getConnection() == null ? null : connection;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return objects().unwrap(this, rawDatabaseMetaData(), type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return objects().isWrapperFor(this, rawDatabaseMetaData(), type);
  }

  @Override
  ObjectGraph objects() {
    return connection.objects();
  }
}
