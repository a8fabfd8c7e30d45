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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of functions that change nothing hold what MariaDB says of its functions. */
class MariadbFunctionsIT {
  private static final Path SOURCES = Path.of("..", "guard-policy", "src", "main", "functions");
  private static final Set<Integer> NO_SUCH_FUNCTION = Set.of(1305, 1630);

  /** With other numbers of arguments than they take, the server looks for a user's function. */
  private static final Set<String> CONSTRUCTORS =
      Set.of(
          "geometrycollection",
          "linestring",
          "multilinestring",
          "multipoint",
          "multipolygon",
          "point",
          "polygon");

  @TempDir Path folder;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = TestDatabase.create(TestEngine.MARIADB, folder, "functions").raw();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void listIsWhatTheServerAndTheReviewSay(String engine) throws Exception {
    List<String> review = Files.readAllLines(SOURCES.resolve(engine + "-review.txt"));

    Set<String> expected = builtIns();
    expected.removeAll(marked(review, "- "));
    expected.addAll(marked(review, "+ "));

    assertThat(harmless(engine)).containsExactlyElementsOf(expected);
  }

  @Test
  void everyBuiltInIsJudgedOnce() throws Exception {
    Set<String> harmless = harmless("mariadb");
    Set<String> effects = resource("effects-mysql.txt");
    Set<String> stopped =
        names(Files.readString(SOURCES.resolve("mariadb-stopped.txt"), StandardCharsets.UTF_8));

    assertThat(builtIns())
        .hasSizeGreaterThan(200)
        .allMatch(
            name ->
                Stream.of(harmless, effects, stopped).filter(list -> list.contains(name)).count()
                    == 1);
    assertThat(harmless).doesNotContainAnyElementsOf(effects).doesNotContainAnyElementsOf(stopped);
  }

  @Test
  void noFunctionOfUsersPassesForOneOfTheServers() throws Exception {
    Predicate<String> plain = name -> !name.startsWith("sys.") && !CONSTRUCTORS.contains(name);

    assertThat(harmless("mariadb").stream().filter(plain).filter(this::mayBeUsers)).isEmpty();
    assertThat(mayBeUsers("no_such_function")).isTrue();
  }

  @Test
  void functionsOfSysAreThoseOfTheServer() throws Exception {
    Set<String> known =
        harmless("mariadb").stream()
            .filter(name -> name.startsWith("sys."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(known)
        .containsExactlyElementsOf(
            query(
                "SELECT LOWER(CONCAT(routine_schema, '.', routine_name)) FROM"
                    + " information_schema.routines WHERE routine_schema = 'sys' AND routine_type ="
                    + " 'FUNCTION' AND sql_data_access <> 'MODIFIES SQL DATA'"));
  }

  /** Whether the server looks for a function of this name, given some number of arguments. */
  private boolean mayBeUsers(String name) {
    return Stream.of("", "1", "1, 2", "1, 2, 3")
        .anyMatch(arguments -> isMissing("SELECT %s(%s)".formatted(name, arguments)));
  }

  /** Only prepares, so that nothing sleeps and nothing is locked. */
  private boolean isMissing(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PREPARE p FROM '%s'".formatted(sql));
      return false;
    } catch (SQLException e) {
      return NO_SUCH_FUNCTION.contains(e.getErrorCode());
    }
  }

  private Set<String> builtIns() throws IOException, SQLException {
    return query(Files.readString(SOURCES.resolve("mariadb.sql"), StandardCharsets.UTF_8));
  }

  private Set<String> query(String sql) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static Set<String> harmless(String engine) throws IOException {
    return resource("functions-" + engine + ".txt");
  }

  private static Set<String> resource(String file) throws IOException {
    try (InputStream in = Classifier.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return names(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Set<String> names(String text) {
    return text.lines()
        .filter(line -> !line.isBlank() && line.charAt(0) != '#')
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> marked(List<String> review, String mark) {
    return review.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
