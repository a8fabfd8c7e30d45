package io.github.jdbcguard.driver;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * One search for the driver of a URL: the class that somebody named, the class that is known for
 * the URL, the service files, and DriverManager. Tools load drivers in class loaders of their own,
 * so each is tried in all that are at hand, and what is broken in one stops nothing. For one
 * thread.
 */
final class DriverSearch {
  /** Of one class loader; a broken one could tell of faults without end. */
  private static final int MOST_FAULTS = 50;

  private final String url;
  private final String driverClass;

  /** By what they are called in messages. */
  private final Map<ClassLoader, String> loaders;

  private final List<String> tried = new ArrayList<>();
  private boolean endedAtDriverManager;

  /**
   * @param driverClass the class that it has to be of; empty for any
   */
  DriverSearch(String url, String driverClass, @Nullable ClassLoader context) {
    this.url = url;
    this.driverClass = driverClass;
    this.loaders = loaders(context);
  }

  /** Where classes of drivers may be, by what to call that in messages; the likeliest first. */
  static Map<ClassLoader, String> loaders(@Nullable ClassLoader context) {
    Map<ClassLoader, String> loaders = new LinkedHashMap<>();
    add(loaders, context, "context class loader");
    add(loaders, DriverSearch.class.getClassLoader(), "the guard's class loader");
    add(loaders, ClassLoader.getSystemClassLoader(), "system class loader");
    return loaders;
  }

  private static void add(
      Map<ClassLoader, String> loaders, @Nullable ClassLoader loader, String name) {
    if (loader != null) {
      loaders.putIfAbsent(loader, "%s (%s)".formatted(name, loader.getClass().getSimpleName()));
    }
  }

  /** The first that takes the URL. */
  Driver driver() throws MissingDriverException {
    if (!driverClass.isEmpty()) {
      return byClass(driverClass).orElseThrow(this::wrongClass);
    }
    return KnownDrivers.of(url).stream()
        .flatMap(name -> byClass(name).stream())
        .findFirst()
        .or(this::byService)
        .or(this::byDriverManager)
        .orElseThrow(this::missing);
  }

  /** Whether the driver is one of DriverManager's, where nothing else was found. */
  boolean endedAtDriverManager() {
    return endedAtDriverManager;
  }

  private Optional<Driver> byClass(String name) {
    return loaders.keySet().stream().flatMap(loader -> byClass(name, loader).stream()).findFirst();
  }

  private Optional<Driver> byClass(String name, ClassLoader loader) {
    String place = "class %s, %s".formatted(name, loaders.get(loader));
    try {
      Class<?> type = Class.forName(name, true, loader);
      if (Driver.class.isAssignableFrom(type)) {
        Driver driver = (Driver) type.getDeclaredConstructor().newInstance();
        return taking(driver, place);
      }
      tried.add(place + ": is no java.sql.Driver");
    } catch (ClassNotFoundException e) {
      tried.add(place + ": not there");
    } catch (ReflectiveOperationException | LinkageError | RuntimeException broken) {
      tried.add("%s: %s".formatted(place, fault(broken)));
    }
    return Optional.empty();
  }

  private Optional<Driver> byService() {
    return loaders.keySet().stream().flatMap(loader -> byService(loader).stream()).findFirst();
  }

  private Optional<Driver> byService(ClassLoader loader) {
    String place = "service files, " + loaders.get(loader);
    List<String> others = new ArrayList<>();
    Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
    for (int faults = 0; faults < MOST_FAULTS; ) {
      try {
        if (!drivers.hasNext()) {
          break;
        }
        Driver driver = drivers.next();
        if (takes(driver, url)) {
          return Optional.of(driver);
        }
        others.add(driver.getClass().getName());
      } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
        faults++;
        tried.add("%s: %s".formatted(place, fault(broken)));
      }
    }
    tried.add("%s: %s".formatted(place, none(others)));
    return Optional.empty();
  }

  private Optional<Driver> byDriverManager() {
    endedAtDriverManager = true;
    List<Driver> registered = DriverManager.drivers().toList();
    Optional<Driver> found = registered.stream().filter(one -> takes(one, url)).findFirst();
    if (found.isEmpty()) {
      tried.add(
          "DriverManager: "
              + none(registered.stream().map(one -> one.getClass().getName()).toList()));
    }
    return found;
  }

  private Optional<Driver> taking(Driver driver, String place) {
    if (takes(driver, url)) {
      return Optional.of(driver);
    }
    tried.add(place + (isOurs(driver) ? ": is the guard itself" : ": does not take such a URL"));
    return Optional.empty();
  }

  /** Whether it is a real driver that says so. */
  static boolean takes(Driver driver, String url) {
    try {
      return !isOurs(driver) && driver.acceptsURL(url);
    } catch (SQLException | LinkageError | RuntimeException notItsUrl) {
      return false;
    }
  }

  /** By name: in another class loader there may be another guard. */
  private static boolean isOurs(Driver driver) {
    String name = driver.getClass().getName();
    return name.equals(GuardDriver.class.getName())
        || name.equals(TransparentDriver.class.getName());
  }

  private static String none(List<String> others) {
    return others.isEmpty()
        ? "no driver"
        : "none takes it of " + String.join(", ", others.stream().distinct().sorted().toList());
  }

  /** What is broken, and why; only of class files and constructors, which see no URL. */
  @SuppressWarnings("ReferenceEquality") // a cause may be itself
  static String fault(Throwable broken) {
    Throwable cause = broken;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return "broken, " + cause;
  }

  private MissingDriverException wrongClass() {
    return new MissingDriverException(
        "guard.driver names a class that is no driver for '%s:…'. Tried, in this order: %s"
            .formatted(KnownDrivers.prefix(url), String.join("; ", tried)));
  }

  private MissingDriverException missing() {
    return new MissingDriverException(
        "no driver takes '%s:…': its jar is not there, or it does not know this form of URL; guard.driver may name its class. Tried, in this order: %s"
            .formatted(KnownDrivers.prefix(url), String.join("; ", tried)));
  }
}
