package io.github.jdbcguard.driver;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Stands in front of each connection that another DataSource hands out. Thread-safe. */
final class SurroundedDataSource implements DataSource {
  private final DataSource delegate;
  private final Properties settings;

  SurroundedDataSource(DataSource delegate, Properties settings) {
    this.delegate = delegate;
    this.settings = GuardSettings.copy(settings);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return guarded(delegate.getConnection());
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return guarded(delegate.getConnection(user, password));
  }

  private Connection guarded(@Nullable Connection raw) throws SQLException {
    if (raw == null) {
      throw new SQLException("%s gave no connection".formatted(delegate.getClass().getName()));
    }
    try {
      if (isGuarded(raw)) {
        return raw;
      }
      DatabaseMetaData described = raw.getMetaData();
      Properties all = GuardSettings.copy(settings);
      String user = described.getUserName();
      if (user != null) {
        all.setProperty("user", user);
      }
      return GuardDriver.OPENING.around(raw, url(described), all);
    } catch (SQLException | RuntimeException | Error e) {
      Opening.close(raw, e);
      throw e;
    }
  }

  /** By what it hands out: some wrappers say yes to every type. */
  private static boolean isGuarded(Connection connection) throws SQLException {
    return connection.isWrapperFor(GuardConnection.class)
        && (Object) connection.unwrap(GuardConnection.class) instanceof GuardedConnection;
  }

  private GuardUrl url(DatabaseMetaData described) throws SQLException {
    String url = described.getURL();
    if (url == null) {
      throw new SQLException(
          "the guard cannot tell what %s leads to: its driver does not tell the URL of a connection; write jdbc:guard: in front of its URL instead"
              .formatted(delegate.getClass().getName()),
          "08001");
    }
    return TransparentDriver.parse(url);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return delegate.getLogWriter();
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    delegate.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    delegate.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return delegate.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return delegate.getParentLogger();
  }

  /** Not the other DataSource: its connections have no guard. */
  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException(
        "a guarded DataSource does not hand out the one behind it (%s): its connections have no guard"
            .formatted(type.getName()));
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  /** For logs: what it is, and of what. */
  @Override
  public String toString() {
    return "guarded " + delegate;
  }
}
