package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.server.Hold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session to a sealed database: the server itself refuses writes, and stays so. */
class ReadOnlySessionIT {
  private static final String REPORT_POSTGRESQL =
      """
      SELECT upper(trim(name)), lower(name), length(name), coalesce(nullif(name, ''), 'none'),
        count(*), sum(id), min(id), max(id), round(avg(id), 2), abs(-1), ceil(1.2), floor(1.8),
        greatest(1, 2), left(name, 2), replace(name, 'o', '0'), string_agg(name, ','),
        date_trunc('day', now()), to_char(now(), 'YYYY'), row_number() OVER (ORDER BY name),
        jsonb_build_object('n', name), array_agg(id)
      FROM items GROUP BY name ORDER BY 1""";

  private static final String REPORT_MARIADB =
      """
      SELECT upper(trim(name)), lower(name), length(name), coalesce(nullif(name, ''), 'none'),
        count(*), sum(id), min(id), max(id), round(avg(id), 2), abs(-1), ceil(1.2), floor(1.8),
        greatest(1, 2), left(name, 2), replace(name, 'o', '0'), group_concat(name),
        date_format(now(), '%Y'), year(curdate()), ifnull(name, ''), json_object('n', name)
      FROM items GROUP BY name ORDER BY 1""";

  @TempDir Path folder;

