package io.github.jdbcguard.benchmarks;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A driver that does nothing, so that what is measured is the wrapper in front of it. Takes {@value
 * #URL}, and {@value #LOOPBACK_URL} for wrappers that look at where a URL leads.
 */
public class StubDriver implements Driver {
  /** Leads nowhere that the guard knows, so behind it only reads pass. */
  static final String URL = "jdbc:stub:";

  /** A database on loopback, which the guard leaves open without a policy. */
  static final String LOOPBACK_URL = "jdbc:postgresql://localhost:1/app";

  @Override
  public final @Nullable Connection connect(String url, @Nullable Properties info) {
    return acceptsURL(url) ? new StubConnection() : null;
  }

  @Override
  public final boolean acceptsURL(String url) {
    return url.startsWith(URL) || url.startsWith(LOOPBACK_URL);
  }

  @Override
  public final DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public final int getMajorVersion() {
    return 1;
  }

  @Override
  public final int getMinorVersion() {
    return 0;
  }

  @Override
  public final boolean jdbcCompliant() {
    return false;
  }

  @Override
  public final Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
