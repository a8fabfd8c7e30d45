package io.github.jdbcguard.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.corpus.Corpus.Row;
import io.github.jdbcguard.corpus.Corpus.Truth;
import io.github.jdbcguard.sql.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HSQLDB's own answer to those rows of the corpus of all other engines that it understands: each
 * runs in a database of its own, in an ordinary and in a read-only session, and the definitions and
 * rows before and after are compared. The others are in the syntax of engines that do not run
 * within a test; their truth is what their documentation says.
 */
class StandardTruthIT {
  private int databases;

  /** The number of rows is what keeps the test from passing because nothing ran. */
  @ParameterizedTest
  @CsvSource({"READ,55", "WRITE,50", "LEAK,3", "CONTROL,12"})
  void everyRowIsWhatTheEngineSays(Truth truth, int atLeast) throws Exception {
    SoftAssertions softly = new SoftAssertions();
    int ran = 0;

    for (Row row : Corpus.rows(Dialect.STANDARD)) {
      Seen open = row.truth() == truth ? run(row.sql(), false) : Seen.NOT_UNDERSTOOD;
      if (open.understood()) {
        Seen guarded = run(row.sql(), true);
        softly
            .assertThat(agrees(truth, open, guarded))
            .as("%s%n  open    %s%n  guarded %s", row, open, guarded)
            .isTrue();
        ran++;
      }
    }

    softly.assertAll();
    assertThat(ran).isGreaterThanOrEqualTo(atLeast);
  }

  private static boolean agrees(Truth truth, Seen open, Seen guarded) {
    return switch (truth) {
      case READ -> !open.changed() && guarded.understood() && !guarded.changed();
      case WRITE -> guarded.refused();
      case LEAK -> open.changed() || !guarded.refused();
      case CONTROL -> !open.changed();
    };
  }

  /**
   * What was seen of one text.
   *
   * @param state empty where it ran, else the SQL state of the engine's refusal
   * @param more the definitions and rows that were not there before
   */
  private record Seen(String state, List<String> more) {
    static final Seen NOT_UNDERSTOOD = new Seen("42581", List.of());

    boolean understood() {
      return state.isEmpty();
    }

    boolean refused() {
      return state.equals("25006");
    }

    boolean changed() {
      return !more.isEmpty();
    }
  }

  private Seen run(String sql, boolean guarded) throws SQLException {
    String url = "jdbc:hsqldb:mem:corpus" + databases++;
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      for (String setup : Corpus.setup(Dialect.STANDARD)) {
        statement.execute(setup);
      }
      List<String> before = content(statement);
      connection.setReadOnly(guarded);
      String state = "";
      try {
        statement.execute(sql);
      } catch (SQLException e) {
        state = e.getSQLState();
      }
      return new Seen(state, more(before, connection));
    } finally {
      shutDown(url);
    }
  }

  private static List<String> more(List<String> before, Connection connection) throws SQLException {
    if (connection.isClosed()) {
      return List.of("closed the database");
    }
    connection.commit();
    connection.setReadOnly(false); // else SCRIPT is refused
    try (Statement statement = connection.createStatement()) {
      List<String> after = content(statement);
      List<String> more = new ArrayList<>(after);
      before.forEach(more::remove);
      if (more.isEmpty() && after.size() < before.size()) {
        more.add("less than before");
      }
      return more;
    }
  }

  /** The definitions, which tell of sequences too, and the rows of all tables. */
  private static List<String> content(Statement statement) throws SQLException {
    List<String> content = lines(statement, "script");
    List<String> tables =
        lines(
            statement,
            "select '\"' || table_schem || '\".\"' || table_name || '\"'"
                + " from information_schema.system_tables where table_type = 'TABLE'");
    for (String table : tables) {
      content.addAll(lines(statement, "select * from " + table));
    }
    return content;
  }

  private static List<String> lines(Statement statement, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        StringBuilder line = new StringBuilder(String.valueOf(result.getObject(1)));
        for (int i = 2; i <= result.getMetaData().getColumnCount(); i++) {
          line.append(' ').append(result.getObject(i));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static void shutDown(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown immediately");
    }
  }
}
