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
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * H2's own answer to every row of its corpus: each runs on a copy of a small database, once as it
 * is and once with {@code ACCESS_MODE_DATA=r}, and all that the database tells of itself is
 * compared.
 */
class H2TruthIT {
  /** Of the settings those that tell of the engine's own work. */
  private static final String SETTINGS =
      "select setting_name || '=' || setting_value from information_schema.settings"
          + " where setting_name not like 'info.%' and setting_name not like 'property.%'";

  @TempDir private Path folder;
  private byte[] template = {};

  @BeforeEach
  void fill() throws Exception {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      for (String sql : Corpus.setup(Dialect.H2)) {
        statement.execute(sql);
      }
    }
    template = Files.readAllBytes(file());
  }

  @ParameterizedTest
  @EnumSource(Truth.class)
  void everyRowIsWhatTheEngineSays(Truth truth) throws Exception {
    SoftAssertions softly = new SoftAssertions();

    for (Row row : Corpus.rows(Dialect.H2)) {
      if (row.truth() == truth) {
        Seen open = run(row.sql(), "");
        Seen guarded = run(row.sql(), ";ACCESS_MODE_DATA=r");
        softly
            .assertThat(agrees(truth, open, guarded))
            .as("%s%n  open    %s%n  guarded %s", row, open, guarded)
            .isTrue();
      }
    }

    softly.assertAll();
  }

  private static boolean agrees(Truth truth, Seen open, Seen guarded) {
    return switch (truth) {
      case READ -> open.nothing() && guarded.nothing();
      case WRITE -> guarded.refused();
      case LEAK -> !guarded.refused() && (open.changed() || guarded.changed() || notHere(open));
      case CONTROL -> open.failure().isEmpty() && open.data().isEmpty();
    };
  }

  /** What only an application's own functions would run. */
  private static boolean notHere(Seen seen) {
    return seen.failure().matches("(?s)(Function|Class|Schema) .* not found.*");
  }

  /**
   * What was seen of one text.
   *
   * @param failure the engine's message, empty where it ran
   * @param data the lines of the database's own script, and the files, that were not there before
   * @param settings the same of the settings
   */
  private record Seen(String failure, List<String> data, List<String> settings) {
    boolean changed() {
      return !data.isEmpty() || !settings.isEmpty();
    }

    boolean nothing() {
      return failure.isEmpty() && !changed();
    }

    boolean refused() {
      return failure.startsWith("The database is read only");
    }
  }

  private Seen run(String sql, String options) throws Exception {
    restore();
    try (Connection connection = connect(options)) {
      List<String> data = data(connection);
      List<String> settings = lines(connection, SETTINGS);
      String failure = "";
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql.replace("<dir>", folder.toString()));
      } catch (SQLException e) {
        failure = String.valueOf(e.getMessage());
      }
      try {
        boolean locked = locked();
        List<String> more = more(data, data(connection));
        if (locked) {
          more.add("rows are locked");
        }
        return new Seen(failure, more, more(settings, lines(connection, SETTINGS)));
      } catch (SQLException e) {
        return new Seen(failure, List.of("cannot be looked at any more: " + e), List.of());
      }
    }
  }

  /** Whether others wait for the transaction that the text left open. */
  private boolean locked() {
    try (Connection other = connect("");
        Statement statement = other.createStatement()) {
      statement.execute("set lock_timeout 10");
      statement.execute("update customers set name = name");
      return false;
    } catch (SQLException e) {
      return e.getErrorCode() == ErrorCode.LOCK_TIMEOUT_1;
    }
  }

  private static List<String> more(List<String> before, List<String> after) {
    List<String> more = new ArrayList<>(after);
    before.forEach(more::remove);
    if (more.isEmpty() && after.size() < before.size()) {
      more.add("less than before");
    }
    return more;
  }

  private List<String> data(Connection connection) throws SQLException, IOException {
    List<String> data =
        lines(connection, "select table_schema, table_name from information_schema.tables");
    data.addAll(
        lines(connection, "select sequence_name, base_value from information_schema.sequences"));
    data.addAll(lines(connection, "script"));
    try (Stream<Path> files = Files.list(folder)) {
      data.addAll(files.map(Path::toString).filter(name -> !name.contains("trace")).toList());
    }
    return data;
  }

  private static List<String> lines(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        lines.add(result.getString(1) + (columns > 1 ? " " + result.getString(2) : ""));
      }
    }
    return lines;
  }

  private Path file() {
    return folder.resolve("corpus.mv.db");
  }

  private Connection connect(String options) throws SQLException {
    String url = "jdbc:h2:" + folder.resolve("corpus");
    return DriverManager.getConnection(url + options, "sa", "");
  }

  private void restore() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.toList()) {
        Files.delete(path);
      }
    }
    Files.write(file(), template);
    Files.writeString(folder.resolve("in.sql"), "update counters set val = 7;");
  }
}
