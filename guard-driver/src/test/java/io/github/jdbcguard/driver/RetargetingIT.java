package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session reaches beyond its own database, on real engines. */
class RetargetingIT {
  private static final String THREE = "1=one 2=two 3=three";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "28X02 | INSERT INTO prod.items VALUES (4, 'four')",
        "28X02 | INSERT INTO `prod` . `items` VALUES (4, 'four')",
        "28X02 | INSERT /*! INTO prod.items */ VALUES (4, 'four')",
        "28X02 | UPDATE items s JOIN prod.items p ON s.id = p.id SET p.name = 'x' WHERE s.id = 1",
        "28X02 | UPDATE items s, prod.items p SET p.name = 'x' WHERE s.id = p.id AND s.id = 1",
        "28X02 | DELETE p FROM items s JOIN prod.items p ON s.id = p.id WHERE s.id = 1",
        "28X02 | WITH x AS (SELECT 1) SELECT * FROM x; UPDATE prod.items SET name = 'x' WHERE id = 1",
        "28X02 | CREATE VIEW v AS SELECT * FROM prod.items",
        "28X02 | SELECT * FROM prod.items FOR UPDATE",
        "28X01 | TRUNCATE prod.items",
        "28X01 | DROP TABLE prod.items",
        "28X01 | DELETE FROM prod.items",
        "28X01 | DROP DATABASE prod",
        "28X01 | USE prod"
      })
  void aStatementIsJudgedAsTheOtherDatabaseThatItNames(String state, String text)
      throws SQLException {
    TestDatabase staging = create(TestEngine.MARIADB, "guarded");
    TestDatabase production = create(TestEngine.MARIADB, "protected");
    String sql = text.replace("prod", production.name());

    try (Connection connection = new Guarded(folder).open(staging);
        Statement statement = connection.createStatement()) {
      refused(state, () -> statement.execute(sql));
    }

    assertThat(production.contents()).isEqualTo(THREE);
    assertThat(staging.contents()).isEqualTo(THREE);
  }

  @Test
  void theRefusalNamesTheDatabaseThatDecides() throws SQLException {
    TestDatabase staging = create(TestEngine.MARIADB, "guarded");
    TestDatabase production = create(TestEngine.MARIADB, "protected");

    try (Connection connection = new Guarded(folder).open(staging);
        Statement statement = connection.createStatement()) {
      GuardRefusedException refusal =
          refused(
              "28X02",
              () ->
                  statement.execute("UPDATE " + production.name() + ".items SET id=9 WHERE id=1"));

      assertThat(refusal.environment()).isEqualTo("production");
      assertThat((Throwable) refusal)
          .hasMessageContaining("refused on production (mariadb localhost:")
          .hasMessageContaining("/" + production.name() + ")")
          .hasMessageContaining("database \"*protected_*\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT s.name, p.name FROM items s JOIN prod.items p ON s.id = p.id",
        "SELECT * FROM prod.items p WHERE p.id IN (SELECT s.id FROM items s)",
        "INSERT INTO items SELECT p.id + 10, p.name FROM prod.items p",
        "UPDATE items s SET s.name = (SELECT max(p.name) FROM prod.items p) WHERE s.id = 1",
        "INSERT INTO own.items VALUES (9, 'nine')",
        "SELECT count(*) FROM information_schema.tables t WHERE t.table_schema = 'x'",
        "DESCRIBE prod.items",
        "USE own"
      })
  void readsAndWritesAtHomePass(String text) throws SQLException {
    TestDatabase staging = create(TestEngine.MARIADB, "guarded");
    TestDatabase production = create(TestEngine.MARIADB, "protected");
    String sql = text.replace("prod", production.name()).replace("own", staging.name());

    try (Connection connection = new Guarded(folder).open(staging);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 2; i++) {
        if (i == 0 || !text.startsWith("INSERT")) {
          statement.execute(sql);
        }
      }
    }

    assertThat(production.contents()).isEqualTo(THREE);
  }

  @Test
  void preparedStatementsAndBatchesAreJudgedAlike() throws SQLException {
    TestDatabase staging = create(TestEngine.MARIADB, "guarded");
    TestDatabase production = create(TestEngine.MARIADB, "protected");
    String insert = "INSERT INTO %s.items VALUES (?, 'x')";

    try (Connection connection = new Guarded(folder).open(staging);
        PreparedStatement there = connection.prepareStatement(insert.formatted(production.name()));
        PreparedStatement here = connection.prepareStatement(insert.formatted(staging.name()));
        Statement batch = connection.createStatement()) {
      there.setInt(1, 4);
      refused("28X02", there::executeUpdate);
      here.setInt(1, 4);
      here.executeUpdate();
      batch.addBatch("INSERT INTO items VALUES (5, 'five')");
      batch.addBatch("INSERT INTO %s.items VALUES (5, 'five')".formatted(production.name()));
      refused("28X02", batch::executeBatch);
    }

    assertThat(production.contents()).isEqualTo(THREE);
    assertThat(staging.contents()).isEqualTo(THREE + " 4=x");
  }

  @Test
  void aRowThatWasReadFromAnotherDatabaseIsWrittenThere() throws SQLException {
    TestDatabase staging = create(TestEngine.MARIADB, "guarded");
    TestDatabase production = create(TestEngine.MARIADB, "protected");

    try (Connection connection = new Guarded(folder).open(staging);
        Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows =
            statement.executeQuery("SELECT id, name FROM " + production.name() + ".items")) {
      rows.next();
      refused(
          "28X02",
          () -> {
            rows.updateString(2, "x");
            rows.updateRow();
          });
    }

    assertThat(production.contents()).isEqualTo(THREE);
  }

  @Test
  void setCatalogStaysWithinTheEnvironments() throws SQLException {
    TestDatabase staging = create(TestEngine.MARIADB, "guarded");
    TestDatabase other = create(TestEngine.MARIADB, "guarded");
    TestDatabase production = create(TestEngine.MARIADB, "protected");

    try (Connection connection = new Guarded(folder).open(staging);
        Statement statement = connection.createStatement()) {
      refused("28X01", () -> connection.setCatalog(production.name()));
      connection.setCatalog(other.name());
      statement.execute("INSERT INTO items VALUES (4, 'four')");
      refused(
          "28X02",
          () -> statement.execute("INSERT INTO " + production.name() + ".items VALUES (4, 'x')"));
      connection.setCatalog(staging.name());
    }

    assertThat(other.contents()).isEqualTo(THREE + " 4=four");
    assertThat(staging.contents()).isEqualTo(THREE);
    assertThat(production.contents()).isEqualTo(THREE);
  }

  @Test
  void anUndeclaredDatabaseOfTheServerIsForReadsOnly() throws SQLException {
    TestDatabase staging = create(TestEngine.MARIADB, "guarded");
    TestDatabase other = create(TestEngine.MARIADB, "other");

    try (Connection connection = new Guarded(folder).open(staging);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT * FROM " + other.name() + ".items");
      refused(
          "28X04",
          () -> statement.execute("INSERT INTO " + other.name() + ".items VALUES (4, 'x')"));
    }

    assertThat(other.contents()).isEqualTo(THREE);
  }

  @Test
  void postgresqlKnowsOtherDatabasesByTheStatementsAboutThem() throws SQLException {
    TestDatabase staging = create(TestEngine.POSTGRESQL, "guarded");
    TestDatabase production = create(TestEngine.POSTGRESQL, "protected");

    try (Connection connection = new Guarded(folder).open(staging);
        Statement statement = connection.createStatement()) {
      refused("28X01", () -> statement.execute("DROP DATABASE " + production.name()));
    }

    assertThat(production.contents()).isEqualTo(THREE);
  }

  @Test
  void attachingAFileIsJudgedAsThatFile() throws SQLException {
    TestDatabase open = create(TestEngine.SQLITE, "open");
    TestDatabase other = create(TestEngine.SQLITE, "open");
    TestDatabase production = create(TestEngine.SQLITE, "protected");

    try (Connection connection = new Guarded(folder).open(open);
        Statement statement = connection.createStatement()) {
      refused("28X01", () -> statement.execute("ATTACH '" + file(production) + "' AS p"));
      refused(
          "28X01", () -> statement.execute("ATTACH 'file:" + file(production) + "?mode=rw' AS p"));
      refused("28X04", () -> statement.execute("ATTACH '" + file(production) + "' || '' AS p"));
      statement.execute("ATTACH ':memory:' AS m");
      statement.execute("ATTACH '" + file(other) + "' AS o");
      statement.execute("INSERT INTO o.items VALUES (4, 'four')");
    }

    assertThat(production.contents()).isEqualTo(THREE);
    assertThat(other.contents()).isEqualTo(THREE + " 4=four");
  }

  @Test
  void aLinkToAProtectedFileIsThatFile() throws Exception {
    TestDatabase open = create(TestEngine.SQLITE, "open");
    TestDatabase production = create(TestEngine.SQLITE, "protected");
    Path link = Files.createSymbolicLink(folder.resolve("open_link.db"), file(production));

    try (Connection connection = new Guarded(folder).open(open);
        Statement statement = connection.createStatement()) {
      refused("28X01", () -> statement.execute("ATTACH '" + link + "' AS p"));
      refused(
          "28X02",
          () -> statement.execute("VACUUM INTO '" + folder.resolve("protected_9.db") + "'"));
    }
  }

  @Test
  void aLinkLeadsToAnUndeclaredTarget() throws SQLException {
    TestDatabase h2 = create(TestEngine.H2, "open");
    TestDatabase production = create(TestEngine.H2, "protected");
    TestDatabase postgresql = create(TestEngine.POSTGRESQL, "open");

    try (Connection connection = new Guarded(folder).open(h2);
        Statement statement = connection.createStatement()) {
      GuardRefusedException refusal =
          refused(
              "28X04",
              () ->
                  statement.execute(
                      "CREATE LINKED TABLE l('', '%s', '', '', 'ITEMS')"
                          .formatted(production.url())));
      assertThat(refusal.next()).contains("connect to where it leads");
    }
    try (Connection connection = new Guarded(folder).open(postgresql);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION dblink");
      statement.execute("CREATE EXTENSION postgres_fdw");
      refused("28X04", () -> statement.execute("SELECT dblink_exec('dbname=x', 'DROP TABLE t')"));
      refused(
          "28X04", () -> statement.execute("CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw"));
    }
  }

  @Test
  void aRoleOfAnotherEnvironmentIsRefused() throws Exception {
    TestDatabase database = create(TestEngine.POSTGRESQL, "roles");
    database.execute("DROP ROLE IF EXISTS owner_of_all");
    database.execute("DROP ROLE IF EXISTS reader_of_all");
    database.execute("CREATE ROLE owner_of_all");
    database.execute("CREATE ROLE reader_of_all");
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          staging: { level: guarded, match: [ { database: "roles_*" } ] }
          production: { level: protected, match: [ { database: "roles_*", user: "owner_*" } ] }
        """);

    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 2; i++) {
        statement.execute("SET ROLE reader_of_all");
        statement.execute("RESET ROLE");
      }
      refused("28X01", () -> statement.execute("SET ROLE owner_of_all"));
      refused("28X01", () -> statement.execute("SET ROLE 'owner_of_all'"));
      refused("28X01", () -> statement.execute("SET LOCAL ROLE OWNER_OF_ALL"));
      refused("28X01", () -> statement.execute("SET SESSION AUTHORIZATION owner_of_all"));
    }
  }

  @Test
  void withoutUsersInThePolicyARoleIsASetting() throws SQLException {
    TestDatabase database = create(TestEngine.POSTGRESQL, "sealed");

    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE postgres");
      statement.execute("RESET ROLE");
      statement.execute("SET search_path TO public");
    }
  }

  private TestDatabase create(TestEngine engine, String prefix) throws SQLException {
    return TestDatabase.create(engine, folder, prefix);
  }

  private static Path file(TestDatabase sqlite) {
    return Path.of(sqlite.url().substring("jdbc:sqlite:".length()));
  }
}
