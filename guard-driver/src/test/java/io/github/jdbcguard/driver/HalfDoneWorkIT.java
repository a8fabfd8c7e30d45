package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After a refusal nothing commits what was sent before it: whichever way the transaction was begun,
 * and whichever way somebody tries, on real engines.
 */
class HalfDoneWorkIT {
  private static final String UNTOUCHED = "1=one 2=two 3=three";
  private static final Set<TestEngine> MYSQL_LIKE =
      EnumSet.of(TestEngine.MARIADB, TestEngine.MYSQL);
  private static final Set<TestEngine> WITHOUT_SQLITE =
      EnumSet.complementOf(EnumSet.of(TestEngine.SQLITE));

  @TempDir Path folder;

  /** Something done to a connection, with SQL exceptions of its own. */
  @FunctionalInterface
  interface Step {
    void on(Connection connection) throws SQLException;
  }

  /** How a transaction is begun. */
  enum Opener {
    BY_JDBC(Set.of(TestEngine.values()), c -> c.setAutoCommit(false)),
    BY_BEGIN(Set.of(TestEngine.values()), c -> run(c, "BEGIN")),
    BY_START(
        EnumSet.of(TestEngine.POSTGRESQL, TestEngine.MARIADB, TestEngine.MYSQL),
        c -> run(c, "START TRANSACTION")),
    BY_SETTING(MYSQL_LIKE, c -> run(c, "SET autocommit = 0")),
    BY_A_SETTING_OF_H2(EnumSet.of(TestEngine.H2), c -> run(c, "SET AUTOCOMMIT FALSE")),
    BY_SETTING_AFTER_A_COMMIT(MYSQL_LIKE, c -> run(c, "SET autocommit = 0", "COMMIT")),
    BY_START_WITH_A_SETTING_THAT_COMMITS_NOTHING(
        MYSQL_LIKE, c -> run(c, "START TRANSACTION", "SET autocommit = 1")),
    BY_A_COMMIT_THAT_CHAINS(
        MYSQL_LIKE, c -> run(c, "SET completion_type = 1", "START TRANSACTION", "COMMIT")),
    BY_A_STATEMENT_PREPARED_IN_SQL(
        MYSQL_LIKE, c -> run(c, "PREPARE b FROM 'START TRANSACTION'", "EXECUTE b")),
    BY_A_PROCEDURE(MYSQL_LIKE, c -> run(c, "CALL starts()")),
    BY_XA(MYSQL_LIKE, c -> run(c, "XA START " + xid(c))),
    BY_A_SAVEPOINT(EnumSet.of(TestEngine.SQLITE), c -> run(c, "SAVEPOINT a")),
    BY_BEGIN_WITH_A_COMMIT_THAT_IS_NOT_SENT(
        WITHOUT_SQLITE,
        c -> {
          run(c, "BEGIN");
          onClosed(c, "COMMIT");
        }),
    BY_BEGIN_WITH_A_COMMIT_THAT_IS_PREPARED_ONLY(
        EnumSet.of(TestEngine.POSTGRESQL),
        c -> {
          run(c, "BEGIN");
          c.prepareStatement("SELECT 1; COMMIT").close();
        });

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    final Set<TestEngine> engines;

    @SuppressWarnings("ImmutableEnumChecker") // holds nothing that changes
    final Step step;

    Opener(Set<TestEngine> engines, Step step) {
      this.engines = engines;
      this.step = step;
    }
  }

