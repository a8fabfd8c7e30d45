package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.engines.EmbeddedServers;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens before the first statement. */
class ConnectingIT {

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void refusesATargetThatIsNotTheExpectedOne(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "protected");
    Guarded guarded = new Guarded(folder);

    GuardRefusedException refusal =
        refused("28X05", () -> guarded.open(database, "guard.expect", "staging"));
    guarded.open(database, "guard.expect", "production").close();

    assertThat((Throwable) refusal)
        .hasMessageContaining("the target was said to be 'staging'")
        .hasMessageContaining("is production. Nothing was opened.");
  }

  @Test
  void takesTheExpectationFromTheUrl() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.H2, folder, "guarded");
    Properties properties = new Properties();
    properties.setProperty("guard.policy", new Guarded(folder).policy().toString());
    String rest = database.url().substring("jdbc:".length());

    DriverManager.getConnection("jdbc:guard:@staging:" + rest, properties).close();
    GuardRefusedException typo =
        refused(
            "28X05", () -> DriverManager.getConnection("jdbc:guard:@stagin:" + rest, properties));

    assertThat(typo.next()).contains("no environment is called 'stagin'; did you mean 'staging'?");
  }

  @Test
  void refusesExpectationsThatContradictEachOther() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.H2, folder, "guarded");
    Properties properties = new Properties();
    properties.setProperty("guard.policy", new Guarded(folder).policy().toString());
    properties.setProperty("guard.expect", "production");

    refused(
        "28X05",
        () ->
            DriverManager.getConnection(
                "jdbc:guard:@staging:" + database.url().substring("jdbc:".length()), properties));
  }

  /** A tunnel: the URL says localhost, the server is the pinned one. */
  @Test
  void knowsAPinnedServerUnderAnyName() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "any");
    String identity;
    try (Connection raw = database.raw();
        Statement statement = raw.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT system_identifier FROM pg_control_system()")) {
      row.next();
      identity = row.getString(1);
    }
    Path policy = policyPinning(identity);
    Properties properties = new Properties();
    properties.setProperty("guard.policy", policy.toString());
    properties.setProperty("guard.audit", folder.resolve("audit").toString());

    try (Connection connection = DriverManager.getConnection(database.guardedUrl(), properties);
        Statement statement = connection.createStatement()) {
      GuardRefusedException refusal =
          refused(
              "28X02", () -> statement.executeUpdate("UPDATE items SET name = 'x' WHERE id = 1"));
      assertThat((Throwable) refusal)
          .hasMessageContaining("refused on production")
          .hasMessageContaining("known by      identity \"" + identity + "\" pinned (");
    }
    refused(
        "28X05",
        () ->
            DriverManager.getConnection(
                database.guardedUrl().replace("jdbc:guard:", "jdbc:guard:@local:"), properties));
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  @Test
  void takesAServerThatContradictsItsNameForUndeclared() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "any");
    Properties properties = new Properties();
    Path policy =
        Files.writeString(
            folder.resolve("other.yaml"),
            """
            guard: 1
            environments:
              staging:
                level: guarded
                match: [ { host: localhost } ]
                identity: { postgresql: ["1"] }
            """);
    properties.setProperty("guard.policy", policy.toString());
    properties.setProperty("guard.audit", folder.resolve("audit").toString());

    try (Connection connection = DriverManager.getConnection(database.guardedUrl(), properties);
        Statement statement = connection.createStatement()) {
      GuardRefusedException refusal =
          refused("28X04", () -> statement.execute("CREATE TABLE more (a INTEGER)"));
      assertThat((Throwable) refusal).hasMessageContaining("which is not pinned for staging");
    }
  }

  @Test
  void followsLinksToDatabaseFiles() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.SQLITE, folder, "sealed");
    Path link = folder.resolve("open_link.db");
    Files.createSymbolicLink(link, folder.resolve(database.name() + ".db"));
    TestDatabase linked =
        new TestDatabase(TestEngine.SQLITE, database.name(), "jdbc:sqlite:" + link);

    try (Connection connection = new Guarded(folder).open(linked);
        Statement statement = connection.createStatement()) {
      refused("28X01", () -> statement.executeUpdate("DELETE FROM items WHERE id = 1"));
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  private Path policyPinning(String identity) throws Exception {
    return Files.writeString(
        folder.resolve("pinned.yaml"),
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
            .formatted(identity));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:guard:h2:mem:open_init;INIT=CREATE TABLE t(a INT)    | true
          jdbc:guard:h2:mem:sealed_init;INIT=CREATE TABLE t(a INT)  | false
          jdbc:guard:h2:mem:guarded_init;INIT=DROP TABLE t          | false
          """)
  void judgesSqlThatTheUrlRunsWhileConnecting(String url, boolean opens) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("guard.policy", new Guarded(folder).policy().toString());
    properties.setProperty("guard.audit", folder.resolve("audit").toString());

    if (opens) {
      DriverManager.getConnection(url, properties).close();
    } else {
      assertThatThrownBy(() -> DriverManager.getConnection(url, properties))
          .isInstanceOf(GuardRefusedException.class)
          .hasMessageContaining("Nothing was sent.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          guard.exepct | staging | unknown connection property 'guard.exepct'; did you mean 'guard.expect'?
          guard.origin | laptop  | guard.origin is 'laptop'; allowed are workstation, ci, deploy, application, agent
          """)
  void refusesSettingsThatMakeNoSense(String name, String value, String message) {
    Properties properties = new Properties();
    properties.setProperty(name, value);

    GuardRefusedException refusal =
        refused("28X06", () -> DriverManager.getConnection("jdbc:guard:h2:mem:x", properties));

    assertThat((Throwable) refusal).hasMessageContaining(message);
  }

  @Test
  void leavesTheCallersPropertiesAlone() throws Exception {
    Properties defaults = new Properties();
    defaults.setProperty("guard.policy", new Guarded(folder).policy().toString());
    Properties properties = new Properties(defaults);
    properties.setProperty("user", "sa");
    Properties before = (Properties) properties.clone();

    DriverManager.getConnection("jdbc:guard:h2:mem:open_p", properties).close();

    assertThat(properties).isEqualTo(before);
  }

  @Test
  void opensLocalDatabasesAndNothingElseWithoutAPolicy() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:guard:h2:mem:anything");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a INT)");
    }
    String loopback =
        "jdbc:guard:postgresql://127.0.0.1:%d/postgres?user=postgres"
            .formatted(EmbeddedServers.postgresql().getPort());
    try (Connection connection = DriverManager.getConnection(loopback);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE t (a INT)");
    }
  }

  @Test
  void saysWhatWasTriedWhereThereIsNoDriver() {
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:guard:nosuch://host/db"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no driver takes 'jdbc:nosuch:…': its jar is not there");
  }

  @Test
  void keepsToTheContractOfADriver() throws Exception {
    Driver driver = new GuardDriver();

    assertThat(driver.connect("jdbc:h2:mem:x", new Properties())).isNull();
    assertThat(driver.acceptsURL("jdbc:guard:anything")).isTrue();
    assertThat(driver.acceptsURL("jdbc:h2:mem:x")).isFalse();
    assertThat(driver.acceptsURL(null)).isFalse();
    assertThat(driver.getPropertyInfo("jdbc:guard:postgresql://localhost/x", null)).isNotEmpty();
    assertThatThrownBy(() -> driver.connect(null, null)).isInstanceOf(SQLException.class);
    assertThat(new TransparentDriver().acceptsURL("jdbc:h2:mem:x")).isTrue();
    try (Connection connection = new TransparentDriver().connect("jdbc:h2:mem:x", null)) {
      assertThat(connection).isInstanceOf(GuardedConnection.class);
    }
  }

  @Test
  void staysInAPoolAfterRefusals() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "sealed");
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.guardedUrl());
    config.setMaximumPoolSize(1);
    config.addDataSourceProperty("guard.policy", new Guarded(folder).policy().toString());
    config.addDataSourceProperty("guard.audit", folder.resolve("audit").toString());
    try (HikariDataSource pool = new HikariDataSource(config)) {
      int before = backend(pool);
      for (int i = 0; i < 1_000; i++) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement()) {
          connection.setAutoCommit(i % 2 == 0);
          refused("28X01", () -> statement.execute("DELETE FROM items"));
        }
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement()) {
          statement.executeQuery("SELECT 1").close();
          connection.setAutoCommit(i % 2 == 0);
          refused("28X01", () -> connection.prepareStatement("DELETE FROM items"));
        }
      }

      assertThat(backend(pool)).isEqualTo(before);
    }
  }

  private static int backend(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
