package io.github.jdbcguard.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.corpus.Corpus.Row;
import io.github.jdbcguard.corpus.Corpus.Truth;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.sql.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What PostgreSQL does with the statements of its corpus in a read-only transaction. */
class PostgresqlTruthIT {
  private static final String READ_ONLY_VIOLATED = "25006";
  private static final String RAN = "ran";
  private static final String WROTE = "assigned a transaction id";

  @TempDir static Path folder;

  private static Connection connection;

  @BeforeAll
  static void setUp() throws SQLException {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "corpus");
    connection = DriverManager.getConnection(database.url() + "&preferQueryMode=simple");
    for (String sql : Corpus.setup(Dialect.POSTGRESQL)) {
      execute(sql);
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @Test
  void theServerSaysWhatTheCorpusSays() throws Exception {
    SoftAssertions softly = new SoftAssertions();
    List<Row> rows = Corpus.rows(Dialect.POSTGRESQL);

    for (Row row : rows) {
      if (row.truth() != Truth.LEAK) {
        softly.assertThat(answer(row)).as(row.toString()).isEqualTo(expected(row.truth()));
      }
    }

    assertThat(rows).hasSizeGreaterThan(320);
    softly.assertAll();
  }

  private static String expected(Truth truth) {
    return switch (truth) {
      case READ, CONTROL -> RAN;
      case WRITE -> READ_ONLY_VIOLATED;
      case LEAK -> throw new IllegalArgumentException("not run");
    };
  }

  private static String answer(Row row) throws SQLException, IOException {
    execute("BEGIN READ ONLY");
    try {
      run(row.sql());
      return row.truth() == Truth.READ && wrote() ? WROTE : RAN;
    } catch (SQLException e) {
      String state = Objects.requireNonNull(e.getSQLState());
      return state.equals(READ_ONLY_VIOLATED) ? state : state + " " + e.getMessage();
    } finally {
      execute("ROLLBACK");
    }
  }

  private static void run(String sql) throws SQLException, IOException {
    if (!sql.startsWith("copy ")) {
      execute(sql);
      return;
    }
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    if (sql.contains(" from stdin")) {
      copies.copyIn(sql, new ByteArrayInputStream(new byte[0]));
    } else {
      copies.copyOut(sql, OutputStream.nullOutputStream());
    }
  }

  private static boolean wrote() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
