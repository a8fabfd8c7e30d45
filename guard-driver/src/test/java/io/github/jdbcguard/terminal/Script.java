package io.github.jdbcguard.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A database that is production, and the command that changes it.
 *
 * @param folder of the database, the policy and everything that is left behind
 * @param java of the JDK that runs it
 */
record Script(Path folder, Path java) {
  static final String UPDATE = "UPDATE items SET name = 'changed' WHERE id = 1";
  private static final String NAME = "shop";

  /** The JDK that runs this, and those that lie beside it. */
  static Stream<Path> jdks() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> found = new ArrayList<>(List.of(own));
    Path beside = own.getParent();
    if (beside != null) {
      try (Stream<Path> others = Files.list(beside)) {
        others
            .filter(home -> feature(home) >= 17)
            .map(Script::real)
            .filter(home -> !found.contains(home))
            .forEach(found::add);
      }
    }
    return found.stream().map(home -> home.resolve("bin/java"));
  }

  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException e) {
      return home;
    }
  }

  /** The version by the file that every JDK has; 0 where there is none. */
  private static int feature(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").split("[.]", -1)[0])
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException noJdk) {
      return 0;
    }
  }

  static Script in(Path folder, Path java, String confirm) throws IOException, SQLException {
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          production:
            level: protected
            match: [ { database: "*%s*" } ]
            confirm: { %s }
        """
            .formatted(NAME, confirm));
    Script script = new Script(folder, java);
    try (Connection connection = DriverManager.getConnection("jdbc:h2:" + script.file());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE items(id INTEGER PRIMARY KEY, name VARCHAR(20))");
      statement.execute("INSERT INTO items VALUES (1, 'one')");
    }
    return script;
  }

  private Path file() {
    return folder.resolve(NAME);
  }

  /** What the database holds now. */
  String contents() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:" + file());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM items")) {
      rows.next();
      return rows.getString(1);
    }
  }

  List<String> command(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-Duser.home=" + folder,
                "-Dguard.policy=" + folder.resolve("guard.yaml"),
                "-cp",
                String.join(
                    File.pathSeparator, allJar(), of(AskingProgram.class), of(org.h2.Driver.class)),
                AskingProgram.class.getName(),
                "jdbc:guard:h2:" + file(),
                UPDATE));
    command.addAll(List.of(more));
    return command;
  }

  /** The same as one word of a shell. */
  String quoted(String... more) {
    return String.join(" ", command(more).stream().map(word -> "'" + word + "'").toList());
  }

  private static String allJar() {
    return Path.of("target", "guard-driver-all.jar").toAbsolutePath().toString();
  }

  static String of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The environment of a person: neither CI nor an agent. */
  static Map<String, String> person() {
    Map<String, String> all = new HashMap<>();
    for (String name : List.of("PATH", "HOME", "LANG", "TMPDIR", "SystemRoot")) {
      String value = System.getenv(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    all.put("TERM", "xterm");
    return all;
  }

  static Map<String, String> with(Map<String, String> variables, String name, String value) {
    Map<String, String> all = new HashMap<>(variables);
    all.put(name, value);
    return all;
  }

  static String[] words(Collection<String> command) {
    return command.toArray(String[]::new);
  }
}
