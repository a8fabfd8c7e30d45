package io.github.jdbcguard.driver;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the real driver for a URL: by the class that is known for the prefix, by the service files
 * of the class loaders at hand, and by DriverManager. Tools load drivers in class loaders of their
 * own, so none of the three is enough.
 */
final class DelegateDrivers {
  /** The driver classes of the prefixes that people use. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("jdbc:postgresql:", "org.postgresql.Driver"),
          Map.entry("jdbc:mysql:", "com.mysql.cj.jdbc.Driver"),
          Map.entry("jdbc:mariadb:", "org.mariadb.jdbc.Driver"),
          Map.entry("jdbc:h2:", "org.h2.Driver"),
          Map.entry("jdbc:sqlite:", "org.sqlite.JDBC"),
          Map.entry("jdbc:sqlserver:", "com.microsoft.sqlserver.jdbc.SQLServerDriver"),
          Map.entry("jdbc:oracle:", "oracle.jdbc.OracleDriver"),
          Map.entry("jdbc:db2:", "com.ibm.db2.jcc.DB2Driver"),
          Map.entry("jdbc:hsqldb:", "org.hsqldb.jdbc.JDBCDriver"),
          Map.entry("jdbc:derby:", "org.apache.derby.iapi.jdbc.AutoloadedDriver"),
          Map.entry("jdbc:duckdb:", "org.duckdb.DuckDBDriver"));

  private DelegateDrivers() {}

  /**
   * The driver that takes this URL.
   *
   * @throws SQLException with SQLState 08001, naming what was tried, where there is none
   */
  static Driver find(String url) throws SQLException {
    List<String> tried = new ArrayList<>();
    Set<ClassLoader> loaders = loaders();
    Optional<Driver> found =
        byKnownClass(url, loaders, tried)
            .or(() -> byDriverManager(url, tried))
            .or(() -> byService(url, loaders, tried));
    return found.orElseThrow(
        () ->
            new MissingDriverException(
                "no driver takes '%s:…': its jar is not on the class path, or it does not know this form. Tried: %s"
                    .formatted(prefix(url), String.join("; ", tried))));
  }

  private static String prefix(String url) {
    int second = url.indexOf(':', "jdbc:".length());
    return second < 0 ? "jdbc" : url.substring(0, second);
  }

  private static Set<ClassLoader> loaders() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    addTo(loaders, Thread.currentThread().getContextClassLoader());
    addTo(loaders, DelegateDrivers.class.getClassLoader());
    addTo(loaders, ClassLoader.getSystemClassLoader());
    return loaders;
  }

  private static void addTo(Set<ClassLoader> loaders, @Nullable ClassLoader loader) {
    if (loader != null) {
      loaders.add(loader);
    }
  }

  private static Optional<Driver> byKnownClass(
      String url, Set<ClassLoader> loaders, List<String> tried) {
    String name = KNOWN.getOrDefault(prefix(url).toLowerCase(java.util.Locale.ROOT) + ":", "");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    tried.add("class " + name);
    for (ClassLoader loader : loaders) {
      try {
        Object driver = Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
        if (driver instanceof Driver candidate && takes(candidate, url)) {
          return Optional.of(candidate);
        }
      } catch (ReflectiveOperationException | LinkageError notThere) {
        tried.add("%s in %s: %s".formatted(name, loader.getClass().getSimpleName(), notThere));
      }
    }
    return Optional.empty();
  }

  private static Optional<Driver> byService(
      String url, Set<ClassLoader> loaders, List<String> tried) {
    tried.add("service files of %d class loaders".formatted(loaders.size()));
    for (ClassLoader loader : loaders) {
      var drivers = ServiceLoader.load(Driver.class, loader).iterator();
      while (true) {
        try {
          if (!drivers.hasNext()) {
            break;
          }
          Driver candidate = drivers.next();
          if (takes(candidate, url)) {
            return Optional.of(candidate);
          }
        } catch (ServiceConfigurationError | LinkageError broken) {
          tried.add(broken.toString());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Driver> byDriverManager(String url, List<String> tried) {
    tried.add("drivers registered with DriverManager");
    return DriverManager.drivers().filter(driver -> takes(driver, url)).findFirst();
  }

  private static boolean takes(Driver driver, String url) {
    try {
      return !(driver instanceof GuardDriver)
          && !(driver instanceof TransparentDriver)
          && driver.acceptsURL(url);
    } catch (SQLException notItsUrl) {
      return false;
    }
  }
}
