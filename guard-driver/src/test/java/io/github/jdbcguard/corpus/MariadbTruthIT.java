package io.github.jdbcguard.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.corpus.Corpus.Row;
import io.github.jdbcguard.corpus.Corpus.Truth;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.sql.Dialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MariaDB says of every statement, in a read-only session, what the corpus says of it. */
class MariadbTruthIT {
  private static final int READ_ONLY = 1792;

  /** An option of the server is in the way, as the one that this server runs without rights. */
  private static final int OPTION_PREVENTS = 1290;

  /** No such syntax, function, setting, table, column, format or connection. */
  private static final Set<Integer> NOT_UNDERSTOOD =
      Set.of(1054, 1064, 1094, 1109, 1146, 1193, 1305, 1582, 1630, 1791);

  private static final int UNDERSTOOD_OF_MARIADB = 270;
  private static final int UNDERSTOOD_OF_MYSQL = 220;

  @TempDir Path folder;

  @Test
  void serverAgrees() throws SQLException {
    List<Answer> answers = answers(Dialect.MARIADB);

    assertThat(answers).hasSizeGreaterThan(UNDERSTOOD_OF_MARIADB);
    assertThat(answers.stream().filter(answer -> !answer.agrees())).isEmpty();
  }

  @Test
  void serverAgreesOnWhatItUnderstandsOfMysql() throws SQLException {
    List<Answer> understood =
        answers(Dialect.MYSQL).stream().filter(answer -> !answer.notUnderstood()).toList();

    assertThat(understood).hasSizeGreaterThan(UNDERSTOOD_OF_MYSQL);
    assertThat(understood.stream().filter(answer -> !answer.agrees())).isEmpty();
  }

  private List<Answer> answers(Dialect dialect) throws SQLException {
    TestDatabase database = TestDatabase.create(TestEngine.MARIADB, folder, "corpus");
    List<Answer> answers = new ArrayList<>();
    try (Connection connection = database.raw()) {
      for (String sql : Corpus.setup(dialect)) {
        run(connection, sql);
      }
      run(connection, "SET SESSION TRANSACTION READ ONLY");
      for (Row row : Corpus.rows(dialect)) {
        if (row.truth() != Truth.LEAK) {
          answers.add(answer(connection, row));
        }
      }
    }
    return answers.stream().filter(answer -> !answer.needsRights()).toList();
  }

  private static Answer answer(Connection connection, Row row) {
    try {
      run(connection, row.sql());
      return new Answer(row, 0, "runs");
    } catch (SQLException e) {
      return new Answer(row, e.getErrorCode(), String.valueOf(e.getMessage()));
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  /**
   * What the server said.
   *
   * @param code 0 where the statement ran
   */
  private record Answer(Row row, int code, String message) {

    boolean needsRights() {
      return code == OPTION_PREVENTS && message.contains("--skip-grant-tables");
    }

    boolean notUnderstood() {
      return NOT_UNDERSTOOD.contains(code);
    }

    boolean agrees() {
      return switch (row.truth()) {
        case READ, CONTROL -> code == 0;
        case WRITE -> code == READ_ONLY;
        case LEAK -> true;
      };
    }
  }
}
