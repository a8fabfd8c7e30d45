package io.github.jdbcguard.target;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A JSON file that names the connect identifier.
 *
 * @param settings further settings of the driver
 */
record OracleConfigFile(String descriptor, Map<String, String> settings) {

  private static final String PREFIX = "config-";
  private static final String FILE = "config-file://";

  private static final Set<String> KNOWN =
      Set.of(
          "connect_descriptor",
          "user",
          "password",
          "wallet_location",
          "config_time_to_live",
          "jdbc");

  OracleConfigFile {
    settings = Map.copyOf(settings);
  }

  static boolean isNamedBy(String identifier) {
    return identifier.startsWith(PREFIX);
  }

  static OracleConfigFile load(String identifier, Surroundings surroundings) {
    if (!identifier.startsWith(FILE) || identifier.indexOf('?') >= 0) {
      throw new NotUnderstoodException("a configuration provider decides what is reached");
    }
    Optional<String> text = surroundings.text(identifier.substring(FILE.length()));
    if (text.isEmpty()) {
      throw new NotUnderstoodException("the configuration file cannot be read");
    }
    Map<String, Object> file = JsonObject.parse(text.get());
    if (!KNOWN.containsAll(file.keySet())
        || !(file.get("connect_descriptor") instanceof String descriptor)
        || descriptor.isBlank()
        || isNamedBy(descriptor)
        || descriptor.indexOf('?') >= 0) {
      throw new NotUnderstoodException("the configuration file is not understood");
    }
    return new OracleConfigFile(descriptor, settings(file.getOrDefault("jdbc", Map.of())));
  }

  private static Map<String, String> settings(Object jdbc) {
    if (!(jdbc instanceof Map<?, ?> given)) {
      throw new NotUnderstoodException("the configuration file is not understood");
    }
    Map<String, String> settings = new TreeMap<>();
    given.forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
    return settings;
  }
}
