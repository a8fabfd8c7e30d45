package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements within statements, and texts within them, reach on real engines. */
class InnerStatementsIT {
  private static final String THREE = "1=one 2=two 3=three";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "28X01 | BEGIN NOT ATOMIC DROP DATABASE prod; END",
        "28X01 | BEGIN NOT ATOMIC DELETE FROM prod.items; END",
        "28X02 | IF 1=1 THEN DROP DATABASE prod; END IF",
        "28X02 | FOR i IN 1..1 DO DROP DATABASE prod; END FOR",
        "28X02 | REPEAT DROP DATABASE prod; UNTIL 1 END REPEAT",
        "28X02 | CREATE PROCEDURE p() DROP DATABASE prod",
        "28X01 | SET STATEMENT max_statement_time=5 FOR TRUNCATE prod.items",
        "28X01 | EXECUTE IMMEDIATE 'DROP DATABASE prod'",
        "28X01 | EXECUTE IMMEDIATE 'DELETE FROM prod.items'",
        "28X02 | CREATE PROCEDURE p() EXECUTE IMMEDIATE 'INSERT INTO prod.items VALUES (4, 4)'",
        "28X04 | EXECUTE IMMEDIATE CONCAT('DELETE FROM pro','d.items')",
        "28X04 | EXECUTE IMMEDIATE _utf8'DELETE FROM prod.items'",
        "28X04 | SET sql_mode='MSSQL'",
        "28X04 | SET @@session.sql_mode=CONCAT('MSS','QL')"
      })
  void mariadbRunsNothingThatReachesProduction(String state, String text) throws SQLException {
    TestDatabase production = TestDatabase.create(TestEngine.MARIADB, folder, "protected");
    String sql = text.replace("prod", production.name());

    for (String level : new String[] {"open", "guarded"}) {
      TestDatabase own = TestDatabase.create(TestEngine.MARIADB, folder, level);
      try (Connection connection = new Guarded(folder).open(own);
          Statement statement = connection.createStatement()) {
        refused(state, () -> statement.execute(sql));
      }
    }

    assertThat(production.contents()).isEqualTo(THREE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN NOT ATOMIC IF 1=1 THEN DELETE FROM items; END IF; END",
        "EXECUTE IMMEDIATE 'DELETE FROM items'",
        "SET STATEMENT max_statement_time=5 FOR TRUNCATE items",
        "SET sql_mode='ANSI_QUOTES' & DELETE FROM \"items\"",
        "SET sql_mode=CONCAT(@@sql_mode,',ANSI_QUOTES') & DELETE FROM \"items\"",
        "CREATE PROCEDURE p() BEGIN DECLARE x TYPE OF items.id; END & DELETE FROM items",
        "CREATE TRIGGER g BEFORE UPDATE ON items FOR EACH ROW IF NEW.id > OLD.id THEN SET NEW.id = 9;"
            + " END IF & DELETE FROM items"
      })
  void whatStaysInAnOpenDatabasePasses(String text) throws SQLException {
    TestDatabase open = TestDatabase.create(TestEngine.MARIADB, folder, "open");

    try (Connection connection = new Guarded(folder).open(open);
        Statement statement = connection.createStatement()) {
      for (String sql : Pattern.compile(" & ").splitAsStream(text).toList()) {
        statement.execute(sql);
      }
    }

    assertThat(open.contents()).isEmpty();
  }

  /** Where all databases of a server are open, dynamic SQL leads nowhere else. */
  @Test
  void dynamicSqlPassesWhereTheWholeServerIsOpen() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.MARIADB, folder, "any");
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          local: { level: open, match: [ { host: localhost } ] }
        """);
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "SET @old = @@sql_mode",
              "SET @x = CONCAT('DELETE ', 'FROM items')",
              "PREPARE s FROM @x",
              "EXECUTE s",
              "SET sql_mode = @old")) {
        statement.execute(sql);
      }
    }

    assertThat(database.contents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET U&\"role\" TO owner_of_texts",
        "SET U&\"\\0072ole\" = owner_of_texts",
        "SET ROLE E'owner_of\\x5ftexts'",
        "DO $$BEGIN SET ROLE owner_of_texts; END$$",
        "DO $$BEGIN PERFORM set_config('role', 'owner_of_texts', false); END$$",
        "DO $$BEGIN EXECUTE 'SET ROLE owner_of_texts'; END$$"
      })
  void noSpellingTakesARoleOfAnotherEnvironment(String sql) throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "texts");
    database.execute("DROP ROLE IF EXISTS owner_of_texts");
    database.execute("CREATE ROLE owner_of_texts");
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          staging: { level: open, match: [ { database: "texts_*" } ] }
          production: { level: protected, match: [ { database: "texts_*", user: "owner_*" } ] }
        """);

    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      refused("28X01", () -> statement.execute(sql));
      statement.execute("DO $$BEGIN PERFORM set_config('search_path', 'public', false); END$$");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "28X04 | DO $$BEGIN PERFORM dblink_exec('dbname=x', 'delete from t'); END$$",
        "28X04 | SELECT query_to_xml('select dblink_exec(''dbname=x'',''delete from t'')',true,true,'')",
        "28X02 | COMMENT ON DATABASE prod IS 'x'",
        "28X01 | ALTER ROLE postgres IN DATABASE prod SET work_mem = '1MB'"
      })
  void postgresqlTextsAndCommentsAreJudgedByWhereTheyLead(String state, String text)
      throws SQLException {
    TestDatabase open = TestDatabase.create(TestEngine.POSTGRESQL, folder, "open");
    TestDatabase production = TestDatabase.create(TestEngine.POSTGRESQL, folder, "protected");
    String sql = text.replace("prod", production.name());

    try (Connection connection = new Guarded(folder).open(open);
        Statement statement = connection.createStatement()) {
      refused(state, () -> statement.execute(sql));
    }
  }

  @Test
  void sqliteFilesAreTakenFromPlainLiteralsOnly() throws SQLException {
    TestDatabase open = TestDatabase.create(TestEngine.SQLITE, folder, "open");
    Path written = folder.resolve("protected_7.db");

    try (Connection connection = new Guarded(folder).open(open);
        Statement statement = connection.createStatement()) {
      refused(
          "28X04",
          () -> statement.execute("VACUUM INTO '" + folder.resolve("protected_7") + "' || '.db'"));
      statement.execute("ATTACH '" + folder.resolve("open_7.db") + "' AS 'p'");
    }

    assertThat(written).doesNotExist();
  }
}
