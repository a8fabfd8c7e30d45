package io.github.jdbcguard.driver;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Guarded connections for code and pools that want a DataSource. */
public final class GuardDataSource extends GuardCommonDataSource implements DataSource {
  /** Without a URL yet; set one before the first connection. */
  public GuardDataSource() {}

  /**
   * With a URL.
   *
   * @param url with or without the prefix {@code jdbc:guard:}; guarded either way
   */
  public GuardDataSource(String url) {
    setUrl(url);
  }

  /**
   * A DataSource that guards each connection that another one hands out, for those whose URL cannot
   * be changed. What a connection leads to, its own metadata tells, and the server is asked each
   * time: where the other one is a pool, a {@code jdbc:guard:} URL in it costs less, and is judged
   * before anything is dialled. A connection that is guarded already stays as it is. Thread-safe if
   * the other one is.
   *
   * @param settings of the guard: {@code guard.expect} and so on
   */
  public static DataSource around(DataSource delegate, Properties settings) {
    return new SurroundedDataSource(delegate, settings);
  }

  /** Class of the real driver ({@code guard.driver}), instead of searching for it. */
  public void setDriver(@Nullable String className) {
    setProperty(Setting.DRIVER.property(), className);
  }

  public @Nullable String getDriver() {
    return property(Setting.DRIVER);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(null, null);
  }

  /**
   * @param user null for the one that was set
   * @param password null for the one that was set
   */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    GuardUrl url = guardUrl();
    Properties all = connectionProperties(user, password);
    LoginTimeouts.add(getLoginTimeout(), url.innerUrl(), all);
    Connection connection = GuardDriver.OPENING.open(url, all);
    if (connection == null) {
      throw new SQLException("the driver does not take the URL after all", "08001");
    }
    return connection;
  }

  /** Takes a user and a password; sharding keys are not supported. */
  @Override
  public ConnectionBuilder createConnectionBuilder() {
    return new Builder();
  }

  private final class Builder extends LoginBuilder<ConnectionBuilder> implements ConnectionBuilder {
    @Override
    ConnectionBuilder self() {
      return this;
    }

    @Override
    public Connection build() throws SQLException {
      refuseShards();
      return getConnection(user(), password());
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("a guarded DataSource is no wrapper of " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
