package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.driver.ServerVisit.Marked;
import io.github.jdbcguard.engines.EmbeddedServers;
import io.github.jdbcguard.engines.Forwarder;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real servers under names that say something else than they do. */
class ServerEvidenceIT {
  private static final String POLICY =
      """
      guard: 1
      environments:
        local:
          level: open
          match: [ { host: localhost }, { engine: [h2, sqlite] } ]
        staging:
          level: guarded
          match: [ { host: staging.example.com } ]
        production:
          level: protected
          match: [ { host: db.example.com } ]
      """;

  private static final String UPDATE = "UPDATE items SET name = 'x' WHERE id = 1";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void knowsAPinnedServerBehindATunnel(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "app");
    try (Forwarder tunnel = Forwarder.to(port(engine))) {
      String url = database.url().replace(":" + port(engine) + "/", ":" + tunnel.port() + "/");
      String identity = visit(url, visit -> visit.report().identity().orElseThrow());
      String pin =
          "    identity: { %s: [\"%s\"] }%n"
              .formatted(engine.name().toLowerCase(Locale.ROOT), identity);

      try (Connection connection = guarded(url, POLICY + pin);
          Statement statement = connection.createStatement()) {
        GuardRefusedException refusal = refused("28X02", () -> statement.executeUpdate(UPDATE));
        assertThat((Throwable) refusal)
            .hasMessageContaining("refused on production")
            .hasMessageContaining("known by      identity \"" + identity + "\" pinned (");
      }
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB", "SQLITE"})
  void knowsAMarkedDatabaseUnderAnyName(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "marked");
    assertThat(mark(database.url(), "production", false)).isEqualTo(Marked.WRITTEN);

    if (engine == TestEngine.SQLITE) {
      // Opening a file in this process where nothing is at stake asks nothing at all.
      try (Connection connection = guarded(database.url(), POLICY)) {
        connection.createStatement().executeUpdate(UPDATE);
      }
    } else {
      try (Connection connection = guarded(database.url(), POLICY);
          Statement statement = connection.createStatement()) {
        GuardRefusedException refusal = refused("28X02", () -> statement.executeUpdate(UPDATE));
        assertThat((Throwable) refusal).hasMessageContaining("marker \"production\" found");
      }
    }
    assertThat(mark(database.url(), "production", false)).isEqualTo(Marked.ALREADY);
    assertThat(mark(database.url(), "staging", false)).isEqualTo(Marked.OTHERWISE);
  }

