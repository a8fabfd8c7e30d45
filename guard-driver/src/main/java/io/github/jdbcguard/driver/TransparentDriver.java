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

  /** As {@link GuardDriver#getPropertyInfo}, for the same URL without the guard's prefix. */
  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
    if (url == null) {
      return guard.getPropertyInfo(null, info);
    }
    return acceptsURL(url) ? guard.getPropertyInfo(guarded(url), info) : new DriverPropertyInfo[0];
  }

  private static String guarded(String url) {
    return GuardUrl.isGuarded(url) ? url : GuardUrl.PREFIX + url.substring("jdbc:".length());
  }

  /** What a JDBC URL stands for, with or without the guard's prefix. */
  static GuardUrl parse(String url) throws SQLException {
    boolean ordinary = url.regionMatches(true, 0, "jdbc:", 0, "jdbc:".length());
    return GuardDriver.parse(ordinary ? guarded(url) : url)
        .orElseThrow(
            () ->
                new SQLException(
                    url.isEmpty()
                        ? "there is no URL; set one as jdbc:guard:postgresql://host/database"
                        : "the URL '%s' is not a JDBC URL; set one as jdbc:guard:postgresql://host/database"
                            .formatted(url.replaceFirst("[:/?;@].*", ":…")),
                    "08001"));
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
