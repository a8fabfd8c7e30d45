package io.github.jdbcguard.store;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Locale;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connects by a driver, without the time limit of {@link DriverManager}: a pool would set that for
 * the whole process.
 */
final class DriverSource implements DataSource {
  private static final String CONNECT_SECONDS = "5";
  private static final String CONNECT_MILLIS = "5000";

  private final Driver driver;
  private final String url;
  private final Properties properties;
  private final boolean readCommitted;

  private DriverSource(Driver driver, String url, Properties properties, boolean readCommitted) {
    this.driver = driver;
    this.url = url;
    this.properties = properties;
    this.readCommitted = readCommitted;
  }

  /**
   * By the real driver, even where one of the guard's was told to take ordinary URLs.
   *
   * @throws SQLException where there is none
   */
  static DriverSource of(StoreAddress address) throws SQLException {
    Driver driver =
        DriverManager.drivers()
            .filter(candidate -> !candidate.getClass().getName().startsWith("io.github.jdbcguard."))
            .filter(candidate -> accepts(candidate, address.url()))
            .findFirst()
            .orElseThrow(
                () -> new SQLException("no JDBC driver on the class path is for it; add one"));
    return new DriverSource(driver, address.url(), properties(address), false);
  }

  /**
   * The same, with connections that see what was committed last, whatever the database's default.
   */
  DriverSource readCommitted() {
    return new DriverSource(driver, url, properties, true);
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Where a server does not answer, some drivers would wait for minutes. */
  private static Properties properties(StoreAddress address) {
    Properties properties = new Properties();
    String url = address.url().toLowerCase(Locale.ROOT);
    if (url.startsWith("jdbc:postgresql:")) {
      properties.setProperty("connectTimeout", CONNECT_SECONDS);
    } else if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
      properties.setProperty("connectTimeout", CONNECT_MILLIS);
    }
    Login login = address.login();
    if (!login.user().isEmpty()) {
      properties.setProperty("user", login.user());
    }
    if (!login.password().isEmpty()) {
      properties.setProperty("password", login.password());
    }
    return properties;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = driver.connect(url, (Properties) properties.clone());
    if (connection == null) {
      throw new SQLException("the driver " + driver.getClass().getName() + " does not take it");
    }
    if (readCommitted) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    return connection;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("no wrapper of " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
