package io.github.jdbcguard.target;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What of the process, beside URL and properties, has a say in where a driver connects.
 *
 * @param driverFiles those files on the class path by which drivers are known to be led
 */
public record Surroundings(
    Map<String, String> environment,
    Map<String, String> systemProperties,
    Path workingDirectory,
    Set<String> driverFiles) {

  /** Defaults of pgjdbc for every connection, a socket factory among them if so wished. */
  static final String PGJDBC_DEFAULTS = "org/postgresql/driverconfig.properties";

  public Surroundings {
    environment = Map.copyOf(environment);
    systemProperties = Map.copyOf(systemProperties);
    workingDirectory = workingDirectory.toAbsolutePath().normalize();
    driverFiles = Set.copyOf(driverFiles);
  }

  /** Without any file of a driver on the class path. */
  public Surroundings(
      Map<String, String> environment,
      Map<String, String> systemProperties,
      Path workingDirectory) {
    this(environment, systemProperties, workingDirectory, Set.of());
  }

  public static Surroundings ofThisProcess() {
    Map<String, String> system = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      system.put(name, System.getProperty(name, ""));
    }
    Set<String> driverFiles = onClassPath(PGJDBC_DEFAULTS) ? Set.of(PGJDBC_DEFAULTS) : Set.of();
    return new Surroundings(System.getenv(), system, Path.of(""), driverFiles);
  }

  private static boolean onClassPath(String name) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean inContext = context != null && context.getResource(name) != null;
    return inContext || ClassLoader.getSystemResource(name) != null;
  }

  String systemProperty(String name) {
    return systemProperties.getOrDefault(name, "");
  }

  /** The path as a file on this machine, seen from the working directory. */
  String file(String path) {
    return workingDirectory.resolve(path).normalize().toString();
  }

  /** The path as a file below the user's home directory. */
  String fileAtHome(String path) {
    String home = systemProperty("user.home");
    if (home.isEmpty()) {
      throw new NotUnderstoodException("'~' stands for a home directory, and none is known");
    }
    return workingDirectory.resolve(home).resolve(path).normalize().toString();
  }

  String userName() {
    String name = systemProperty("user.name");
    if (name.isEmpty()) {
      throw new NotUnderstoodException(
          "no database and no user is named, and the operating system's user is not known");
    }
    return name;
  }
}
