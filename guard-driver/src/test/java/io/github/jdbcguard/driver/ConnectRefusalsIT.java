package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.policy.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policy keeps from being opened. */
class ConnectRefusalsIT {
  private static final String EXPECT_REQUIRED =
      """
      guard: 1
      environments:
        production:
          aliases: [prod, live]
          level: protected
          match: [ { engine: h2, database: "*production" } ]
          expect: required
        local:
          level: open
          match: [ { engine: h2, database: "*local" } ]
      messages:
        expect: { text: "Say where you are.", link: "https://wiki.example.com/expect" }
      """;

  @TempDir Path folder;

  @Test
  void opensByItsNameOnlyWhatHasToBeExpected() throws Exception {
    GuardRefusedException refusal =
        refused("28X05", () -> open(EXPECT_REQUIRED, "jdbc:guard:h2:mem:production"));
    open(EXPECT_REQUIRED, "jdbc:guard:@production:h2:mem:production").close();
    open(EXPECT_REQUIRED, "jdbc:guard:h2:mem:local").close();

    assertThat((Throwable) refusal)
        .hasMessage(
            """
            refused to connect: h2 mem:production is production, and whoever connects to it has to say so. Nothing was opened.
              target        h2 mem:production
              known by      engine "h2" and database "*production" (%s:6:14)
              policy says   Say where you are. https://wiki.example.com/expect
              wrong target? correct host and database in the URL: this one is production.
              meant it?     say so: jdbc:guard:@production:h2:…, or guard.expect=production (GUARD_EXPECT).
              (SQLState 28X05, refusal %s)"""
                .formatted(policy(EXPECT_REQUIRED), refusal.id()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          jdbc:guard:@prod:h2:mem:production       | -          | -
          jdbc:guard:@live:h2:mem:production       | production | -
          jdbc:guard:@live:h2:mem:local            | -          | say so: jdbc:guard:@local:
          jdbc:guard:@prod:h2:mem:production       | local      | say so: jdbc:guard:@production:
          jdbc:guard:@lvie:h2:mem:production       | -          | no environment is called 'lvie'; did you mean 'live'?
          """)
  void takesAnAliasForTheName(String url, String expect, String next) throws Exception {
    if (next == null) {
      open(EXPECT_REQUIRED, url, expect).close();
    } else {
      GuardRefusedException refusal = refused("28X05", () -> open(EXPECT_REQUIRED, url, expect));
      assertThat(refusal.next()).contains(next);
      assertThat((Throwable) refusal).hasMessageContaining("policy says   Say where you are.");
    }
  }

  @Test
  void asksForTheExpectationOfWhatAServerSaysOfItselfToo() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "any");
    String policy =
        """
        guard: 1
        environments:
          local:
            level: open
            match: [ { host: localhost } ]
          production:
            level: protected
            match: [ { host: db.example.com } ]
            identity: { postgresql: ["%s"] }
            expect: required
        """
            .formatted(identity(database));

    GuardRefusedException refusal = refused("28X05", () -> open(policy, database.guardedUrl()));

    assertThat((Throwable) refusal)
        .hasMessageContaining("is production, and whoever connects to it has to say so.")
        .hasMessageContaining("The connection was closed, and nothing was sent.");
  }

  @Test
  void explainsByWhatAServerSaysOfItself() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "any");
    String policy =
        """
        guard: 1
        environments:
          local:
            level: open
            match: [ { host: localhost } ]
          production:
            level: protected
            match: [ { host: db.example.com } ]
            identity: { postgresql: ["%s"] }
        """
            .formatted(identity(database));
    Properties properties = new Properties();
    properties.setProperty("guard.policy", Files.writeString(policy(policy), policy).toString());
    String delete = "DELETE FROM items WHERE id = 1";

    Explanation unconnected = Explanation.of(database.guardedUrl(), properties, delete);
    Explanation connected = Explanation.connecting(database.guardedUrl(), properties, delete);

    assertThat(unconnected.environment()).isEqualTo("local");
    assertThat(connected.environment()).isEqualTo("production");
    assertThat(connected.verdict()).contains(Verdict.CONFIRM);
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  @Test
  void opensNothingUndeclaredWhereThePolicySaysSo() throws Exception {
    String policy =
        EXPECT_REQUIRED.replace("  expect: {", "  undeclared: {")
            + "defaults: { undeclared: refuse }\n";

    GuardRefusedException refusal =
        refused("28X04", () -> open(policy, "jdbc:guard:h2:mem:elsewhere"));
    open(policy, "jdbc:guard:h2:mem:local").close();
    open(EXPECT_REQUIRED, "jdbc:guard:h2:mem:elsewhere").close();

    assertThat((Throwable) refusal)
        .hasMessage(
            """
            refused to connect: no environment declares h2 mem:elsewhere, and what is undeclared is not opened. Nothing was opened.
              target        h2 mem:elsewhere
              known by      no environment matches (%s)
              policy says   Say where you are. https://wiki.example.com/expect
              wrong target? correct the URL; declared are local, production.
              meant it?     declare the target in guard.yaml: an environment with a level and a match entry.
              (SQLState 28X04, refusal %s)"""
                .formatted(policy(policy), refusal.id()));
  }

  @Test
  void closesWhatTurnsOutToBeUndeclared() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "any");
    String policy =
        """
        guard: 1
        defaults: { undeclared: refuse }
        environments:
          staging:
            level: guarded
            match: [ { host: localhost } ]
            identity: { postgresql: ["1"] }
        """;

    GuardRefusedException refusal = refused("28X04", () -> open(policy, database.guardedUrl()));

    assertThat((Throwable) refusal)
        .hasMessageContaining("which is not pinned for staging")
        .hasMessageContaining("The connection was closed, and nothing was sent.");
  }

  @Test
  void sendsWithAWarningWhatCannotBeRecordedWhereThePolicySaysSo() throws Exception {
    Files.writeString(folder.resolve("audit"), "");
    String policy = EXPECT_REQUIRED.replace("expect: required", "rules: { ddl: allow }");
    try (CapturedLog log = new CapturedLog()) {
      refused("28X01", () -> create(policy));
      create(policy + "defaults: { audit_failure: warn }\n");

      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("WARNING sent without a record"))
          .singleElement()
          .asString()
          .contains(
              "(audit_failure: warn): [create] on production (h2 mem:production): CREATE TABLE");
    }
  }

  private void create(String policy) throws Exception {
    try (Connection connection = open(policy, "jdbc:guard:h2:mem:production");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a INT)");
    }
  }

  private Connection open(String policy, String url, String... expect) throws Exception {
    // A file of its own for each policy, because a file is looked at every other second only.
    Path file = Files.writeString(policy(policy), policy);
    Properties properties = new Properties();
    properties.setProperty("guard.policy", file.toString());
    properties.setProperty("guard.audit", folder.resolve("audit/audit.jsonl").toString());
    if (expect.length > 0 && expect[0] != null) {
      properties.setProperty("guard.expect", expect[0]);
    }
    return DriverManager.getConnection(url, properties);
  }

  private Path policy(String text) {
    return folder.resolve("guard-%08x.yaml".formatted(text.hashCode()));
  }

  private static String identity(TestDatabase database) throws SQLException {
    try (Connection raw = database.raw();
        Statement statement = raw.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT system_identifier FROM pg_control_system()")) {
      row.next();
      return row.getString(1);
    }
  }
}
