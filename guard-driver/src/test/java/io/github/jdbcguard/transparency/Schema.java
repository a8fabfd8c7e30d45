package io.github.jdbcguard.transparency;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What the script finds in a database, and the words of an engine for what it does.
 *
 * @param file what is made once
 * @param slow a query that runs for long; empty where it could not be stopped by a time-out
 * @param endless a query that runs until it is cancelled
 * @param calls of routines, with one parameter each
 */
record Schema(String file, String slow, String endless, List<String> calls) {

  private static final String COUNTING =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)"
          + " SELECT COUNT(*) FROM n";

  static Schema of(TestEngine engine) {
    return switch (engine) {
      case H2 ->
          schema(
              "h2",
              "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000000000)",
              "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000000000)",
              "{? = call ABS(?)}",
              "CALL ABS(?)",
              "{call f_double(?)}",
              "{call no_such_routine(?)}");
      case POSTGRESQL ->
          schema(
              "postgresql",
              "SELECT pg_sleep(60)",
              "SELECT pg_sleep(60)",
              "{? = call f_double(?)}",
              "{call f_both(?, ?)}",
              "{? = call f_rows(?)}",
              "CALL f_procedure(?, ?)",
              "{call no_such_routine(?)}");
      case MARIADB, MYSQL ->
          schema(
              "mariadb",
              "SELECT COUNT(*) FROM (" + COUNTING + ") a",
              COUNTING,
              "{? = call f_double(?)}",
              "{call f_both(?, ?)}",
              "{call f_results(?)}",
              "{call no_such_routine(?)}");
      case SQLITE -> schema("sqlite", "", COUNTING, "{? = call abs(?)}");
    };
  }

  private static Schema schema(String engine, String slow, String endless, String... calls) {
    return new Schema(engine + ".sql", slow, endless, List.of(calls));
  }

  /** Statements end with an empty line. */
  private List<String> definitions() {
    try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\\s*\n")).filter(sql -> !sql.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void create(TestDatabase database) throws SQLException {
    try (Connection connection = database.raw();
        Statement statement = connection.createStatement()) {
      for (String sql : definitions()) {
        statement.execute(sql);
      }
    }
  }

  /** The same three rows before each step. */
  void reset(TestDatabase database) throws SQLException {
    try (Connection connection = database.raw();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM items");
      statement.execute("INSERT INTO items VALUES (1, 'one'), (2, 'two'), (3, 'three')");
      statement.execute("DELETE FROM numbered");
    }
  }
}
