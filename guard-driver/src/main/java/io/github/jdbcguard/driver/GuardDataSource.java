package io.github.jdbcguard.driver;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Guarded connections for code and pools that want a DataSource. A bean: set it up, then share it;
 * thread-safe once it is set up.
 */
public final class GuardDataSource implements DataSource {
  private final TransparentDriver driver = new TransparentDriver();
  private final Properties properties = new Properties();
  private String url = "";
  private @Nullable PrintWriter logWriter;

  /** Without a URL yet; set one before the first connection. */
  public GuardDataSource() {}

  /**
   * With a URL.
   *
   * @param url with or without the prefix {@code jdbc:guard:}; guarded either way
   */
  public GuardDataSource(String url) {
    this.url = url;
  }

  /** With or without the prefix {@code jdbc:guard:}; guarded either way. */
  public void setUrl(String url) {
    this.url = url;
  }

  public String getUrl() {
    return url;
  }

  public void setUser(String user) {
    properties.setProperty("user", user);
  }

  public void setPassword(String password) {
    properties.setProperty("password", password);
  }

  /** A connection property, of the guard ({@code guard.expect}) or of the real driver. */
  public void setProperty(String name, String value) {
    properties.setProperty(name, value);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect((Properties) properties.clone());
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    Properties own = (Properties) properties.clone();
    if (user != null) {
      own.setProperty("user", user);
    }
    if (password != null) {
      own.setProperty("password", password);
    }
    return connect(own);
  }

  private Connection connect(Properties own) throws SQLException {
    Connection connection = driver.connect(url, own);
    if (connection == null) {
      throw new SQLException(
          "the URL '%s' is not a JDBC URL; set one as jdbc:guard:postgresql://host/database"
              .formatted(url.replaceFirst("[:/?;].*", ":…")),
          "08001");
    }
    return connection;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    this.logWriter = out;
  }

  /** Has to be 0, the default of the real driver; others are set as its own property. */
  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    if (seconds != 0) {
      throw new SQLFeatureNotSupportedException(
          "drivers have no common login timeout; set the property of the real driver");
    }
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
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
