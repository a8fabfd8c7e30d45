package io.github.jdbcguard.driver;

import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.naming.NamingException;
import javax.sql.CommonDataSource;
import org.jspecify.annotations.Nullable;

/**
 * What {@link GuardXADataSource} and {@link GuardConnectionPoolDataSource} have in common: behind
 * them is a data source of the real driver, which gets exactly the URL that was judged.
 */
public abstract sealed class GuardPooledDataSource extends GuardCommonDataSource
    permits GuardXADataSource, GuardConnectionPoolDataSource {
  private static final String DELEGATE = "delegateClassName";

  private @Nullable String delegateClassName;

  GuardPooledDataSource() {}

  /**
   * The data source of the real driver.
   *
   * @param className a bean with a property {@code url}; null for the one that is known for the URL
   */
  public void setDelegateClassName(@Nullable String className) {
    this.delegateClassName = className;
  }

  public @Nullable String getDelegateClassName() {
    return delegateClassName;
  }

  /** What was decided before anything is dialled, and by what is dialled then. */
  record Admitted<T>(T delegate, Claimed claimed, Properties inner) {}

  /** Finds out what would be reached, and refuses it or sets up what reaches it. */
  final <T extends CommonDataSource> Admitted<T> admit(
      Class<T> kind, @Nullable String user, @Nullable String password) throws SQLException {
    GuardUrl url = guardUrl();
    Properties all = connectionProperties(user, password);
    Claimed claimed = GuardDriver.OPENING.claimed(url, all);
    Properties inner = GuardSettings.withoutOwn(all);
    T delegate =
        VendorSource.of(kind, url.innerUrl(), delegateClassName).set(url.innerUrl(), inner);
    if (getLoginTimeout() > 0) {
      delegate.setLoginTimeout(getLoginTimeout());
    }
    return new Admitted<>(delegate, claimed, inner);
  }

  @Override
  Map<String, String> written() throws NamingException {
    Map<String, String> written = super.written();
    if (delegateClassName != null) {
      written.put(DELEGATE, delegateClassName);
    }
    return written;
  }

  @Override
  boolean read(String name, String value) throws SQLException {
    if (name.equals(DELEGATE)) {
      setDelegateClassName(value);
      return true;
    }
    return !name.equals(Setting.DRIVER.id()) && super.read(name, value);
  }
}
