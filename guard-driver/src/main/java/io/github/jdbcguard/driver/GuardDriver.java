package io.github.jdbcguard.driver;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The driver for {@code jdbc:guard:…}: connects with the real driver and lets pass what the team's
 * policy allows. Registers itself with {@link DriverManager}. Thread-safe.
 */
public final class GuardDriver implements Driver {
  static final Opening OPENING = Opening.ofThisProcess();

  static {
    try {
      DriverManager.registerDriver(new GuardDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** For service loaders and tools; the class has registered an instance of its own already. */
  public GuardDriver() {}

  /**
   * Connects, or refuses to (JDBC 4.3, 9.2).
   *
   * @return null where the URL is not one of ours
   * @throws GuardRefusedException where the policy is invalid, the target is not the expected one,
   *     or SQL in the URL is refused; nothing was opened
   */
  @Override
  public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
    Optional<GuardUrl> guardUrl = parse(url);
    return guardUrl.isEmpty()
        ? null
        : OPENING.open(guardUrl.get(), info == null ? new Properties() : info);
  }

  /** Whether the URL starts with {@code jdbc:guard:}. */
  @Override
  public boolean acceptsURL(@Nullable String url) {
    return url != null && GuardUrl.isGuarded(url);
  }

  /**
   * The guard's own settings, and behind them those of the real driver, if it is there and is known
   * to do nothing more than to tell. Opens nothing, and never fails for a URL that is not whole.
   */
  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
    boolean others = url != null && !acceptsURL(url);
    return others ? new DriverPropertyInfo[0] : PropertyInfo.of(url, info);
  }

  static Optional<GuardUrl> parse(@Nullable String url) throws SQLException {
    if (url == null) {
      throw new SQLException(
          "the URL is null; write jdbc:guard:postgresql://host/database", "08001");
    }
    try {
      return GuardUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new SQLException(e.getMessage(), "08001", e);
    }
  }

  @Override
  public int getMajorVersion() {
    return Version.OF_BUILD.major();
  }

  @Override
  public int getMinorVersion() {
    return Version.OF_BUILD.minor();
  }

  /** Compliance is the real driver's, which is not known yet. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  /** None: the guard logs through SLF4J, and java.util.logging is one of its backends at most. */
  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("the guard logs through SLF4J, as 'guard'");
  }
}
