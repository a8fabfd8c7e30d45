package io.github.jdbcguard.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The lists of SQLite's functions, asked of the engine. */
class SqliteFunctionsIT {
  private static final FunctionLists LISTS = FunctionLists.of("sqlite");

  /** Words of the grammar, and a function of the shell. */
  private static final Set<String> NOT_THE_LIBRARYS =
      Set.of("cast", "raise", "fts5vocab", "writefile");

  private static final String FUNCTIONS =
      "select distinct lower(name) from pragma_function_list where name glob '[a-zA-Z]*'";

  @Test
  void everyFunctionIsInOneList() throws Exception {
    assertThat(LISTS.inBoth()).isEmpty();
    assertThat(LISTS.all()).containsAll(functions());
  }

  @Test
  void everyNameIsTheEnginesOwn() throws Exception {
    Set<String> others = new TreeSet<>(LISTS.all());
    others.removeAll(functions());
    others.removeAll(NOT_THE_LIBRARYS);

    assertThat(others).hasSizeGreaterThan(10).allMatch(SqliteFunctionsIT::isTable);
  }

  @Test
  void theListIsWhatTheStatementAnswers() throws Exception {
    Path file = Path.of("..", "guard-policy", "src", "main", "functions", "sqlite.sql");

    assertThat(names(Files.readString(file))).isEqualTo(LISTS.harmless());
  }

  private static Set<String> functions() throws SQLException {
    return names(FUNCTIONS);
  }

  private static Set<String> names(String query) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    return names;
  }

  /** Whether the name is read like a table, with arguments or without. */
  private static boolean isTable(String name) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.executeQuery("select * from " + name).close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
