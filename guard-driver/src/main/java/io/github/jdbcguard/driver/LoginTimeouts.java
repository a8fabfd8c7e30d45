package io.github.jdbcguard.driver;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Drivers have no common login timeout: each has a property of its own, or none. */
final class LoginTimeouts {
  /** By the start of the URL. */
  private static final Map<String, Property> PROPERTIES =
      Map.of(
          "jdbc:postgresql", new Property("loginTimeout", 1),
          "jdbc:yugabytedb", new Property("loginTimeout", 1),
          "jdbc:redshift", new Property("loginTimeout", 1),
          "jdbc:sqlserver", new Property("loginTimeout", 1),
          "jdbc:db2", new Property("loginTimeout", 1),
          "jdbc:mariadb", new Property("connectTimeout", 1_000));

  private LoginTimeouts() {}

  /**
   * A driver's property.
   *
   * @param perSecond its unit
   */
  private record Property(String name, int perSecond) {}

  /** Adds it to the properties, unless it is 0, or set there or in the URL. */
  static void add(int seconds, String url, Properties properties) {
    Property property = PROPERTIES.get(KnownDrivers.prefix(url).toLowerCase(Locale.ROOT));
    if (seconds > 0 && property != null && !isSet(property.name(), url, properties)) {
      properties.setProperty(
          property.name(), String.valueOf((long) seconds * property.perSecond()));
    }
  }

  private static boolean isSet(String name, String url, Properties properties) {
    return url.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
        || properties.stringPropertyNames().stream().anyMatch(name::equalsIgnoreCase);
  }
}
