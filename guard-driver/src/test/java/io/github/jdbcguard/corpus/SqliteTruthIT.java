package io.github.jdbcguard.corpus;

import io.github.jdbcguard.corpus.Corpus.Row;
import io.github.jdbcguard.corpus.Corpus.Truth;
import io.github.jdbcguard.sql.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SQLite's own answer to every row of its corpus: each runs on a database of its own in a session
 * with {@code query_only}, and what is there afterwards is compared with what was there before.
 */
class SqliteTruthIT {
  /** Of everything the session may set: what guards the data, or changes the file. */
  private static final List<String> SETTINGS =
      List.of(
          "query_only",
          "foreign_keys",
          "writable_schema",
          "ignore_check_constraints",
          "recursive_triggers",
          "legacy_alter_table",
          "defer_foreign_keys",
          "synchronous",
          "journal_mode",
          "secure_delete",
          "locking_mode",
          "max_page_count",
          "trusted_schema",
          "temp_store_directory",
          "cell_size_check",
          "user_version");

  /** A session of which nothing is to be lifted. */
  private static final List<String> GUARDED =
      List.of("query_only = 1", "foreign_keys = 1", "secure_delete = 1", "trusted_schema = 0");

  @TempDir private Path folder;
  private Map<String, byte[]> template = Map.of();

  @BeforeEach
  void fill() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : Corpus.setup(Dialect.SQLITE)) {
        statement.executeUpdate(sql);
      }
      statement.executeUpdate("vacuum into '" + folder.resolve("older.db") + "'");
      statement.executeUpdate("delete from audit");
    }
    template = files();
  }

  @ParameterizedTest
  @EnumSource(Truth.class)
  void everyRowIsWhatTheEngineSays(Truth truth) throws Exception {
    SoftAssertions softly = new SoftAssertions();

    for (Row row : Corpus.rows(Dialect.SQLITE)) {
      if (row.truth() == truth) {
        for (boolean guarded : sessions(truth)) {
          Seen seen = run(row.sql(), guarded);
          softly.assertThat(seen).as("%s", row).matches(it -> agrees(truth, it), truth.name());
        }
      }
    }

    softly.assertAll();
  }

  /** What reads must change nothing where it could. */
  private static List<Boolean> sessions(Truth truth) {
    return switch (truth) {
      case READ -> List.of(true, false);
      case WRITE, LEAK -> List.of(true);
      case CONTROL -> List.of(false);
    };
  }

  private static boolean agrees(Truth truth, Seen seen) {
    return switch (truth) {
      case READ -> seen.refusal().isEmpty() && !seen.changed() && seen.settings().isEmpty();
      case WRITE -> seen.refusal().contains("SQLITE_READONLY");
      case LEAK -> seen.refusal().isEmpty() ? seen.leaks() : notHere(seen.refusal());
      case CONTROL -> seen.refusal().isEmpty() && !seen.changed();
    };
  }

  /** What only an application's own functions, or other builds of the engine, would run. */
  private static boolean notHere(String refusal) {
    return refusal.contains("no such function") || refusal.contains("not authorized");
  }

  /**
   * What was seen of one text.
   *
   * @param refusal the engine's message, empty where it ran
   * @param changed whether any file is different afterwards, or any row was touched
   * @param settings the settings that are different afterwards
   */
  private record Seen(String refusal, boolean changed, List<String> settings) {
    boolean leaks() {
      return changed || !settings.isEmpty();
    }
  }

  /** A session as it is opened where nothing may be written, or as it is by itself. */
  private Seen run(String sql, boolean guarded) throws Exception {
    restore();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      if (guarded) {
        for (String setting : GUARDED) {
          statement.execute("pragma " + setting);
        }
      }
      List<String> settings = settings(statement);
      int touched = touched(statement);
      String refusal = "";
      try {
        statement.executeUpdate(sql.replace("<dir>", folder.toString()));
      } catch (SQLException e) {
        refusal = String.valueOf(e.getMessage());
      }
      boolean changed = touched(statement) != touched || !sameFiles();
      List<String> after = settings(statement);
      after.removeAll(settings);
      return new Seen(refusal, changed, after);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("corpus.db"));
  }

  private static int touched(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery("select total_changes()")) {
      return result.getInt(1);
    }
  }

  private static List<String> settings(Statement statement) throws SQLException {
    List<String> values = new ArrayList<>();
    for (String name : SETTINGS) {
      try (ResultSet result = statement.executeQuery("pragma " + name)) {
        values.add(name + " " + (result.next() ? result.getString(1) : ""));
      }
    }
    try (ResultSet result = statement.executeQuery("pragma database_list")) {
      while (result.next()) {
        boolean temporary = result.getString("name").equals("temp");
        values.add(temporary ? "" : "attached " + result.getString("file"));
      }
    }
    values.remove("");
    return values;
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path path : list.toList()) {
        files.put(path.toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }

  /** A journal comes and goes with a transaction that is still open. */
  private boolean sameFiles() throws IOException {
    Map<String, byte[]> now = files();
    now.keySet().removeIf(name -> name.endsWith("-journal"));
    return now.keySet().equals(template.keySet())
        && now.entrySet().stream()
            .allMatch(file -> Arrays.equals(file.getValue(), template.get(file.getKey())));
  }

  private void restore() throws IOException {
    for (String name : files().keySet()) {
      if (!template.containsKey(name)) {
        Files.delete(Path.of(name));
      }
    }
    for (Map.Entry<String, byte[]> file : template.entrySet()) {
      Files.write(Path.of(file.getKey()), file.getValue());
    }
  }
}
