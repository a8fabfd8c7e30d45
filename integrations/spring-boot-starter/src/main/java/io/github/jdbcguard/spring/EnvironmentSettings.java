package io.github.jdbcguard.spring;

import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The guard's settings as the application's properties have them, {@code guard.policy} and so on.
 * What is set for the whole process, as a system property or a variable of its environment, the
 * driver reads itself; a misspelt setting goes to the driver as well, which refuses it.
 */
record EnvironmentSettings(boolean enabled, Map<String, String> settings) {
  /** Whether DataSources are guarded whose URL does not say so. */
  static final String ENABLED = "guard.enabled";

  private static final String PREFIX = "guard.";
  private static final String EXPECT = "guard.expect";
  private static final Set<String> OF_THE_PROCESS =
      Set.of(
          StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
          StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);

  EnvironmentSettings {
    settings = Map.copyOf(settings);
  }

  static EnvironmentSettings of(ConfigurableEnvironment environment) {
    Map<String, String> settings = new TreeMap<>();
    names(environment)
        .filter(name -> name.startsWith(PREFIX) && !name.equals(ENABLED))
        .forEach(name -> settings.put(name, environment.getProperty(name, "")));
    settings.values().removeIf(String::isBlank);
    return new EnvironmentSettings(
        environment.getProperty(ENABLED, Boolean.class, false), settings);
  }

  private static Stream<String> names(ConfigurableEnvironment environment) {
    return environment.getPropertySources().stream()
        .filter(source -> !OF_THE_PROCESS.contains(source.getName()))
        .filter(EnumerablePropertySource.class::isInstance)
        .flatMap(
            source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()));
  }

  /**
   * What a DataSource still needs: what it sets itself stays, and where its URL says what it
   * expects, the application's expectation is for others.
   *
   * @param present the connection properties that it has
   */
  Properties missing(GuardedUrl url, Properties present) {
    Properties missing = new Properties();
    missing.putAll(settings);
    missing.keySet().removeAll(present.stringPropertyNames());
    if (url.statesExpectation()) {
      missing.remove(EXPECT);
    }
    return missing;
  }
}
