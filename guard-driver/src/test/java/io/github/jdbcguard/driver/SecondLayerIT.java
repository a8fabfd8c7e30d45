package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.EmbeddedServers;
import io.github.jdbcguard.engines.Forwarder;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.policy.ReadOnlyMode;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.server.Hold;
import io.github.jdbcguard.server.ReadOnlySession;
import io.github.jdbcguard.server.ServerProbe;
import io.github.jdbcguard.target.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server adds to what texts tell: what functions are, and who stands in front of it. */
class SecondLayerIT {
  private static final String FUNCTIONS =
      """
      CREATE SCHEMA shop;
      CREATE FUNCTION taxed(p int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT p * 119 / 100';
      CREATE FUNCTION dearest() RETURNS int STABLE LANGUAGE plpgsql
        AS 'BEGIN RETURN (SELECT max(id) FROM items); END';
      CREATE FUNCTION shop."Odd"() RETURNS int STABLE LANGUAGE sql AS 'SELECT 7';
      CREATE FUNCTION labelled() RETURNS int STABLE LANGUAGE sql AS 'SELECT adds()';
      CREATE FUNCTION runs() RETURNS int STABLE LANGUAGE plpgsql
        AS 'DECLARE n int; BEGIN EXECUTE ''SELECT adds()'' INTO n; RETURN n; END';
      CREATE FUNCTION moody() RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION twice(p int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT p * 2';
      CREATE FUNCTION shop.twice(p text) RETURNS int VOLATILE LANGUAGE sql AS 'SELECT 2';
      CREATE FUNCTION draws(p int DEFAULT nextval('s')) RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION set_up() RETURNS int STABLE LANGUAGE sql SET work_mem = '4MB' AS 'SELECT 1';
      CREATE AGGREGATE last(int) (SFUNC = int4larger, STYPE = int);
      """;

  @TempDir Path folder;

