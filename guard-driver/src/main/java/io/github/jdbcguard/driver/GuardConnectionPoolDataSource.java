package io.github.jdbcguard.driver;

import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import org.jspecify.annotations.Nullable;

/** Guarded connections for pools that take physical connections, behind the pool. */
public final class GuardConnectionPoolDataSource extends GuardPooledDataSource
    implements ConnectionPoolDataSource {
  /** Without a URL yet; set one before the first connection. */
  public GuardConnectionPoolDataSource() {}

  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    return getPooledConnection(null, null);
  }

  /**
   * @param user null for the one that was set
   * @param password null for the one that was set
   */
  @Override
  public PooledConnection getPooledConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    Admitted<ConnectionPoolDataSource> admitted =
        admit(ConnectionPoolDataSource.class, user, password);
    return new GuardedPooledConnection(
        admitted.delegate().getPooledConnection(), admitted.claimed(), admitted.inner());
  }

  /** Takes a user and a password; sharding keys are not supported. */
  @Override
  public PooledConnectionBuilder createPooledConnectionBuilder() {
    return new Builder();
  }

  private final class Builder extends LoginBuilder<PooledConnectionBuilder>
      implements PooledConnectionBuilder {
    @Override
    PooledConnectionBuilder self() {
      return this;
    }

    @Override
    public PooledConnection build() throws SQLException {
      refuseShards();
      return getPooledConnection(user(), password());
    }
  }
}
