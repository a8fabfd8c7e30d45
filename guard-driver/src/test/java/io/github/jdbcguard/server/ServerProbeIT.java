package io.github.jdbcguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.EmbeddedServers;
import io.github.jdbcguard.engines.Forwarder;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.policy.Marker;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What real servers say of themselves. */
class ServerProbeIT {

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void readsTheMarkerThatWasWritten(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "marked");
    Engine own = engine(engine);
    try (Connection raw = database.raw()) {
      ServerReport before = ServerProbe.ask(own, raw);
      assertThat(before.marker()).isEmpty();
      assertThat(before.readOnly().orElse(false)).isFalse();

      Marker marker = new Marker("production", before.databaseIdentity().orElse("in memory"));
      write(raw, before, marker, false);
      assertThat(ServerProbe.ask(own, raw).marker()).contains(marker);
      assertThat(ServerProbe.ask(own, raw).markerStale()).isFalse();

      Marker other = new Marker("staging", "el'se\\where");
      write(raw, before, other, true);
      assertThat(ServerProbe.ask(own, raw).marker()).contains(other);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void tellsDatabasesApart(TestEngine engine) throws Exception {
    TestDatabase one = TestDatabase.create(engine, folder, "one");
    TestDatabase other = TestDatabase.create(engine, folder, "other");
    Engine own = engine(engine);
    try (Connection first = one.raw();
        Connection second = other.raw()) {
      ServerReport ofFirst = ServerProbe.ask(own, first);
      ServerReport ofSecond = ServerProbe.ask(own, second);

      boolean inMemory = engine == TestEngine.H2;
      assertThat(ofFirst.databaseIdentity().isEmpty()).isEqualTo(inMemory);
      assertThat(ofFirst.databaseIdentity().equals(ofSecond.databaseIdentity()))
          .isEqualTo(inMemory);
    }
  }

  @Test
  void needsNoPrivilege() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "plain");
    database.execute("CREATE ROLE nobody_%s LOGIN".formatted(database.name()));
    mark(database, new Marker("x", "y"));
    String url = database.url().replace("user=postgres", "user=nobody_" + database.name());
    try (Connection raw = DriverManager.getConnection(url)) {
      ServerReport report = ServerProbe.ask(Engine.POSTGRESQL, raw);

      assertThat(report.identity()).isPresent();
      assertThat(report.user()).contains("nobody_" + database.name());
      assertThat(report.marker()).contains(new Marker("x", "y"));
    }
  }

  @Test
  void readsTheMarkerWhereTheIdentityIsForbidden() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "forbidden");
    database.execute("CREATE ROLE low_%s LOGIN".formatted(database.name()));
    database.execute("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
    mark(database, new Marker("x", "y"));
    String url = database.url().replace("user=postgres", "user=low_" + database.name());
    try (Connection raw = DriverManager.getConnection(url)) {
      ServerReport report = ServerProbe.ask(Engine.POSTGRESQL, raw);

      assertThat(report.identity()).isEmpty();
      assertThat(report.marker()).contains(new Marker("x", "y"));
    }
  }

  @Test
  void saysNothingForAServerThatDoesNotAnswer() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "mute");
    Connection closed;
    try (Connection raw = database.raw()) {
      closed = raw;
    }
    assertThat(ServerProbe.ask(Engine.POSTGRESQL, closed).silent()).isTrue();
  }

  /** Nobody can make the guard read another marker than that of the database. */
  @ParameterizedTest
  @CsvSource({"options=-c%20search_path=evil%2Cpg_catalog", "currentSchema=evil"})
  void cannotBeLedElsewhereBySettings(String parameter) throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "led");
    database.execute("CREATE SCHEMA evil");
    database.execute(
        "CREATE FUNCTION evil.no(name, name) RETURNS boolean LANGUAGE sql AS 'SELECT false'");
    database.execute(
        "CREATE OPERATOR evil.= (LEFTARG = name, RIGHTARG = name, FUNCTION = evil.no)");
    database.execute("CREATE VIEW evil.pg_database AS SELECT 1 AS oid, 'x' AS datname");
    mark(database, new Marker("prod", "1"));
    try (Connection raw = DriverManager.getConnection(database.url() + "&" + parameter)) {
      ServerReport report = ServerProbe.ask(Engine.POSTGRESQL, raw);

      assertThat(report.marker()).contains(new Marker("prod", "1"));
      assertThat(report.database()).contains(database.name());
    }
  }

  @Test
  void tellsThatAServerIsAMariadb() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.MARIADB, folder, "m");
    try (Connection raw = database.raw()) {
      ServerReport report = ServerProbe.ask(Engine.MYSQL, raw);

      assertThat(report.engine()).isEqualTo(Engine.MARIADB);
      assertThat(report.identity().orElse(""))
          .endsWith(":%d:1".formatted(EmbeddedServers.mariadbPort()));
    }
  }

  @Test
  void leavesNoTransactionOpen() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "tx");
    try (Connection raw = database.raw();
        Connection other = database.raw();
        Statement statement = other.createStatement()) {
      raw.setAutoCommit(false);
      ServerProbe.ask(Engine.POSTGRESQL, raw);
      ServerProbe.ask(Engine.REDSHIFT, raw);

      var state =
          statement.executeQuery(
              "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s' AND state LIKE 'idle in%%'"
                  .formatted(database.name()));
      state.next();
      assertThat(state.getInt(1)).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL", "MARIADB"})
  void takesOneRoundTrip(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "trip");
    int port =
        engine == TestEngine.POSTGRESQL
            ? EmbeddedServers.postgresql().getPort()
            : EmbeddedServers.mariadbPort();
    try (Forwarder tunnel = Forwarder.to(port);
        Connection raw =
            DriverManager.getConnection(
                database.url().replace(":" + port + "/", ":" + tunnel.port() + "/"))) {
      int before = tunnel.roundTrips();
      ServerReport report = ServerProbe.ask(engine(engine), raw);

      assertThat(report.identity()).isPresent();
      assertThat(tunnel.roundTrips() - before).isEqualTo(1);
    }
  }

  private static void mark(TestDatabase database, Marker marker) throws SQLException {
    try (Connection raw = database.raw()) {
      write(raw, ServerReport.silent(Engine.POSTGRESQL), marker, false);
    }
  }

  private static Engine engine(TestEngine engine) {
    return Engine.parse(engine.name().toLowerCase(Locale.ROOT)).orElseThrow();
  }

  private static void write(Connection raw, ServerReport report, Marker marker, boolean replaces)
      throws SQLException {
    try (Statement statement = raw.createStatement()) {
      for (String sql : MarkerStatements.write(report.engine(), marker, replaces)) {
        statement.execute(sql);
      }
    }
  }
}