  private TestDatabase database(String prefix) throws SQLException {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, prefix);
    database.execute(
        "CREATE SEQUENCE s; CREATE FUNCTION adds() RETURNS int LANGUAGE sql"
            + " AS 'INSERT INTO items VALUES (9, ''nine'') RETURNING 1'");
    database.execute(FUNCTIONS);
    return database;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT taxed(100)                       | true
          SELECT dearest(), Taxed(2), public.taxed(3) FROM items | true
          SELECT shop."Odd"()                     | true
          SELECT "Odd"() FROM shop.x              | true
          SELECT shop.odd()                       | false
          SELECT labelled()                       | false
          SELECT runs()                           | false
          SELECT moody()                          | false
          SELECT twice(1)                         | false
          SELECT public.twice(1)                  | true
          SELECT draws()                          | false
          SELECT set_up()                         | false
          SELECT last(id) FROM items              | false
          SELECT not_there()                      | false
          SELECT taxed(1), adds()                 | false
          SELECT taxed(1); SELECT dearest()       | true
          SELECT taxed(1); SELECT adds()          | false
          SELECT pg_notify('a', 'b')              | false
          INSERT INTO items SELECT taxed(1)       | false
          """)
  void callsOfHarmlessFunctionsAreReads(String sql, boolean reads) throws Exception {
    TestDatabase database = database("protected");
    Guarded guarded = new Guarded(folder);
    try (Connection connection = guarded.open(database)) {
      if (reads) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
        } catch (SQLException unknownTable) {
          assertThat(unknownTable.getSQLState()).isEqualTo("42P01");
        }
        assertThat(guarded.audited()).isEmpty();
      } else {
        refused("28X02", () -> run(connection, sql));
      }
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  /** Asking would begin it, or fail in it; what was asked before is known there as well. */
  @Test
  void asksOutsideOfTransactionsOnly() throws Exception {
    TestDatabase database = database("protected");
    try (Connection connection = new Guarded(folder).open(database)) {
      connection.setAutoCommit(false);
      refused("28X02", () -> run(connection, "SELECT taxed(1)"));
      connection.rollback();
      connection.setAutoCommit(true);
      run(connection, "BEGIN");
      refused("28X02", () -> run(connection, "SELECT taxed(1)"));
      run(connection, "ROLLBACK");

      run(connection, "SELECT taxed(1)");
      connection.setAutoCommit(false);
      run(connection, "SELECT taxed(1)");
      try (PreparedStatement statement = connection.prepareStatement("SELECT taxed(?)")) {
        statement.setInt(1, 100);
        try (ResultSet row = statement.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getInt(1)).isEqualTo(119);
        }
      }
      connection.rollback();
    }
  }

  @Test
  void asksOncePerName() throws Exception {
    TestDatabase database = database("protected");
    try (Forwarder tunnel = Forwarder.to(EmbeddedServers.postgresql().getPort());
        Connection connection =
            new Guarded(folder).open(through(database, tunnel), "sslmode", "disable")) {
      int before = tunnel.roundTrips();
      run(connection, "SELECT taxed(1), dearest()");
      assertThat(tunnel.roundTrips() - before).isEqualTo(2);
      run(connection, "SELECT taxed(2), dearest()");
      assertThat(tunnel.roundTrips() - before).isEqualTo(3);
    }
  }

  /** What was said of a function holds no longer once somebody may have made another one of it. */
  @Test
  void asksAgainAfterAChange() throws Exception {
    TestDatabase database = database("protected");
    String change =
        "CREATE OR REPLACE FUNCTION taxed(p int) RETURNS int LANGUAGE sql AS 'SELECT adds()'";
    try (Connection connection = new Guarded(folder).open(database)) {
      run(connection, "SELECT taxed(1)");
      GuardRefusedException refusal = refused("28X02", () -> run(connection, change));
      String code =
          String.valueOf(refusal.getMessage()).replaceAll("(?s).*GUARD_CONFIRM=(\\S+) .*", "$1");
      try (Connection confirmed = new Guarded(folder).open(database, "guard.confirm", code)) {
        run(confirmed, change);
      }
      refused("28X02", () -> run(connection, "SELECT taxed(1)"));
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  @Test
  void ordinaryStatementsCostNoRoundTrip() throws Exception {
    TestDatabase database = database("sealed");
    try (Forwarder tunnel = Forwarder.to(EmbeddedServers.postgresql().getPort());
        Connection connection =
            new Guarded(folder).open(through(database, tunnel), "sslmode", "disable")) {
      int before = tunnel.roundTrips();
      run(connection, "SELECT upper(name) FROM items");
      assertThat(tunnel.roundTrips() - before).isEqualTo(1);
    }
  }

  private static TestDatabase through(TestDatabase database, Forwarder tunnel) {
    return new TestDatabase(
        database.engine(),
        database.name(),
        database
            .url()
            .replace(
                ":" + EmbeddedServers.postgresql().getPort() + "/", ":" + tunnel.port() + "/"));
  }

  /** A pooler tells a number of its own when a driver connects. */
  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, UNSAID, true, SESSION",
    "POSTGRESQL, UNSAID, false, TRANSACTION",
    "POSTGRESQL, SESSION, false, TRANSACTION",
    "MARIADB, UNSAID, true, SESSION",
    "MARIADB, UNSAID, false, NOTHING",
    "MARIADB, SESSION, false, NOTHING",
  })
  void leavesSessionsAloneThatOthersUse(
      TestEngine engine, ReadOnlyMode mode, boolean own, Hold hold) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "pooled");
    try (Connection raw = database.raw()) {
      ServerReport report = ServerProbe.ask(Engine.valueOf(engine.name()), raw);
      assertThat(report.session()).isPresent();
      ServerReport told =
          own ? report : numbered(report, OptionalLong.of(report.session().getAsLong() + 1));

      assertThat(ReadOnlySession.open(mode, told, raw, new Properties()).hold()).isEqualTo(hold);
      assertThat(isReadOnly(engine, raw)).isEqualTo(own);
    }
  }

  @Test
  void leavesSessionsAloneOfWhichNothingIsKnown() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "pooled");
    try (Connection raw = database.raw()) {
      ServerReport silent = numbered(ServerProbe.ask(Engine.POSTGRESQL, raw), OptionalLong.empty());

      assertThat(ReadOnlySession.open(ReadOnlyMode.UNSAID, silent, raw, new Properties()).hold())
          .isEqualTo(Hold.TRANSACTION);
      assertThat(isReadOnly(TestEngine.POSTGRESQL, raw)).isFalse();
      assertThat(ReadOnlySession.open(ReadOnlyMode.SESSION, silent, raw, new Properties()).hold())
          .isEqualTo(Hold.SESSION);
      assertThat(isReadOnly(TestEngine.POSTGRESQL, raw)).isTrue();
    }
  }

  /** As a URL may have it: what is set must outlive the first rollback. */
  @Test
  void holdsWhereTransactionsBeginByThemselves() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "manual");
    try (Connection raw = database.raw()) {
      ServerReport report = ServerProbe.ask(Engine.POSTGRESQL, raw);
      raw.setAutoCommit(false);
      ReadOnlySession held =
          ReadOnlySession.open(ReadOnlyMode.UNSAID, report, raw, new Properties());
      raw.rollback();

      assertThat(raw.getAutoCommit()).isFalse();
      assertThat(held.holdsNow()).isTrue();
      raw.rollback();
      assertThat(isReadOnly(TestEngine.POSTGRESQL, raw)).isTrue();
    }
  }

  @Test
  void explanationsTellWhatTheServerHolds() throws Exception {
    TestDatabase database = database("sealed");
    Properties properties = new Properties();
    properties.setProperty("guard.policy", new Guarded(folder).policy().toString());

    Explanation reads = Explanation.connecting(database.guardedUrl(), properties, "SELECT moody()");
    assertThat(reads.toMap())
        .containsEntry("server_holds", "the server holds the session read-only");
    assertThat(reads.passes()).isTrue();
    assertThat(reads.rule()).isEqualTo("read_only: the server holds the session read-only");
    Explanation writes =
        Explanation.connecting(database.guardedUrl(), properties, "DELETE FROM items");
    assertThat(writes.passes()).isFalse();
    assertThat(Explanation.of(database.guardedUrl(), properties, "SELECT moody()").passes())
        .isFalse();
  }

  private static boolean isReadOnly(TestEngine engine, Connection raw) throws SQLException {
    String question =
        engine == TestEngine.MARIADB
            ? "SELECT @@tx_read_only"
            : "SHOW default_transaction_read_only";
    try (Statement statement = raw.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() && List.of("1", "on").contains(row.getString(1));
    }
  }

  private static ServerReport numbered(ServerReport report, OptionalLong session) {
    return new ServerReport(
        report.engine(),
        report.identity(),
        report.databaseIdentity(),
        report.database(),
        report.user(),
        report.readOnly(),
        report.marker(),
        session);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
