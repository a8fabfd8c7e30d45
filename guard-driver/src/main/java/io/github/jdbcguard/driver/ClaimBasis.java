package io.github.jdbcguard.driver;

import io.github.jdbcguard.target.Surroundings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the claim of a connection rests on beside its URL: the properties that it was given, and the
 * system properties that had a say. Made by one thread, then immutable.
 */
final class ClaimBasis {
  private static final String PASSWORD = "password";

  /** Empty in place of a password, which leads nowhere and is not kept. */
  private final Map<String, Object> given = new TreeMap<>();

  private final Map<String, String> systemProperties = new HashMap<>();
  private final int systemPropertyCount = System.getProperties().size();

  /** Whether it rests on what may change from one moment to the next. */
  private boolean fleeting;

  /**
   * A basis of these properties.
   *
   * @param all as {@link GuardSettings#copy} makes them
   */
  ClaimBasis(Properties all) {
    all.forEach((key, value) -> given.put(key.toString(), isPassword(key) ? "" : value));
    for (Setting setting : Setting.values()) {
      system(setting.property());
    }
  }

  /** The surroundings of the process; whatever they are asked becomes a part of the basis. */
  Surroundings surroundings() {
    Surroundings process = Surroundings.ofThisProcess();
    return new Surroundings(
        this::system,
        process.environmentVariables(),
        process.workingDirectory(),
        process.driverFiles(),
        file -> {
          fleeting = true;
          return process.files().apply(file);
        });
  }

  private String system(String name) {
    String value = System.getProperty(name, "");
    systemProperties.put(name, value);
    return value;
  }

  /** Files, and links to them, may change at any time. */
  void restsOnFiles() {
    fleeting = true;
  }

  boolean fleeting() {
    return fleeting;
  }

  /** Whether the same would be found out for these properties now. */
  boolean holdsFor(Properties all) {
    return all.size() == given.size() && givenHolds(all) && systemHolds();
  }

  private boolean givenHolds(Properties all) {
    for (Map.Entry<String, Object> entry : given.entrySet()) {
      Object value = all.get(entry.getKey());
      if (value == null || !(isPassword(entry.getKey()) || value.equals(entry.getValue()))) {
        return false;
      }
    }
    return true;
  }

  private boolean systemHolds() {
    if (System.getProperties().size() != systemPropertyCount) {
      return false;
    }
    for (Map.Entry<String, String> entry : systemProperties.entrySet()) {
      if (!System.getProperty(entry.getKey(), "").equals(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPassword(Object name) {
    return name.equals(PASSWORD);
  }
}
