package io.github.jdbcguard.store;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in, and which schema has the tables. What is not given is empty: then the driver, or the
 * database, knows it by itself.
 */
record Login(String user, String password, String schema) {

  Login {
    if (!schema.isEmpty() && !schema.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "'%s' is no schema for the tables of the guard: use letters, digits and '_'"
              .formatted(schema));
    }
  }

  /**
   * Looks for each part in what is given, then in the system properties, then in the environment.
   *
   * @param settings what the names of the properties begin with, as {@code guard.ledger}
   */
  static Login of(String settings, Map<String, String> given) {
    return of(settings, given, System.getProperties(), System.getenv());
  }

  /** As above, with the surroundings given. */
  static Login of(
      String settings,
      Map<String, String> given,
      Properties properties,
      Map<String, String> environment) {
    Sources sources = new Sources(settings, given, properties, environment);
    return new Login(sources.first("user"), sources.first("password"), sources.first("schema"));
  }

  private record Sources(
      String settings,
      Map<String, String> given,
      Properties properties,
      Map<String, String> environment) {

    String first(String part) {
      String property = settings + "." + part;
      String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
      return firstOf(given.get(part), properties.getProperty(property), environment.get(variable));
    }

    private static String firstOf(@Nullable String... values) {
      for (String value : values) {
        if (value != null && !value.isEmpty()) {
          return value;
        }
      }
      return "";
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Login[user=%s, schema=%s]".formatted(user, schema);
  }
}
