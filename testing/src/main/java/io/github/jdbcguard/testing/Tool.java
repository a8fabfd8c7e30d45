package io.github.jdbcguard.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A tool that is run as a process of its own: in a folder, without a terminal, and without settings
 * of anybody's. Its home is the folder {@code home} in there.
 */
public final class Tool {
  private static final int MINUTES = 5;

  private final Path folder;
  private final List<String> command;
  private final Map<String, String> variables = new HashMap<>();

  private Tool(Path folder, List<String> command) {
    this.folder = folder.toAbsolutePath();
    this.command = new ArrayList<>(command);
  }

  /** What a tool said, on both of its outputs, and how it ended. */
  public record Result(int exit, String output) {}

  /**
   * A program in Java.
   *
   * @param folder where it runs
   * @param classPath as the system writes it
   */
  public static Tool java(Path folder, String classPath, String mainClass) {
    return new Tool(
        folder,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + folder.resolve("home").toAbsolutePath(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            mainClass));
  }

  /**
   * Maven, without a network. What is built here it takes from {@code target/repository} of the
   * module that is tested, and all else from the local repository of the Maven that builds, which
   * the build names as {@code maven.repository}.
   */
  public static Tool maven(Path folder) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("settings.xml"),
            """
            <settings>
              <mirrors>
                <mirror><id>build</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
              </mirrors>
            </settings>
            """
                .formatted(Path.of(System.getProperty("maven.repository")).toUri()));
    Tool maven =
        new Tool(
            folder,
            List.of(
                mavenCommand(),
                "-B",
                "-o",
                "-U",
                "-s",
                settings.toAbsolutePath().toString(),
                "-Daether.offline.protocols=file",
                "-Dmaven.repo.local=" + Path.of("target", "repository").toAbsolutePath(),
                "-Dstyle.color=never"));
    maven.variables.put(
        "MAVEN_OPTS",
        "-XX:TieredStopAtLevel=1 -Duser.home=" + folder.resolve("home").toAbsolutePath());
    maven.variables.put("JAVA_HOME", System.getProperty("java.home"));
    return maven;
  }

  /** Of the Maven that builds, which the build names as {@code maven.home}, or of the path. */
  static String mavenCommand() {
    String home = System.getProperty("maven.home", "");
    String name = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
    return home.isEmpty() ? name : Path.of(home, "bin", name).toString();
  }

  /** Adds arguments. */
  public Tool with(String... arguments) {
    command.addAll(List.of(arguments));
    return this;
  }

  /** Adds a variable of the environment. */
  public Tool variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Runs it to its end. */
  public Result run() throws IOException, InterruptedException {
    return run("");
  }

  /**
   * Runs it to its end.
   *
   * @param input what it reads
   */
  public Result run(String input) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("home"));
    Path output = Files.createTempFile(folder, "output", ".txt");
    Path given = Files.writeString(Files.createTempFile(folder, "input", ".txt"), input);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(given.toFile())
            .redirectOutput(output.toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "TMPDIR", "TEMP", "SystemRoot"));
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().putAll(variables);
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new IOException(
          "%s has not ended within %d minutes:%n%s"
              .formatted(command, MINUTES, Files.readString(output)));
    }
    return new Result(process.exitValue(), Files.readString(output));
  }
}
