package io.github.jdbcguard.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.sql.Classifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists of functions against the catalog of a real server, and what the server does. */
class PostgresqlFunctionsIT {
  private static final Path SOURCES = Path.of("..", "guard-policy", "src", "main", "functions");

  /** A read-only session refuses them; {@code set_config} is judged by its setting. */
  private static final Set<String> NOT_LISTED = Set.of("nextval", "setval", "set_config");

  private static final String VOLATILE =
      """
      SELECT proname FROM pg_proc
      WHERE pronamespace = 'pg_catalog'::regnamespace AND provolatile = 'v'
        AND prorettype::regtype::text !~ '(^internal|^cstring|trigger|_handler)$'
        AND NOT EXISTS (SELECT FROM unnest(proargtypes) a
          WHERE a::regtype::text IN ('internal', 'cstring'))
        AND proname !~ '_validator$'
      """;

  private static final String EXTENSIONS =
      """
      SELECT name FROM pg_available_extensions
      WHERE name !~ '^pl|_pl' AND comment !~* 'transform'
      """;

  @TempDir static Path folder;

  private static TestDatabase database;
  private static Connection connection;

  @BeforeAll
  static void createExtensions() throws SQLException {
    database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "functions");
    connection = database.raw();
    for (String extension : query(EXTENSIONS)) {
      execute("CREATE EXTENSION IF NOT EXISTS \"%s\" CASCADE".formatted(extension));
    }
    execute("CREATE SEQUENCE s");
    execute("SELECT nextval('s')");
    execute("SELECT lo_create(4711)");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @Test
  void theListsAreWhatTheCatalogAndReviewSay() throws Exception {
    Set<String> harmless = new TreeSet<>(query(source("postgresql.sql")));
    harmless.addAll(reviewed("postgresql-harmless.txt"));
    Set<String> effects = new TreeSet<>(query(source("postgresql-effects.sql")));
    effects.removeAll(reviewed("postgresql-harmless.txt"));
    effects.addAll(reviewed("postgresql-effects.txt"));

    assertThat(listed("functions-postgresql.txt")).containsExactlyElementsOf(harmless);
    assertThat(listed("effects-postgresql.txt")).containsExactlyElementsOf(effects);
  }

  @Test
  void noFunctionWithoutReviewIsVolatile() throws Exception {
    Set<String> listed = new TreeSet<>(listed("functions-postgresql.txt"));
    listed.removeAll(reviewed("postgresql-harmless.txt"));

    assertThat(listed).hasSizeGreaterThan(1_500).doesNotContainAnyElementsOf(query(VOLATILE));
  }

  @Test
  void everyVolatileFunctionIsInOneList() throws Exception {
    Set<String> harmless = reviewed("postgresql-harmless.txt");
    List<String> effects = listed("effects-postgresql.txt");

    assertThat(query(VOLATILE))
        .hasSizeGreaterThan(150)
        .allSatisfy(
            name ->
                assertThat(List.of(harmless, effects, NOT_LISTED))
                    .filteredOn(list -> list.contains(name))
                    .as(name)
                    .hasSize(1));
    assertThat(listed("functions-postgresql.txt")).doesNotContainAnyElementsOf(effects);
  }

  @Test
  void aReadOnlyTransactionStopsWhatIsNotListed() throws Exception {
    assertThat(outcome("SELECT nextval('s')", true)).isEqualTo("25006");
    assertThat(outcome("SELECT setval('s', 5)", true)).isEqualTo("25006");
    assertThat(outcome("SELECT pg_current_xact_id()", true)).isEqualTo("wrote");
    assertThat(outcome("SELECT txid_current()", true)).isEqualTo("wrote");
  }

  /** In a transaction that may write, so that only the function itself holds back. */
  @Test
  void whatIsHarmlessByReviewWritesNothing() throws Exception {
    SoftAssertions softly = new SoftAssertions();
    List<String> calls =
        lines(resource(PostgresqlFunctionsIT.class, "postgresql-harmless-calls.txt"));

    for (String call : calls) {
      String[] cells = call.split("\\|", 2);
      softly.assertThat(outcome(cells[1].strip(), false)).as(call).isEqualTo(cells[0].strip());
    }

    Set<String> called = new TreeSet<>(reviewed("postgresql-harmless.txt"));
    called.retainAll(query(VOLATILE));
    called.removeIf(name -> calls.stream().anyMatch(call -> call.contains(" " + name + "(")));
    softly.assertThat(called).as("not called").isEmpty();
    softly.assertAll();
  }

  /** {@code ok}, {@code wrote} if a transaction id was assigned, or the SQLSTATE. */
  private static String outcome(String sql, boolean readOnly) throws SQLException {
    execute(readOnly ? "BEGIN READ ONLY" : "BEGIN");
    try {
      execute(sql);
      return query(
              "SELECT coalesce('wrote' || left(pg_current_xact_id_if_assigned()::text, 0), 'ok')")
          .get(0);
    } catch (SQLException e) {
      return Objects.requireNonNull(e.getSQLState());
    } finally {
      execute("ROLLBACK");
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static String source(String file) throws IOException {
    return Files.readString(SOURCES.resolve(file));
  }

  private static Set<String> reviewed(String file) throws IOException {
    return new TreeSet<>(lines(source(file)));
  }

  private static List<String> listed(String file) throws IOException {
    return lines(resource(Classifier.class, file));
  }

  private static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#').toList();
  }

  private static String resource(Class<?> beside, String file) throws IOException {
    try (InputStream in = beside.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