  private TestDatabase postgresql(String prefix) throws SQLException {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, prefix);
    database.execute(
        """
        CREATE FUNCTION counts() RETURNS bigint LANGUAGE plpgsql
          AS 'BEGIN RETURN (SELECT count(*) FROM items); END';
        CREATE FUNCTION adds() RETURNS int LANGUAGE plpgsql
          AS 'BEGIN INSERT INTO items VALUES (9, ''nine''); RETURN 1; END';
        CREATE FUNCTION lifts() RETURNS text LANGUAGE sql
          AS 'SELECT set_config(''default_transaction_read_only'', ''off'', false)';
        CREATE PROCEDURE tidies() LANGUAGE sql AS 'DELETE FROM items'""");
    return database;
  }

  private TestDatabase mariadb(String prefix) throws SQLException {
    TestDatabase database = TestDatabase.create(TestEngine.MARIADB, folder, prefix);
    database.execute(
        "CREATE FUNCTION counts() RETURNS INT READS SQL DATA RETURN (SELECT count(*) FROM items)");
    database.execute(
        "CREATE FUNCTION adds() RETURNS INT BEGIN INSERT INTO items VALUES (9, 'nine'); RETURN 1; END");
    database.execute(
        "CREATE FUNCTION lifts() RETURNS INT BEGIN SET SESSION tx_read_only = 0; RETURN 1; END");
    database.execute("CREATE PROCEDURE tidies() DELETE FROM items");
    return database;
  }

  @Test
  void postgresqlHoldsTheLine() throws Exception {
    holdsTheLine(postgresql("sealed"), REPORT_POSTGRESQL, 0);
  }

  @Test
  void mariadbHoldsTheLine() throws Exception {
    holdsTheLine(mariadb("sealed"), REPORT_MARIADB, 1792);
  }

  private void holdsTheLine(TestDatabase database, String report, int code) throws Exception {
    Guarded guarded = new Guarded(folder);
    try (Connection connection = guarded.open(database)) {
      assertThat(read(connection, report)).isEqualTo("ONE");
      assertThat(guarded.audited()).isEmpty();
      assertThat(read(connection, "SELECT counts()")).isEqualTo("3");
      assertThat(guarded.audited())
          .contains("\"verdict\":\"allow\"", "read_only: the server holds the session read-only");

      SQLException byServer = refusedByServer(() -> read(connection, "SELECT adds()"));
      assertThat(byServer.getSQLState()).isEqualTo("25006");
      assertThat(byServer.getErrorCode()).isEqualTo(code);
      refusedByServer(() -> connection.prepareStatement("SELECT adds()").executeQuery());

      connection.setAutoCommit(false);
      assertThat(read(connection, "SELECT counts() FROM items WHERE id = 1")).isEqualTo("3");
      refusedByServer(() -> read(connection, "SELECT adds()"));
      connection.rollback();
      connection.setAutoCommit(true);

      refused("28X01", () -> run(connection, "CALL tidies()"));
      refused("28X01", () -> run(connection, "SELECT counts(); SELECT adds()"));
      refused("28X01", () -> run(connection, "INSERT INTO items SELECT counts()"));
      refused("28X01", () -> run(connection, "CREATE TEMPORARY TABLE t AS SELECT counts()"));
      assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
    }
  }

  @Test
  void blocksPreparedStatementsAndTheEnginesOwnStayDenied() throws Exception {
    TestDatabase database = postgresql("sealed");
    try (Connection connection = new Guarded(folder).open(database)) {
      refused("28X01", () -> run(connection, "DO 'BEGIN PERFORM 1; END'"));
      run(connection, "PREPARE p AS SELECT counts()");
      refused("28X01", () -> run(connection, "EXECUTE p"));
      refused("28X01", () -> run(connection, "SELECT pg_stat_reset()"));
      refused("28X01", () -> run(connection, "SELECT pg_not_known_yet()"));
      refused("28X01", () -> run(connection, "SELECT U&\"pg\\005fstat_reset\"()"));
      refused("28X01", () -> run(connection, "SELECT query_to_xml('x', true, true, '')"));
      refused("28X01", () -> run(connection, "SELECT counts(), pg_catalog.pg_stat_reset()"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ WRITE",
        "SET TRANSACTION READ WRITE",
        "BEGIN READ WRITE",
        "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE",
        "START TRANSACTION READ WRITE",
        "SET default_transaction_read_only = off",
        "SET \"default_transaction_read_only\" TO 'off'",
        "SET LOCAL transaction_read_only = off",
        "SET transaction_read_only TO DEFAULT",
        "SELECT set_config('default_transaction_read_only', 'off', false)",
        "SELECT set_config('default_transaction_' || 'read_only', 'off', false)",
        "UPDATE pg_settings SET setting = 'off' WHERE name = 'default_transaction_read_only'",
        "RESET transaction_read_only",
        "RESET ALL; SELECT adds()",
        "DISCARD ALL; SELECT adds()",
        "COMMIT AND CHAIN; SET TRANSACTION READ WRITE",
        "RESET SESSION AUTHORIZATION",
        "ALTER ROLE CURRENT_USER SET default_transaction_read_only = off",
      })
  void postgresqlIsNotLifted(String lift) throws Exception {
    isNotLifted(postgresql("sealed"), lift);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET SESSION TRANSACTION READ WRITE",
        "SET TRANSACTION READ WRITE",
        "START TRANSACTION READ WRITE",
        "SET tx_read_only = 0",
        "SET time_zone = '+00:00', tx_read_only = 0",
        "SET @@session.tx_read_only = OFF",
        "SET @@tx_read_only = DEFAULT",
        "SET STATEMENT tx_read_only = 0 FOR SELECT adds()",
        "SET GLOBAL tx_read_only = 0",
        "/*!50000 SET tx_read_only = 0 */",
        "COMMIT; SET SESSION TRANSACTION READ WRITE",
        "EXECUTE IMMEDIATE 'SET tx_read_only = 0'",
      })
  void mariadbIsNotLifted(String lift) throws Exception {
    isNotLifted(mariadb("sealed"), lift);
  }

  private void isNotLifted(TestDatabase database, String lift) throws Exception {
    try (Connection connection = new Guarded(folder).open(database)) {
      refused("28X01", () -> run(connection, lift));

      serverHolds(connection);
      assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
    }
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL", "MARIADB", "SQLITE"})
  void jdbcDoesNotLiftIt(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "sealed");
    try (Connection connection = new Guarded(folder).open(database)) {
      serverHolds(connection);
      connection.setReadOnly(true);
      connection.setReadOnly(false);
      assertThat(connection.isReadOnly()).isFalse();
      serverHolds(connection);
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      serverHolds(connection);
      connection.setAutoCommit(false);
      serverHolds(connection);
      connection.rollback();
      read(connection, "SELECT 1");
      Savepoint savepoint = connection.setSavepoint();
      read(connection, "SELECT 2");
      connection.rollback(savepoint);
      connection.commit();
      serverHolds(connection);
      connection.rollback();
      connection.setAutoCommit(true);
      serverHolds(connection);
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISCARD ALL", "RESET ALL", "RESET default_transaction_read_only"})
  void resetsPassAndAreMadeGood(String reset) throws Exception {
    TestDatabase database = postgresql("sealed");
    try (Connection connection = new Guarded(folder).open(database)) {
      read(connection, "SELECT 1");
      run(connection, reset);
      assertThat(read(raw(connection), "SHOW default_transaction_read_only")).isEqualTo("off");
      read(connection, "SELECT 1");
      serverHolds(connection);

      connection.prepareStatement(reset).execute();
      refusedByServer(() -> read(connection, "SELECT adds()"));

      run(connection, reset);
      connection.setAutoCommit(false);
      read(connection, "SELECT 1");
      connection.rollback();
      connection.setAutoCommit(true);
      serverHolds(connection);

      connection.setAutoCommit(false);
      refused("28X01", () -> run(connection, reset));
      connection.rollback();
    }
  }

  @Test
  void closesWhatCannotBeMadeGood() throws Exception {
    TestDatabase database = postgresql("sealed");
    try (Connection connection = new Guarded(folder).open(database)) {
      run(connection, "DISCARD ALL");
      raw(connection).setAutoCommit(false);

      SQLException broken =
          catchThrowableOfType(SQLException.class, () -> read(connection, "SELECT adds()"));
      assertThat((Throwable) broken).hasMessageContaining("could not be made read-only again");
      assertThat(broken.getSQLState()).isEqualTo("08003");
      assertThat(connection.isClosed()).isTrue();
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  /** The function itself runs; what it lifted is seen before the next one. */
  @Test
  void trustsNoSessionThatAFunctionLifted() throws Exception {
    for (TestDatabase database : new TestDatabase[] {postgresql("sealed"), mariadb("sealed")}) {
      try (Connection connection = new Guarded(folder).open(database)) {
        read(connection, "SELECT lifts()");
        GuardRefusedException refusal = refused("28X01", () -> read(connection, "SELECT adds()"));

        assertThat((Throwable) refusal)
            .hasMessageContaining("does not hold this, or does not any more");
      }
      assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
    }
  }

  @ParameterizedTest
  @CsvSource({"session, SESSION", "transaction, TRANSACTION", "off, NOTHING"})
  void doesWhatThePolicySays(String mode, Hold hold) throws Exception {
    TestDatabase database = postgresql("kept");
    try (Connection connection = open(database.guardedUrl(), "read_only: " + mode)) {
      assertThat(((GuardedConnection) connection).second().hold()).isEqualTo(hold);
      if (hold == Hold.SESSION) {
        serverHolds(connection);
        return;
      }
      assertThat(read(raw(connection), "SHOW default_transaction_read_only")).isEqualTo("off");
      refused("28X01", () -> read(connection, "SELECT counts()"));
      connection.setAutoCommit(false);
      if (hold == Hold.TRANSACTION) {
        assertThat(read(connection, "SELECT counts()")).isEqualTo("3");
        refusedByServer(() -> read(connection, "SELECT adds()"));
        connection.rollback();
        run(connection, "COMMIT");
        refusedByServer(() -> read(connection, "SELECT adds()"));
        connection.rollback();
        connection.setReadOnly(false);
        refusedByServer(() -> read(connection, "SELECT adds()"));
      } else {
        refused("28X01", () -> read(connection, "SELECT counts()"));
      }
      connection.rollback();
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  /** Where the driver drops what begins transactions read-only, the server is asked in vain. */
  @Test
  void trustsNoDriverThatIgnoresIt() throws Exception {
    TestDatabase database = postgresql("kept");
    String url = database.guardedUrl() + "&readOnlyMode=ignore";
    try (Connection connection = open(url, "read_only: transaction")) {
      connection.setAutoCommit(false);
      refused("28X01", () -> read(connection, "SELECT counts()"));
      connection.rollback();
    }
  }

  @Test
  void mariadbKnowsNoTransactionsThatHold() throws Exception {
    TestDatabase database = mariadb("kept");
    try (Connection connection = open(database.guardedUrl(), "read_only: transaction")) {
      assertThat(read(raw(connection), "SELECT @@tx_read_only")).isEqualTo("0");
      connection.setAutoCommit(false);
      refused("28X01", () -> read(connection, "SELECT counts()"));
      connection.rollback();
      assertThat(read(raw(connection), "SELECT @@tx_read_only")).isEqualTo("0");
    }
    try (Connection pooled =
        open(database.guardedUrl() + "&pool=true&maxPoolSize=1", "read_only: session")) {
      assertThat(read(raw(pooled), "SELECT @@tx_read_only")).isEqualTo("0");
    }
  }

  @Test
  void hsqldbHoldsTheLine() throws Exception {
    String url = "jdbc:hsqldb:mem:kept_1";
    try (Connection setup = DriverManager.getConnection(url)) {
      run(setup, "CREATE TABLE items (id INTEGER PRIMARY KEY, name VARCHAR(100))");
      run(setup, "CREATE FUNCTION doubled(x INT) RETURNS INT RETURN x * 2");
      run(setup, "CREATE SEQUENCE s");
      try (Connection connection = open(url.replace("jdbc:", "jdbc:guard:"), "expect: optional")) {
        assertThat(read(connection, "VALUES doubled(4)")).isEqualTo("8");
        serverHolds(connection);
        for (String lift :
            new String[] {
              "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
              "START TRANSACTION READ WRITE",
              "SET TRANSACTION READ WRITE",
              "ALTER SESSION RESET ALL",
            }) {
          refused("28X01", () -> run(connection, lift));
          serverHolds(connection);
        }
        refused("28X01", () -> run(connection, "VALUES NEXT VALUE FOR s"));
        connection.setReadOnly(false);
        connection.setAutoCommit(false);
        serverHolds(connection);
        connection.rollback();
      }
    }
  }

  @Test
  void derbyHoldsTheLine() throws Exception {
    String url = "jdbc:derby:memory:kept_1";
    try (Connection setup = DriverManager.getConnection(url + ";create=true")) {
      run(setup, "CREATE TABLE items (id INTEGER PRIMARY KEY, name VARCHAR(100))");
      run(
          setup,
          "CREATE FUNCTION doubled(x INT) RETURNS INT LANGUAGE JAVA PARAMETER STYLE JAVA NO SQL"
              + " EXTERNAL NAME 'java.lang.Math.abs'");
      try (Connection connection = open(url.replace("jdbc:", "jdbc:guard:"), "expect: optional")) {
        assertThat(read(connection, "VALUES doubled(-4)")).isEqualTo("4");
        serverHolds(connection);
        connection.setReadOnly(false);
        serverHolds(connection);
        connection.setAutoCommit(false);
        serverHolds(connection);
        connection.rollback();
        connection.setAutoCommit(true);
        serverHolds(connection);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRAGMA query_only = 0",
        "PRAGMA query_only(0)",
        "PRAGMA main.query_only = off",
        "pragma QUERY_ONLY=false",
        "SELECT 1; PRAGMA query_only = 0",
      })
  void sqliteIsNotLifted(String lift) throws Exception {
    isNotLifted(TestDatabase.create(TestEngine.SQLITE, folder, "sealed"), lift);
  }

  private Connection open(String url, String key) throws Exception {
    return open(url, key, new Properties());
  }

  private Connection open(String url, String key, Properties properties) throws Exception {
    Path policy = folder.resolve("kept.yaml");
    Files.writeString(
        policy,
        """
        guard: 1
        environments:
          archive:
            level: sealed
            %s
            match: [ { database: "*kept_*" } ]
        """
            .formatted(key));
    properties.setProperty("guard.policy", policy.toString());
    properties.setProperty("guard.audit", folder.resolve("kept.jsonl").toString());
    return DriverManager.getConnection(url, properties);
  }

  /** A driver that goes on with another session would go on with one that nobody told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mariadb://     | mariadb:sequential://",
        "mariadb://     | mariadb:loadbalance://",
        "mariadb://     | mariadb:replication://",
        "mariadb://     | mariadb://localhost:1,",
        "mariadb://     | mysql://",
      })
  void holdsNoDriverThatChangesSessions(String plain, String changing) throws Exception {
    TestDatabase database = mariadb("kept");
    String url = database.guardedUrl().replace(plain, changing);
    url = changing.startsWith("mysql") ? url.replace("sslMode=disable", "sslMode=DISABLED") : url;
    Properties reconnects = new Properties();
    reconnects.setProperty("AutoReconnect", "true");
    assertThat(url).isNotEqualTo(database.guardedUrl());
    try (Connection connection = open(url, "read_only: session", reconnects)) {
      assertThat(((GuardedConnection) connection).second().hold()).isEqualTo(Hold.NOTHING);
      refused("28X01", () -> read(connection, "SELECT counts()"));
      assertThat(read(connection, "SELECT count(*) FROM items")).isEqualTo("3");
    }
  }

  /** What keeps the server from being asked keeps the statement from being sent. */
  @Test
  void tellsWhatTheServerSaysInsteadOfAnAnswer() throws Exception {
    TestDatabase database = postgresql("kept");
    try (Connection connection = open(database.guardedUrl(), "read_only: session")) {
      connection.setAutoCommit(false);
      refusedByServer(() -> read(connection, "SELECT 1/0"));
      assertThat(refusedByServer(() -> read(connection, "SELECT counts()")).getSQLState())
          .isEqualTo("25P02");
      connection.rollback();
      assertThat(read(connection, "SELECT counts()")).isEqualTo("3");
      try (Connection other = database.raw()) {
        read(
            other,
            "SELECT pg_terminate_backend(%s)"
                .formatted(read(raw(connection), "SELECT pg_backend_pid()")));
      }
      assertThat(refusedByServer(() -> read(connection, "SELECT counts()")).getSQLState())
          .startsWith("57P");
    }
  }

  @Test
  void asksWhateverTheSessionLimits() throws Exception {
    TestDatabase database = mariadb("kept");
    try (Connection connection = open(database.guardedUrl(), "read_only: session")) {
      run(connection, "SET sql_select_limit = 0");
      assertThat(read(connection, "SELECT counts() LIMIT 1")).isEqualTo("3");
    }
  }

  @Test
  void saysWhatTheUrlSaysOfReadOnly() throws Exception {
    TestDatabase database = postgresql("kept");
    String url = database.guardedUrl();
    try (Connection asked = open(url + "&readOnly=true", "read_only: session");
        Connection plain = open(url, "read_only: session")) {
      assertThat(asked.isReadOnly()).isTrue();
      assertThat(plain.isReadOnly()).isFalse();
    }
  }

  /** Goes round the guard. */
  private static void serverHolds(Connection connection) {
    SQLException refused =
        catchThrowableOfType(
            SQLException.class,
            () -> run(raw(connection), "INSERT INTO items VALUES (7, 'seven')"));
    assertThat((Throwable) refused).isNotNull();
  }

  private static Connection raw(Connection connection) {
    return ((GuardedConnection) connection).rawConnection();
  }

  private static SQLException refusedByServer(ThrowingCallable action) {
    SQLException refused = catchThrowableOfType(SQLException.class, action);
    assertThat((Throwable) refused).isNotNull().isNotInstanceOf(GuardRefusedException.class);
    return refused;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
