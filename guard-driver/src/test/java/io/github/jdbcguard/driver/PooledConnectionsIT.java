package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A pool keeps guarded connections, and gives each as new to the next, as it does with others. */
class PooledConnectionsIT {
  private static final String WRITE = "INSERT INTO items VALUES (9, 'nine')";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void keepsTheConnectionAfterThousandRefusals(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "sealed");
    try (HikariDataSource pool = pool(database)) {
      String before = session(pool);
      for (int i = 0; i < 250; i++) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement()) {
          refused("28X01", () -> statement.execute(WRITE));
          refused("28X01", () -> connection.prepareStatement(WRITE));
          connection.setAutoCommit(false);
          refused("28X01", () -> statement.execute(WRITE));
          refused("28X07", connection::commit);
        }
      }

      assertThat(session(pool)).isEqualTo(before);
      assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
    }
    assertThat(database.contents()).doesNotContain("nine");
  }

  /** Of a refusal in a transaction nothing is left to whoever comes next. */
  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void rollsBackBeforeTheNextComes(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    try (HikariDataSource pool = pool(database)) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute(WRITE);
        refused("28X02", () -> statement.execute("DROP TABLE items"));
      }
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        assertThat(connection.getAutoCommit()).isTrue();
        statement.execute("INSERT INTO items VALUES (10, 'ten')");
      }
    }
    assertThat(database.contents()).contains("ten").doesNotContain("nine");
  }

  /** On a sealed target the server is told to refuse writes; what a pool resets lifts nothing. */
  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void givesTheNextTheStateThatARawPoolGives(TestEngine engine) throws Exception {
    for (String level : List.of("open", "sealed")) {
      TestDatabase database = TestDatabase.create(engine, folder, level);
      List<String> raw;
      try (HikariDataSource pool = pool(database.url())) {
        raw = statesOfThree(pool, engine);
      }
      try (HikariDataSource pool = pool(database)) {
        assertThat(statesOfThree(pool, engine)).as(level).isEqualTo(raw);
        if (level.equals("sealed")) {
          try (Connection connection = pool.getConnection();
              Statement statement = connection.createStatement()) {
            refused("28X01", () -> statement.execute(WRITE));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"POSTGRESQL", "MARIADB", "SQLITE"})
  void leavesTheServerHeldWhateverAPoolSets(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "sealed");
    try (Connection connection = new Guarded(folder).open(database)) {
      boolean before = connection.isReadOnly();
      for (boolean readOnly : new boolean[] {true, false, before}) {
        connection.setReadOnly(readOnly);
        assertThat(connection.isReadOnly()).isEqualTo(readOnly);
        assertThat(held(connection, engine)).isTrue();
      }
      connection.beginRequest();
      connection.setAutoCommit(false);
      assertThat(held(connection, engine)).isTrue();
      connection.rollback();
      connection.setAutoCommit(true);
      connection.endRequest();
      assertThat(held(connection, engine)).isTrue();
    }
  }

  /**
   * HikariCP sends such a text when a connection is new; DBCP2 and others when it is given back.
   */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"POSTGRESQL"})
  void holdsTheServerAgainAfterAReset(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "sealed");
    for (String reset : List.of("DISCARD ALL", "RESET ALL")) {
      HikariConfig config = config(database.guardedUrl());
      config.setConnectionInitSql(reset);
      config.setConnectionTestQuery(reset);
      try (HikariDataSource pool = new HikariDataSource(config);
          Connection connection = pool.getConnection()) {
        assertThat(held(connection, engine)).isTrue();
      }
    }
  }

  private static boolean held(Connection connection, TestEngine engine) throws SQLException {
    String question =
        switch (engine) {
          case POSTGRESQL -> "SHOW transaction_read_only";
          case MARIADB, MYSQL -> "SELECT @@tx_read_only";
          case SQLITE -> "PRAGMA query_only";
          case H2 -> "VALUES 'on'";
        };
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return List.of("on", "1").contains(row.getString(1));
    }
  }

  /** What three see in turn, of whom each sets all that it can. */
  private static List<String> statesOfThree(HikariDataSource pool, TestEngine engine)
      throws SQLException {
    List<String> states = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (Connection connection = pool.getConnection()) {
        states.add(state(connection));
        connection.setReadOnly(engine != TestEngine.SQLITE);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setNetworkTimeout(Runnable::run, 50_000);
        if (engine == TestEngine.POSTGRESQL) {
          connection.setSchema("pg_catalog");
        } else if (engine == TestEngine.H2) {
          connection.setSchema("INFORMATION_SCHEMA");
        }
        states.add(state(connection));
        connection.setAutoCommit(false);
      }
    }
    return states;
  }

  private static String state(Connection connection) throws SQLException {
    return "read-only %b, auto-commit %b, isolation %d, schema %s, catalog %s, time-out %d, holdability %d"
        .formatted(
            connection.isReadOnly(),
            connection.getAutoCommit(),
            connection.getTransactionIsolation(),
            connection.getSchema(),
            connection.getCatalog() == null ? "none" : "one",
            connection.getNetworkTimeout(),
            connection.getHoldability());
  }

  private static String session(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      String sql =
          switch (product) {
            case "PostgreSQL" -> "SELECT pg_backend_pid()";
            case "MariaDB", "MySQL" -> "SELECT connection_id()";
            case "H2" -> "SELECT session_id()";
            default -> "SELECT 1";
          };
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private HikariDataSource pool(TestDatabase database) {
    return pool(database.guardedUrl());
  }

  private HikariDataSource pool(String url) {
    return new HikariDataSource(config(url));
  }

  private HikariConfig config(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(1);
    if (url.startsWith("jdbc:guard:")) {
      config.addDataSourceProperty("guard.policy", new Guarded(folder).policy().toString());
      config.addDataSourceProperty("guard.audit", new Guarded(folder).audit().toString());
    }
    return config;
  }
}
