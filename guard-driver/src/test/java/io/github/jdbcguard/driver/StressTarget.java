package io.github.jdbcguard.driver;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.engines.CountingDriver;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database that many threads use through two pools and one connection that they share, and what
 * has to be in it at the end.
 */
final class StressTarget implements AutoCloseable {
  private static final int POOL_SIZE = 3;
  private static final AtomicInteger NEXT_ID = new AtomicInteger(1000);

  final TestDatabase database;
  final Rights rights;
  final List<HikariDataSource> pools;

  /** Used by several threads at a time, in auto-commit mode. */
  final Connection shared;

  /** Rows that somebody was told are there. */
  private final Set<Integer> written = ConcurrentHashMap.newKeySet();

  /** Rows whose writer was cut off, so that nobody knows. */
  private final Set<Integer> uncertain = ConcurrentHashMap.newKeySet();

  /** What may be done to a database of a level. */
  enum Rights {
    OPEN("", ""),
    GUARDED("", "28X02"),
    PROTECTED("28X02", "28X01"),
    SEALED("28X01", "28X01");

    /** The SQLState of a refused INSERT; empty where it passes. */
    final String write;

    /** The SQLState of a refused DELETE of all rows; empty where it passes. */
    final String destroy;

    Rights(String write, String destroy) {
      this.write = write;
      this.destroy = destroy;
    }
  }

  StressTarget(TestEngine engine, Rights rights, Path folder) throws SQLException {
    this.rights = rights;
    String prefix = rights.name().toLowerCase(java.util.Locale.ROOT);
    this.database = TestDatabase.create(engine, folder, prefix);
    database.execute("CREATE TABLE scratch (id INTEGER)");
    TestDatabase counted =
        new TestDatabase(engine, database.name(), CountingDriver.counted(database.url()));
    this.pools = List.of(pool(database, folder), pool(counted, folder));
    this.shared = new Guarded(folder).open(database);
  }

  private static HikariDataSource pool(TestDatabase database, Path folder) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.guardedUrl());
    config.addDataSourceProperty("guard.policy", new Guarded(folder).policy().toString());
    config.addDataSourceProperty("guard.audit", new Guarded(folder).audit().toString());
    config.setMaximumPoolSize(POOL_SIZE);
    config.setConnectionTimeout(120_000);
    return new HikariDataSource(config);
  }

  TestEngine engine() {
    return database.engine();
  }

  int nextId() {
    return NEXT_ID.incrementAndGet();
  }

  void wrote(int... ids) {
    for (int id : ids) {
      written.add(id);
    }
  }

  void wroteOrNot(int id) {
    uncertain.add(id);
  }

  /** How the data differs from what the threads were told; empty where it does not. */
  List<String> differences() throws SQLException {
    Set<Integer> found = new TreeSet<>();
    try (Connection raw = database.raw();
        Statement statement = raw.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM items")) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    Set<Integer> missing = new TreeSet<>(written);
    missing.addAll(List.of(1, 2, 3));
    missing.removeAll(found);
    found.removeAll(written);
    found.removeAll(uncertain);
    found.removeAll(List.of(1, 2, 3));
    return missing.isEmpty() && found.isEmpty()
        ? List.of()
        : List.of(this + ": missing " + missing + ", not admitted but there " + found);
  }

  /** How many sessions the server has for this database, without the one that asks. */
  int sessions() throws SQLException {
    String sql =
        switch (engine()) {
          case POSTGRESQL ->
              "SELECT count(*) - 1 FROM pg_stat_activity WHERE datname = current_database()"
                  + " AND backend_type = 'client backend'";
          case MARIADB, MYSQL ->
              "SELECT count(*) - 1 FROM information_schema.processlist WHERE db = database()";
          case H2 -> "SELECT count(*) - 1 FROM information_schema.sessions";
          case SQLITE -> "SELECT 0";
        };
    try (Connection raw = database.raw();
        Statement statement = raw.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  int active() {
    return pools.stream().mapToInt(p -> p.getHikariPoolMXBean().getActiveConnections()).sum();
  }

  /** Whether the pools hold as many connections as they shall, and no thread waits for one. */
  boolean filled() {
    return pools.stream()
        .map(HikariDataSource::getHikariPoolMXBean)
        .allMatch(pool -> pool.getIdleConnections() == POOL_SIZE);
  }

  /** How many connections there are to the database. */
  int open() {
    int pooled = pools.stream().mapToInt(p -> p.getHikariPoolMXBean().getTotalConnections()).sum();
    return pooled + 1;
  }

  @Override
  public void close() throws SQLException {
    pools.forEach(HikariDataSource::close);
    shared.close();
  }

  @Override
  public String toString() {
    return engine() + " " + rights;
  }
}
