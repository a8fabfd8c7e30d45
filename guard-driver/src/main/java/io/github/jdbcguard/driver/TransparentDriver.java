package io.github.jdbcguard.driver;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The guard for tools that insist on ordinary URLs: takes any {@code jdbc:} URL as it is. Never
 * registers itself, so that it guards only where it was named. Thread-safe.
 */
public final class TransparentDriver implements Driver {
  private final GuardDriver guard = new GuardDriver();

  /** For tools, which name this class. */
  public TransparentDriver() {}

  /**
   * As {@link GuardDriver#connect}, for the same URL without the guard's prefix.
   *
   * @return null where it is not a JDBC URL
   */
  @Override
  public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
    return acceptsURL(url) ? guard.connect(guarded(url), info) : null;
  }

  /** Whether it is a JDBC URL at all. */
  @Override
  public boolean acceptsURL(@Nullable String url) {
    return url != null && url.regionMatches(true, 0, "jdbc:", 0, "jdbc:".length());
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info)
      throws SQLException {
    return acceptsURL(url) ? guard.getPropertyInfo(guarded(url), info) : new DriverPropertyInfo[0];
  }

  private String guarded(String url) {
    return guard.acceptsURL(url) ? url : GuardUrl.PREFIX + url.substring("jdbc:".length());
  }

  @Override
  public int getMajorVersion() {
    return guard.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return guard.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return guard.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return guard.getParentLogger();
  }
}
