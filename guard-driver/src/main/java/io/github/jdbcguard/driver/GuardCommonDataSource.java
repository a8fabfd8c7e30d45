package io.github.jdbcguard.driver;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Logger;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.sql.CommonDataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the guard's data sources have in common: a bean to be set up first and shared then, which a
 * directory can keep as a {@link Reference}. It is not serializable, because that would write its
 * password down wherever it passes. Thread-safe once it is set up.
 */
public abstract sealed class GuardCommonDataSource extends SettingsBean
    implements CommonDataSource, Referenceable permits GuardDataSource, GuardPooledDataSource {
  private static final String USER = "user";
  private static final String PASSWORD = "password";

  /** What a connection property of the real driver is called in a reference. */
  private static final String PROPERTY = "property.";

  private String url = "";
  private int loginTimeout;
  private @Nullable PrintWriter logWriter;

  GuardCommonDataSource() {}

  /** A JDBC URL, with or without the prefix {@code jdbc:guard:}; guarded either way. */
  public void setUrl(@Nullable String url) {
    this.url = url == null ? "" : url;
  }

  /** As it was set; empty before. */
  public String getUrl() {
    return url;
  }

  public void setUser(@Nullable String user) {
    set(USER, user);
  }

  public @Nullable String getUser() {
    return properties.getProperty(USER);
  }

  public void setPassword(@Nullable String password) {
    set(PASSWORD, password);
  }

  public @Nullable String getPassword() {
    return properties.getProperty(PASSWORD);
  }

  /** Connection properties of the real driver; they are added to those that were set before. */
  public void setProperties(Properties added) {
    properties.putAll(added);
    added.stringPropertyNames().forEach(name -> set(name, added.getProperty(name)));
  }

  /** A copy of what was set beside the properties of the bean itself. */
  public Properties getProperties() {
    Properties others = GuardSettings.withoutOwn(properties);
    others.remove(USER);
    others.remove(PASSWORD);
    return others;
  }

  /** A connection property, of the real driver or of the guard ({@code guard.expect}). */
  public void setProperty(String name, @Nullable String value) {
    set(name, value);
  }

  /**
   * How long a driver may take to connect, in seconds. Handed to the real driver where its own data
   * source does so: PostgreSQL, YugabyteDB, Redshift, MariaDB, SQL Server and Db2; others ignore
   * it, as their own data sources do.
   *
   * @param seconds 0 for the driver's own
   */
  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    if (seconds < 0) {
      throw new SQLException(
          "the login timeout is %d seconds; it has to be 0 or more".formatted(seconds));
    }
    this.loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  /** Only kept: the guard logs through SLF4J, and the real driver in its own way. */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    this.logWriter = out;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** None: the guard logs through SLF4J. */
  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("the guard logs through SLF4J, as 'guard'");
  }

  /** A sharding key chooses a place that no URL names, so there is none to be judged. */
  @Override
  public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    throw noShards();
  }

  static SQLFeatureNotSupportedException noShards() {
    return new SQLFeatureNotSupportedException(
        "a sharding key chooses a database that the URL does not name, so the guard cannot tell which; connect to the shard by its own URL");
  }

  final GuardUrl guardUrl() throws SQLException {
    return TransparentDriver.parse(url);
  }

  /** All that goes with a connection: the guard's settings, and what the real driver gets. */
  final Properties connectionProperties(@Nullable String user, @Nullable String password) {
    Properties all = new Properties();
    all.putAll(properties);
    if (user != null) {
      all.setProperty(USER, user);
    }
    if (password != null) {
      all.setProperty(PASSWORD, password);
    }
    return all;
  }

  /** For directories; with the password, as data sources of drivers do it. */
  @Override
  public final Reference getReference() throws NamingException {
    Reference reference =
        new Reference(getClass().getName(), GuardDataSourceFactory.class.getName(), null);
    for (Map.Entry<String, String> one : written().entrySet()) {
      reference.add(new StringRefAddr(one.getKey(), one.getValue()));
    }
    return reference;
  }

  /** By name, what {@link #read} takes. */
  Map<String, String> written() throws NamingException {
    Map<String, String> written = new TreeMap<>();
    written.put("url", url);
    if (loginTimeout > 0) {
      written.put("loginTimeout", String.valueOf(loginTimeout));
    }
    for (Map.Entry<Object, Object> one : properties.entrySet()) {
      if (!(one.getKey() instanceof String name && one.getValue() instanceof String value)) {
        throw new NamingException(
            "the connection property '%s' is not a text, so it cannot be kept"
                .formatted(one.getKey()));
      }
      boolean own = name.equals(USER) || name.equals(PASSWORD);
      written.put(own ? name : setting(name).map(Setting::id).orElse(PROPERTY + name), value);
    }
    return written;
  }

  /**
   * Sets a property of the bean by its name.
   *
   * @return whether there is one of that name
   * @throws SQLException where the value makes no sense
   */
  boolean read(String name, String value) throws SQLException {
    switch (name) {
      case "url" -> setUrl(value);
      case USER, "username" -> setUser(value);
      case PASSWORD -> setPassword(value);
      case "loginTimeout" -> setLoginTimeout(seconds(value));
      default -> {
        String property = name.startsWith(PROPERTY) ? name.substring(PROPERTY.length()) : "";
        Optional<Setting> setting = setting(Setting.PREFIX + name).or(() -> setting(name));
        if (property.isEmpty() && setting.isEmpty()) {
          return false;
        }
        set(setting.map(Setting::property).orElse(property), value);
      }
    }
    return true;
  }

  private static Optional<Setting> setting(String property) {
    return Arrays.stream(Setting.values()).filter(s -> s.property().equals(property)).findFirst();
  }

  private static int seconds(String text) throws SQLException {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new SQLException(
          "loginTimeout is '%s'; it has to be a number of seconds".formatted(text), e);
    }
  }
}
