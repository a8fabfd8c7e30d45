package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements for the guard itself, on real engines, all of which would call them a mistake. */
class GuardStatementsIT {
  private static final String UPDATE = "UPDATE items SET name = 'x' WHERE id = 1";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void areAnsweredEverywhereAndNeverSent(TestEngine engine) throws Exception {
    for (String level : new String[] {"open", "guarded", "protected", "sealed", "other"}) {
      TestDatabase database = TestDatabase.create(engine, folder, level);
      try (Connection connection = new Guarded(folder).open(database);
          Statement statement = connection.createStatement()) {
        Map<String, String> status = rows(statement.executeQuery("GUARD STATUS"));
        assertThat(status.keySet()).startsWith("environment", "level", "target", "known by");
        assertThat(status.get("level")).isEqualTo(level.equals("other") ? "sealed" : level);

        assertThat(statement.execute(" guard explain " + UPDATE + ";")).isTrue();
        assertThat(rows(statement.getResultSet()))
            .containsEntry("operations", "update")
            .containsKeys("verdict", "rule", "place", "next");
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.executeUpdate("GUARD RELEASE")).isZero();

        assertThat(statement.execute("SELECT 1 FROM items")).isTrue();
        try (ResultSet rows = statement.getResultSet()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void giveRowsThatEndAndClose(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "protected");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("GUARD STATUS");
      assertThat(rows.isClosed()).isFalse();
      assertThat(rows.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
      while (rows.next()) {
        assertThat(rows.getString("name")).isNotEmpty();
      }
      assertThat(rows.next()).isFalse();
      rows.close();
      assertThat(rows.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void areAnsweredWhenTheyArePrepared(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "protected");
    try (Connection connection = new Guarded(folder).open(database);
        PreparedStatement prepared = connection.prepareStatement("GUARD STATUS")) {
      assertThat(rows(prepared.executeQuery())).containsEntry("environment", "production");
      assertThat(prepared.execute()).isTrue();
      assertThat(rows(prepared.getResultSet())).containsEntry("environment", "production");
      assertThatThrownBy(prepared::addBatch)
          .isInstanceOf(SQLSyntaxErrorException.class)
          .hasMessageContaining("cannot be part of a batch");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void confirmAndTakeBack(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "protected");
    Guarded guarded = new Guarded(folder);
    try (Connection connection = guarded.open(database);
        Statement statement = connection.createStatement()) {
      String code = code(refused("28X02", () -> statement.executeUpdate(UPDATE)));

      Map<String, String> kept =
          rows(
              statement.executeQuery(
                  "GUARD CONFIRM '" + code.toLowerCase(Locale.ROOT) + "' REASON 'ticket 4711'"));
      assertThat(kept.get("confirmed")).contains(code);
      assertThat(statement.executeUpdate(UPDATE)).isEqualTo(1);
      assertThat(rows(statement.executeQuery("GUARD STATUS")))
          .containsEntry("codes", code)
          .containsEntry("reason", "ticket 4711");

      statement.execute("GUARD RELEASE");
      refused("28X02", () -> statement.executeUpdate(UPDATE));
    }
    assertThat(guarded.audited())
        .contains("\"consent\":\"code\"")
        .contains("\"reason\":\"ticket 4711\"");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void pointOutWhatTheyDoNotUnderstand(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "open");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      for (String sql : new String[] {"GUARD STATUS; DELETE FROM items", "GUARD OFF", "guard"}) {
        assertThatThrownBy(() -> statement.execute(sql))
            .isInstanceOf(SQLSyntaxErrorException.class)
            .hasMessageContaining("It knows: GUARD STATUS;");
      }
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  private static Map<String, String> rows(ResultSet rows) throws SQLException {
    Map<String, String> all = new LinkedHashMap<>();
    try (rows) {
      while (rows.next()) {
        all.put(rows.getString("name"), rows.getString(2));
      }
    }
    return all;
  }

  private static String code(GuardRefusedException refusal) {
    return refusal.next().replaceAll("(?s).*GUARD_CONFIRM=(\\S+).*", "$1");
  }
}
