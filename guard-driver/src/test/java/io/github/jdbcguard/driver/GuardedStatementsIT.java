package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What passes and what does not, on real engines. */
class GuardedStatementsIT {
  private static final String UNTOUCHED = "1=one 2=two 3=three";
  private static final String UPDATE = "UPDATE items SET name = 'x' WHERE id = 1";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void letsReadsPassEverywhere(TestEngine engine) throws Exception {
    for (String level : new String[] {"open", "guarded", "protected", "sealed", "other"}) {
      TestDatabase database = TestDatabase.create(engine, folder, level);
      try (Connection connection = new Guarded(folder).open(database);
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery("SELECT count(*), max(name) FROM items WHERE id > 1");
          PreparedStatement prepared =
              connection.prepareStatement("SELECT name FROM items WHERE id = ?")) {
        prepared.setInt(1, 2);

        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
        try (ResultSet row = prepared.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString(1)).isEqualTo("two");
          assertThat(row.getStatement()).isSameAs(prepared);
          assertThat(row.getStatement().getConnection()).isSameAs(connection);
        }
        assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
        assertThat(connection.getMetaData().getURL()).startsWith("jdbc:" + scheme(engine));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void letsWritesPassWhereNothingIsAtStake(TestEngine engine) throws Exception {
    for (String level : new String[] {"open", "guarded"}) {
      TestDatabase database = TestDatabase.create(engine, folder, level);
      Guarded guarded = new Guarded(folder);
      try (Connection connection = guarded.open(database);
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(UPDATE);
        statement.execute("ALTER TABLE items ADD COLUMN more INTEGER");
      }

      assertThat(database.contents()).isEqualTo("1=x 2=two 3=three");
      assertThat(guarded.audited()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void refusesWritesByLevel(TestEngine engine) throws Exception {
    refusesEveryWay(engine, "protected", "28X02");
    refusesEveryWay(engine, "sealed", "28X01");
    refusesEveryWay(engine, "other", "28X04");
  }

  private void refusesEveryWay(TestEngine engine, String level, String state) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, level);
    Guarded guarded = new Guarded(folder);
    try (Connection connection = guarded.open(database);
        Statement statement = connection.createStatement()) {
      refused(state, () -> statement.executeUpdate(UPDATE));
      refused(state, () -> statement.execute(UPDATE));
      refused(state, () -> statement.executeQuery(UPDATE));
      refused(state, () -> statement.executeLargeUpdate(UPDATE));
      refused(state, () -> statement.execute(UPDATE, Statement.RETURN_GENERATED_KEYS));
      refused(state, () -> statement.executeUpdate(UPDATE, new int[] {1}));
      refused(state, () -> statement.executeUpdate(UPDATE, new String[] {"id"}));
      refused(state, () -> statement.execute("ALTER TABLE items ADD COLUMN more INTEGER"));
      refused(state, () -> prepareAndRun(connection));
      refused(state, () -> statement.execute("INSERT INTO items VALUES (9, 'nine')"));
      try (ResultSet rows = statement.executeQuery("SELECT 1")) {
        assertThat(rows.next()).isTrue();
      }
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  private static void prepareAndRun(Connection connection) throws Exception {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE items SET name = ? WHERE id = ?")) {
      update.setString(1, "x");
      update.setInt(2, 1);
      update.executeUpdate();
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void handsOutVendorObjectsByTheRules(TestEngine engine) throws Exception {
    TestDatabase open = TestDatabase.create(engine, folder, "open");
    TestDatabase sealed = TestDatabase.create(engine, folder, "sealed");
    Guarded guarded = new Guarded(folder);
    Class<?> vendor;
    try (Connection raw = open.raw()) {
      vendor = raw.getClass();
    }
    try (Connection connection = guarded.open(open)) {
      assertThat(connection.isWrapperFor(vendor)).isTrue();
      assertThat(connection.unwrap(vendor)).isInstanceOf(vendor);
      assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
    }
    try (Connection connection = guarded.open(sealed)) {
      connection.setAutoCommit(false);
      assertThat(connection.isWrapperFor(vendor)).isFalse();
      refused("28X01", () -> connection.unwrap(vendor));
      assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
      connection.commit();
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void runsWhatACodeConfirmsAndRecordsItFirst(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "protected");
    Guarded guarded = new Guarded(folder);
    String code;
    try (Connection connection = guarded.open(database);
        Statement statement = connection.createStatement()) {
      GuardRefusedException refusal = refused("28X02", () -> statement.executeUpdate(UPDATE));
      code = refusal.next().replaceAll("(?s).*GUARD_CONFIRM=([A-Z0-9-]+).*", "$1");
    }

    try (Connection connection = guarded.open(database, "guard.confirm", code);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(UPDATE)).isEqualTo(1);
      refused("28X02", () -> statement.executeUpdate("UPDATE items SET name = 'x' WHERE id = 2"));
    }

    assertThat(database.contents()).isEqualTo("1=x 2=two 3=three");
    assertThat(guarded.audited().lines().map(line -> line.replaceAll(".*\"event\":\"", "")))
        .anySatisfy(
            line -> assertThat(line).startsWith("admitted").contains("\"consent\":\"code\""))
        .anySatisfy(line -> assertThat(line).startsWith("refused"));
    assertThat(guarded.audited()).doesNotContain("'x'");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"H2", "POSTGRESQL", "MARIADB"})
  void refusesUpdatesThroughAResultSet(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "sealed");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = statement.executeQuery("SELECT id, name FROM items")) {
      assertThat(rows.next()).isTrue();
      refused("28X01", () -> rows.updateString(2, "x"));
      refused("28X01", rows::updateRow);
      refused("28X01", rows::deleteRow);
      rows.moveToInsertRow();
      refused("28X01", () -> rows.updateInt(1, 9));
      refused("28X01", rows::insertRow);
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"H2", "POSTGRESQL", "MARIADB"})
  void refusesCalls(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "sealed");
    try (Connection connection = new Guarded(folder).open(database)) {
      refused(
          "28X01",
          () -> {
            try (CallableStatement call = connection.prepareCall("{call something(?)}")) {
              call.execute();
            }
          });
    }
  }

  @Test
  void refusesLargeObjectsThatParametersWouldStore() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "sealed");
    try (Connection connection = new Guarded(folder).open(database);
        PreparedStatement read = connection.prepareStatement("SELECT ?::oid");
        PreparedStatement set = connection.prepareStatement("SET application_name = ?")) {
      connection.setAutoCommit(false);
      InputStream content = new ByteArrayInputStream(new byte[10]);
      refused("28X01", () -> read.setBlob(1, content));
      connection.rollback();
      refused("28X01", () -> read.setObject(1, content, Types.BLOB));
      connection.rollback();
      refused("28X01", () -> set.setBlob(1, content));
      read.setObject(1, 7);
    }
  }

  @Test
  void letsNoCodeConfirmWhatHasNoText() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.H2, folder, "protected");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = statement.executeQuery("SELECT id, name FROM items")) {
      rows.next();
      GuardRefusedException refusal = refused("28X02", rows::deleteRow);
      assertThat((Throwable) refusal)
          .hasMessageContaining("deleteRow of a result set needs a consent, which only a statement")
          .message()
          .doesNotContain("GUARD_CONFIRM");
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  private static String scheme(TestEngine engine) {
    return engine.name().toLowerCase(java.util.Locale.ROOT);
  }
}
