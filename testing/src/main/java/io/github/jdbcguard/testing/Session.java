package io.github.jdbcguard.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/**
 * Runs the file {@code session} of an example, a shell script with what somebody would type: in a
 * copy of the example's folder, beside a shop, without a terminal and without settings of
 * anybody's. If there is a file {@code before.sql}, both databases have that already. Tells at the
 * end what became of them.
 */
public final class Session {
  /** What programs log goes into a file, so that what they print can be read. */
  private static final String LOGGING =
      """
      handlers = java.util.logging.FileHandler
      java.util.logging.FileHandler.pattern = guard.log
      java.util.logging.FileHandler.append = true
      java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
      """;

  private final Path example;
  private final Path work;

  private Session(Path example, Path work) {
    this.example = example.toAbsolutePath().normalize();
    this.work = work.toAbsolutePath().normalize();
  }

  /**
   * Ends with the exit code of the script.
   *
   * @param arguments the folder of the example; a folder for the copy
   */
  public static void main(String[] arguments) throws Exception {
    System.exit(new Session(Path.of(arguments[0]), Path.of(arguments[1])).run());
  }

  private int run() throws IOException, SQLException, InterruptedException {
    LogManager.getLogManager().reset();
    copy();
    try (Shop shop = Shop.start()) {
      prepare(shop);
      Map<Stage, List<String>> before = contents(shop);
      int exit = script(shop.port());
      contents(shop)
          .forEach(
              (stage, now) ->
                  System.out.printf(
                      "# database %s: %s%n",
                      stage.database(), now.equals(before.get(stage)) ? "not changed" : "changed"));
      return exit;
    }
  }

  private void prepare(Shop shop) throws IOException, SQLException {
    Path before = example.resolve("before.sql");
    if (Files.exists(before)) {
      for (Stage stage : Stage.values()) {
        shop.execute(stage, "SET ROLE %s;%n%s".formatted(Shop.USER, Files.readString(before)));
      }
    }
  }

  private static Map<Stage, List<String>> contents(Shop shop) throws SQLException {
    Map<Stage, List<String>> contents = new TreeMap<>();
    for (Stage stage : Stage.values()) {
      contents.put(stage, shop.contents(stage));
    }
    return contents;
  }

  /** The files of the example; nothing that was built. */
  private void copy() throws IOException {
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path name = example.relativize(file);
        if (!name.startsWith("target") && Files.isRegularFile(file)) {
          Path copy = work.resolve(name);
          Files.createDirectories(copy.resolveSibling("."));
          Files.deleteIfExists(copy);
          Files.copy(file, copy);
        }
      }
    }
  }

  private int script(int port) throws IOException, InterruptedException {
    Path home = Files.createDirectories(work.resolve("home"));
    String classPath = Files.readString(example.resolve("target/classpath")).strip();
    ProcessBuilder builder =
        new ProcessBuilder("bash", "session")
            .directory(work.toFile())
            .redirectInput(Files.writeString(work.resolve("input"), "").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "TMPDIR", "MAVEN"));
    environment.put("HOME", home.toString());
    environment.put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PORT", Integer.toString(port));
    environment.put("CLASS_PATH", classPath);
    environment.put("BUILT", example.resolve("target").toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put(
        "LOGGING", Files.writeString(work.resolve("logging.properties"), LOGGING).toString());
    environment.put("TERMINAL", System.getProperty("java.class.path"));
    environment.put("BASH_ENV", example.resolveSibling("session.sh").toString());
    return builder.start().waitFor();
  }
}
