package io.github.jdbcguard.benchmarks;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A driver that does nothing, so that what is measured is the wrapper in front of it. */
public abstract class StubDriver implements Driver {
  private final List<String> prefixes;

  /** Takes every URL that starts like this. */
  protected StubDriver(String... prefixes) {
    this.prefixes = List.of(prefixes);
  }

  @Override
  public final @Nullable Connection connect(String url, @Nullable Properties info) {
    return acceptsURL(url) ? new StubConnection(url) : null;
  }

  @Override
  public final boolean acceptsURL(String url) {
    for (String prefix : prefixes) {
      if (url.startsWith(prefix)) {
        return true;
      }
    }
    return false;
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
