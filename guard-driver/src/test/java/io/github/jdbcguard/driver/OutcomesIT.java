package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the audit keeps of what came of a statement, by each way to run one, on real engines. */
class OutcomesIT {
  private static final String UPDATE = "UPDATE items SET name = 'x' WHERE id < 3";
  private static final String DOUBLE = "INSERT INTO items VALUES (1, 'again')";

  @TempDir Path folder;

  /** Something that is done with a connection. */
  @FunctionalInterface
  private interface Way {
    void run(Connection connection, Statement statement) throws SQLException;
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void tellHowManyRowsWereChanged(TestEngine engine) throws Exception {
    assertThat(events(engine, (c, s) -> s.executeUpdate(UPDATE)))
        .containsExactly("admitted", "completed ok 2");
    assertThat(events(engine, (c, s) -> prepared(c, UPDATE).executeUpdate()))
        .containsExactly("admitted", "completed ok 2");
    assertThat(events(engine, (c, s) -> s.execute(UPDATE)))
        .containsExactly(
            "admitted", engine == TestEngine.SQLITE ? "completed ok ?" : "completed ok 2");
    assertThat(
            events(
                engine,
                (c, s) -> {
                  s.addBatch(UPDATE);
                  s.addBatch("UPDATE items SET name = 'y' WHERE id = 3");
                  s.executeBatch();
                }))
        .containsExactly("admitted", "completed ok 3");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void tellWhatFailed(TestEngine engine) throws Exception {
    for (Way way :
        List.<Way>of(
            (c, s) -> s.executeUpdate(DOUBLE),
            (c, s) -> s.execute(DOUBLE),
            (c, s) -> prepared(c, DOUBLE).executeUpdate(),
            (c, s) -> prepared(c, DOUBLE).execute(),
            (c, s) -> {
              s.addBatch(DOUBLE);
              s.executeBatch();
            })) {
      List<String> events =
          events(
              engine,
              (c, s) -> assertThatThrownBy(() -> way.run(c, s)).isInstanceOf(SQLException.class));

      assertThat(events).hasSize(2).first().isEqualTo("admitted");
      assertThat(events.get(1)).startsWith("completed failed");
      assertThat(audited()).contains("\"sqlstate\":").doesNotContain("again");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void leaveNoLineForReads(TestEngine engine) throws Exception {
    assertThat(events(engine, (c, s) -> s.executeQuery("SELECT id FROM items").close())).isEmpty();
  }

  private static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  private List<String> events(TestEngine engine, Way way) throws Exception {
    Files.deleteIfExists(new Guarded(folder).audit());
    Files.deleteIfExists(folder.resolve("audit.jsonl.head"));
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          production:
            level: protected
            match: [ { database: "*protected_*" } ]
            rules: { write: allow }
        """);
    TestDatabase database = TestDatabase.create(engine, folder, "protected");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      way.run(connection, statement);
    }
    return audited()
        .lines()
        .filter(line -> !line.contains("\"event\":\"opened\""))
        .map(OutcomesIT::event)
        .toList();
  }

  private String audited() throws IOException {
    return new Guarded(folder).audited();
  }

  private static String event(String line) {
    String event = member(line, "\"event\":\"([a-z-]+)\"");
    return event.equals("completed")
        ? "%s %s %s"
            .formatted(
                event, member(line, "\"result\":\"([a-z]+)\""), member(line, "\"rows\":(\\d+)"))
        : event;
  }

  private static String member(String line, String pattern) {
    java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(pattern).matcher(line);
    return matcher.find() ? matcher.group(1) : "?";
  }
}