  /** What somebody may do after the refusal; some of it fails on some engines. */
  private static Map<String, Step> attempts() {
    Map<String, Step> all = new LinkedHashMap<>();
    Stream.of(
            "COMMIT",
            "COMMIT WORK",
            "END",
            "COMMIT AND CHAIN",
            "COMMIT; BEGIN",
            "SELECT 1; COMMIT",
            "ROLLBACK TO SAVEPOINT nosuch",
            "BEGIN",
            "START TRANSACTION",
            "SET autocommit = 1",
            "SET AUTOCOMMIT TRUE",
            "RELEASE a",
            "RELEASE SAVEPOINT a",
            "PREPARE TRANSACTION 'x'",
            "PREPARE COMMIT x",
            "CREATE TABLE z (a INTEGER)",
            "DROP TABLE nosuch",
            "TRUNCATE TABLE nosuch",
            "ANALYZE",
            "LOCK TABLES items READ",
            "UNLOCK TABLES",
            "FLUSH TABLES",
            "PREPARE c FROM 'COMMIT'",
            "EXECUTE c",
            "CALL commits()",
            "DO $$ BEGIN COMMIT; END $$",
            "BEGIN NOT ATOMIC COMMIT; END",
            "EXECUTE IMMEDIATE 'COMMIT'",
            "CHECKPOINT",
            "PRAGMA wal_checkpoint")
        .forEach(sql -> all.put(sql, c -> run(c, sql)));
    all.put("XA END", c -> run(c, "XA END " + xid(c)));
    all.put("XA COMMIT", c -> run(c, "XA END " + xid(c), "XA COMMIT " + xid(c) + " ONE PHASE"));
    all.put("XA COMMIT alone", c -> run(c, "XA COMMIT " + xid(c) + " ONE PHASE"));
    all.put("commit()", Connection::commit);
    all.put("setAutoCommit(true)", c -> c.setAutoCommit(true));
    all.put("setAutoCommit(false)", c -> c.setAutoCommit(false));
    all.put("setSavepoint()", Connection::setSavepoint);
    all.put("setReadOnly", c -> c.setReadOnly(true));
    all.put("setCatalog", c -> c.setCatalog(c.getCatalog()));
    all.put("setSchema", c -> c.setSchema(c.getSchema()));
    all.put("setHoldability", c -> c.setHoldability(2));
    all.put("setClientInfo", c -> c.setClientInfo("ApplicationName", "x"));
    all.put("setNetworkTimeout", c -> c.setNetworkTimeout(Runnable::run, 60_000));
    all.put("isValid", c -> c.isValid(5));
    all.put("beginRequest", Connection::beginRequest);
    all.put("endRequest", Connection::endRequest);
    all.put("abort", c -> c.abort(Runnable::run));
    all.put("close", Connection::close);
    all.put("getTables", c -> c.getMetaData().getTables(null, null, "%", null).close());
    for (int level : List.of(1, 2, 4, 8)) {
      all.put("setTransactionIsolation " + level, c -> c.setTransactionIsolation(level));
    }
    all.put("setQueryTimeout", HalfDoneWorkIT::runWithTimeout);
    all.put("prepared COMMIT", HalfDoneWorkIT::prepared);
    all.put("batch with COMMIT", HalfDoneWorkIT::batch);
    all.put("prepared only", c -> c.prepareStatement("SELECT 1; COMMIT").close());
    all.put("ROLLBACK not sent", c -> onClosed(c, "ROLLBACK"));
    all.put("ROLLBACK as a query", HalfDoneWorkIT::query);
    return all;
  }

  static Stream<Arguments> begun() {
    return TestEngine.available()
        .flatMap(
            engine ->
                Stream.of(Opener.values())
                    .filter(opener -> opener.engines.contains(engine))
                    .map(opener -> Arguments.of(engine, opener)));
  }

  @ParameterizedTest
  @MethodSource("begun")
  void isCommittedByNothing(TestEngine engine, Opener opener) throws Exception {
    TestDatabase database = database(engine);
    List<String> committedBy = new ArrayList<>();
    for (Map.Entry<String, Step> attempt : attempts().entrySet()) {
      try (Connection connection = new Guarded(folder).open(database)) {
        opener.step.on(connection);
        halfDone(connection);
        attempt(attempt.getValue(), connection);
        attempt(Connection::commit, connection);
        attempt(c -> run(c, "COMMIT"), connection);
      }
      if (!database.contents().equals(UNTOUCHED)) {
        committedBy.add(attempt.getKey());
        database.execute("UPDATE items SET name = 'one' WHERE id = 1");
      }
    }

    assertThat(committedBy).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void isNotCommittedByReleasingASavepoint(TestEngine engine) throws Exception {
    TestDatabase database = database(engine);
    try (Connection connection = new Guarded(folder).open(database)) {
      connection.setAutoCommit(false);
      Savepoint savepoint = connection.setSavepoint("a");
      halfDone(connection);
      refused("28X07", () -> connection.releaseSavepoint(savepoint));
      connection.rollback(savepoint);
      connection.releaseSavepoint(savepoint);
      connection.commit();
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  private TestDatabase database(TestEngine engine) throws SQLException {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    if (MYSQL_LIKE.contains(engine)) {
      database.execute("CREATE PROCEDURE starts() START TRANSACTION");
      database.execute("CREATE PROCEDURE commits() COMMIT");
    }
    return database;
  }

  private static void halfDone(Connection connection) throws SQLException {
    run(connection, "UPDATE items SET name = 'x' WHERE id = 1");
    try (Statement statement = connection.createStatement()) {
      refused("28X02", () -> statement.execute("DELETE FROM items"));
    }
  }

  private static void attempt(Step step, Connection connection) {
    try {
      step.on(connection);
    } catch (SQLException expected) {
      return; // the data tells
    }
  }

  /** A server forgets a branch a moment after its connection is closed. */
  private static String xid(Connection connection) {
    return "'x%d'".formatted(System.identityHashCode(connection));
  }

  private static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  private static void runWithTimeout(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(5);
      statement.execute("SELECT 1");
    }
  }

  private static void query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("ROLLBACK").close();
    }
  }

  private static void onClosed(Connection connection, String sql) throws SQLException {
    Statement closed = connection.createStatement();
    closed.close();
    attempt(c -> closed.execute(sql), connection);
  }

  private static void prepared(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("COMMIT")) {
      statement.execute();
    }
  }

  private static void batch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("COMMIT");
      statement.executeBatch();
    }
  }
}
