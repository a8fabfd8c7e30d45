package io.github.jdbcguard.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What of the process, beside URL and properties, has a say in where a driver connects. Asked when
 * it is needed, so that a connection does not copy what it never looks at.
 *
 * @param systemProperties the value of a system property; empty where it is not set
 * @param environmentVariables the value of an environment variable; empty where it is not set
 * @param driverFiles whether a file by which drivers are known to be led is on the class path
 * @param files the text of a file; empty where it is not there, cannot be read, is longer than a
 *     megabyte or not UTF-8
 */
public record Surroundings(
    UnaryOperator<String> systemProperties,
    UnaryOperator<String> environmentVariables,
    Path workingDirectory,
    Predicate<String> driverFiles,
    Function<Path, Optional<String>> files) {

  private static final long LONGEST_FILE = 1 << 20;

  private static final Surroundings NONE =
      new Surroundings(
          name -> "", name -> "", Path.of("/"), file -> false, file -> Optional.empty());

  private static final Surroundings OF_THIS_PROCESS =
      new Surroundings(
          name -> System.getProperty(name, ""),
          name -> Objects.requireNonNullElse(System.getenv(name), ""),
          Path.of(""),
          Surroundings::onClassPath,
          Surroundings::text);

  public Surroundings {
    workingDirectory = workingDirectory.toAbsolutePath().normalize();
  }

  /** Of which nothing is known: no setting, no file. */
  public static Surroundings none() {
    return NONE;
  }

  /** As they are whenever they are asked. */
  public static Surroundings ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  private static Optional<String> text(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(file));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean onClassPath(String name) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean inContext = context != null && context.getResource(name) != null;
    return inContext || ClassLoader.getSystemResource(name) != null;
  }

  String systemProperty(String name) {
    return systemProperties.apply(name);
  }

  String environmentVariable(String name) {
    return environmentVariables.apply(name);
  }

  /** The text of a file, seen from the working directory; empty where there is none to read. */
  Optional<String> text(String path) {
    try {
      return files.apply(workingDirectory.resolve(path).normalize());
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
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
