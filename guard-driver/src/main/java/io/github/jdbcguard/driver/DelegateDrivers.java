package io.github.jdbcguard.driver;

import java.lang.ref.WeakReference;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the real driver for a URL, and keeps what it found for those who look from the same class
 * loader: pools connect often. Neither a class loader nor a driver is kept alive by that, so that a
 * web application can be taken away. Thread-safe.
 */
final class DelegateDrivers {
  /** By the context class loader, then by the start of the URL. */
  private static final Map<ClassLoader, Map<String, Found>> FOUND =
      Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * A driver that was found.
   *
   * @param registered whether it is one of DriverManager's, and may be taken away there
   */
  private record Found(WeakReference<Driver> driver, boolean registered) {
    static Found of(DriverSearch search, Driver driver) {
      return new Found(new WeakReference<>(driver), search.endedAtDriverManager());
    }

    /** The driver, if it is still there. */
    @SuppressWarnings("ReferenceEquality") // the same driver, not an equal one
    @Nullable Driver present() {
      Driver present = driver.get();
      boolean gone = registered && DriverManager.drivers().noneMatch(one -> one == present);
      return gone ? null : present;
    }
  }

  private DelegateDrivers() {}

  /**
   * The driver that takes this URL, wherever it is.
   *
   * @throws MissingDriverException naming what was tried, where there is none
   */
  static Driver find(String url) throws SQLException {
    return find(url, "");
  }

  /**
   * The driver that takes this URL.
   *
   * @param driverClass the class that it has to be of; empty for a search
   * @throws MissingDriverException naming what was tried, where there is none
   */
  static Driver find(String url, String driverClass) throws SQLException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    Map<String, Found> found = FOUND.computeIfAbsent(context, loader -> new ConcurrentHashMap<>());
    String start =
        KnownDrivers.prefix(url).toLowerCase(Locale.ROOT)
            + (driverClass.isEmpty() ? "" : " by " + driverClass);
    Found known = found.get(start);
    Driver driver = known == null ? null : known.present();
    if (driver != null && DriverSearch.takes(driver, url)) {
      return driver;
    }
    DriverSearch search = new DriverSearch(url, driverClass, context);
    Driver searched = search.driver();
    found.put(start, Found.of(search, searched));
    return searched;
  }
}