  /** What pg_dump writes down for the next database. */
  @Test
  void takesARestoredDumpForNoProduction() throws Exception {
    TestDatabase production = TestDatabase.create(TestEngine.POSTGRESQL, folder, "dumped");
    TestDatabase restored = TestDatabase.create(TestEngine.POSTGRESQL, folder, "restored");
    mark(production.url(), "production", false);
    String marker = visit(production.url(), v -> v.report().marker().orElseThrow().text());
    restored.execute("CREATE SCHEMA guard");
    restored.execute("CREATE TABLE guard.marker ()");
    restored.execute("COMMENT ON TABLE guard.marker IS '%s'".formatted(marker));

    try (Connection connection = guarded(restored.url(), POLICY);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(UPDATE)).isEqualTo(1);
    }
    assertThat(stale(restored.url())).isTrue();
    assertThat(mark(restored.url(), "local", false)).isEqualTo(Marked.WRITTEN);
    assertThat(stale(restored.url())).isFalse();
  }

  /** A table of the dump, with its comment. */
  @Test
  void takesARestoredDumpForNoProductionOnMariadb() throws Exception {
    TestDatabase production = TestDatabase.create(TestEngine.MARIADB, folder, "dumped");
    TestDatabase restored = TestDatabase.create(TestEngine.MARIADB, folder, "restored");
    mark(production.url(), "production", false);
    restored.execute("CREATE TABLE guard_marker LIKE %s.guard_marker".formatted(production.name()));

    assertThat(stale(restored.url())).isTrue();
    try (Connection connection = guarded(restored.url(), POLICY);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(UPDATE)).isEqualTo(1);
    }
  }

  @Test
  void takesAPhysicalCopyForProductionUntilItIsMarkedAgain() throws Exception {
    Path data = folder.resolve("data");
    Path copy = folder.resolve("copy");
    try (EmbeddedPostgres original = server(data)) {
      mark(url(original), "production", false);
      execute(url(original), "CREATE TABLE items (id INTEGER, name TEXT)");
    }
    copyFolder(data, copy);
    try (EmbeddedPostgres clone = server(copy)) {
      try (Connection connection = guarded(url(clone), POLICY);
          Statement statement = connection.createStatement()) {
        refused("28X02", () -> statement.executeUpdate("INSERT INTO items VALUES (1, 'x')"));
      }

      // Another name in place of one that fits is a change of production, and needs its consent.
      String code =
          refused("28X02", () -> mark(url(clone), "staging", true))
              .next()
              .replaceAll("(?s).*GUARD_CONFIRM=([A-Z0-9-]+).*", "$1");
      assertThat(mark(url(clone), "staging", true, "guard.confirm", code))
          .isEqualTo(Marked.WRITTEN);
      try (Connection connection = guarded(url(clone), POLICY);
          Statement statement = connection.createStatement()) {
        assertThat(statement.executeUpdate("INSERT INTO items VALUES (1, 'x')")).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void costsOneRoundTrip(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "trips");
    try (Forwarder tunnel = Forwarder.to(port(engine))) {
      String url = database.url().replace(":" + port(engine) + "/", ":" + tunnel.port() + "/");
      guarded(url, POLICY).close();
      DriverManager.getConnection(url).close();

      int raw = trips(tunnel, () -> DriverManager.getConnection(url));
      assertThat(trips(tunnel, () -> guarded(url, POLICY))).isEqualTo(raw + 1);
    }
  }

  private static int trips(Forwarder tunnel, Callable<Connection> opening) throws Exception {
    try (Connection connection = opening.call()) {
      assertThat(connection.isClosed()).isFalse();
      return tunnel.roundTrips();
    }
  }

  @Test
  void asksNothingOfAnOpenDatabaseInThisProcess() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.H2, folder, "silent");
    try (Connection observer = database.raw();
        Statement statement = observer.createStatement()) {
      statement.execute("SET QUERY_STATISTICS TRUE");
      guarded(database.url(), POLICY).close();
      ResultSet row =
          statement.executeQuery(
              "SELECT COUNT(*) FROM INFORMATION_SCHEMA.QUERY_STATISTICS WHERE SQL_STATEMENT LIKE '%DATABASE_PATH%' AND SQL_STATEMENT NOT LIKE '%QUERY_STATISTICS%'");
      row.next();
      assertThat(row.getInt(1)).isZero();

      guarded(database.url(), POLICY.replace("level: open", "level: guarded")).close();
      ResultSet asked =
          statement.executeQuery(
              "SELECT COUNT(*) FROM INFORMATION_SCHEMA.QUERY_STATISTICS WHERE SQL_STATEMENT LIKE '%DATABASE_PATH%' AND SQL_STATEMENT NOT LIKE '%QUERY_STATISTICS%'");
      asked.next();
      assertThat(asked.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void leavesNoTimeLimitBehind() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.H2, folder, "patient");
    TestDatabase server = TestDatabase.create(TestEngine.POSTGRESQL, folder, "patient");
    try (Connection h2 = guarded(database.url(), POLICY.replace("level: open", "level: guarded"));
        Connection postgresql = guarded(server.url(), POLICY);
        Statement statement = h2.createStatement()) {
      assertThat(statement.getQueryTimeout()).isZero();
      assertThat(postgresql.getNetworkTimeout()).isZero();
    }
  }

  @Test
  void leavesNoDatabaseUnmarkedByUse() throws Exception {
    TestDatabase marked = TestDatabase.create(TestEngine.MARIADB, folder, "marked");
    TestDatabase other = TestDatabase.create(TestEngine.MARIADB, folder, "unmarked");
    mark(marked.url(), "local", false);
    String policy = POLICY.replace("level: open", "level: open\n    marker: required");

    try (Connection connection = guarded(marked.url(), policy);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(UPDATE)).isEqualTo(1);
      String elsewhere = "UPDATE %s.items SET name = 'x' WHERE id = 1".formatted(other.name());
      refused("28X04", () -> statement.executeUpdate(elsewhere));
      refused("28X01", () -> statement.execute("USE " + other.name()));
    }
    assertThat(other.contents()).isEqualTo("1=one 2=two 3=three");
  }

  @Test
  void marksNothingMilderThanItIsKnownToBe() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "known");
    String policy = POLICY.replace("host: db.example.com", "database: " + database.name());
    try (ServerVisit visit = ServerVisit.open(database.url(), properties(policy))) {
      assertThat(visit.mark("local", false)).isEqualTo(Marked.OTHERWISE);
      assertThat(visit.otherwise("local")).contains("production");
      refused("28X02", () -> visit.mark("local", true));
      assertThat(visit.mark("production", false)).isEqualTo(Marked.WRITTEN);
    }
  }

  @Test
  void refusesToMarkWhatNobodyDeclares() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "typo");
    TestDatabase memory = TestDatabase.create(TestEngine.H2, folder, "memory");

    assertThatThrownBy(() -> mark(database.url(), "prodction", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no environment is called 'prodction'; did you mean 'production'?");
    assertThatThrownBy(() -> mark(memory.url(), "production", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tells no identity");
  }

  /** Something done with a visit. */
  private interface Look<T> {
    T at(ServerVisit visit) throws SQLException;
  }

  private <T> T visit(String url, Look<T> look) throws Exception {
    try (ServerVisit visit = ServerVisit.open(url, properties(POLICY))) {
      return look.at(visit);
    }
  }

  private boolean stale(String url) throws Exception {
    return visit(url, visit -> visit.report().markerStale());
  }

  private Marked mark(String url, String environment, boolean replace, String... settings)
      throws Exception {
    Properties properties = properties(POLICY);
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    try (ServerVisit visit = ServerVisit.open(url, properties)) {
      return visit.mark(environment, replace);
    }
  }

  private Connection guarded(String url, String policy) throws Exception {
    return DriverManager.getConnection(
        url.replaceFirst("^jdbc:", "jdbc:guard:"), properties(policy));
  }

  private Properties properties(String policy) throws IOException {
    Path file = folder.resolve("%x.yaml".formatted(policy.hashCode()));
    Files.writeString(file, policy);
    Properties properties = new Properties();
    properties.setProperty("guard.policy", file.toString());
    properties.setProperty("guard.audit", folder.resolve("audit").toString());
    return properties;
  }

  private static int port(TestEngine engine) {
    return engine == TestEngine.POSTGRESQL
        ? EmbeddedServers.postgresql().getPort()
        : EmbeddedServers.mariadbPort();
  }

  private static EmbeddedPostgres server(Path data) throws IOException {
    return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start();
  }

  private static String url(EmbeddedPostgres server) {
    return "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(server.getPort());
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path file : all) {
      Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
