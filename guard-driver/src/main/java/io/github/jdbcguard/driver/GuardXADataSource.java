package io.github.jdbcguard.driver;

import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** Guarded connections for distributed transactions, behind a transaction manager. */
public final class GuardXADataSource extends GuardPooledDataSource implements XADataSource {
  /** Without a URL yet; set one before the first connection. */
  public GuardXADataSource() {}

  @Override
  public XAConnection getXAConnection() throws SQLException {
    return getXAConnection(null, null);
  }

  /**
   * @param user null for the one that was set
   * @param password null for the one that was set
   */
  @Override
  public XAConnection getXAConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    Admitted<XADataSource> admitted = admit(XADataSource.class, user, password);
    return new GuardedXAConnection(
        admitted.delegate().getXAConnection(), admitted.claimed(), admitted.inner());
  }

  /** Takes a user and a password; sharding keys are not supported. */
  @Override
  public XAConnectionBuilder createXAConnectionBuilder() {
    return new Builder();
  }

  private final class Builder extends LoginBuilder<XAConnectionBuilder>
      implements XAConnectionBuilder {
    @Override
    XAConnectionBuilder self() {
      return this;
    }

    @Override
    public XAConnection build() throws SQLException {
      refuseShards();
      return getXAConnection(user(), password());
    }
  }
}
