package io.github.jdbcguard.driver;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.engines.TestEngine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** One of many threads: does this and that, and knows each time whether it has to be refused. */
final class StressWorker implements Callable<Void> {
  private static final String DESTROY = "DELETE FROM items";

  private final List<StressTarget> targets;
  private final Random random;
  private final CountDownLatch stop;
  private final Map<String, LongAdder> counts;

  StressWorker(
      List<StressTarget> targets,
      Random random,
      CountDownLatch stop,
      Map<String, LongAdder> counts) {
    this.targets = targets;
    this.random = random;
    this.stop = stop;
    this.counts = counts;
  }

  static Map<String, LongAdder> counts() {
    return new ConcurrentSkipListMap<>();
  }

  /** Something that a thread does with a connection from a pool. */
  @FunctionalInterface
  private interface Action {
    void on(StressTarget target, Connection connection) throws Exception;
  }

  @Override
  public Void call() throws Exception {
    while (stop.getCount() > 0) {
      StressTarget target = targets.get(random.nextInt(targets.size()));
      if (random.nextInt(20) == 0) {
        autoCommitted(target, target.shared);
        count("on a shared connection");
        continue;
      }
      HikariDataSource pool = target.pools.get(random.nextInt(target.pools.size()));
      if (random.nextInt(100) == 0) {
        pool.getHikariPoolMXBean().softEvictConnections();
        count("pool reset");
      }
      try (Connection connection = pool.getConnection()) {
        isAsNew(connection);
        act(target, connection);
      } catch (Exception | AssertionError e) {
        throw new AssertionError("on " + target + ": " + e, e);
      }
    }
    return null;
  }

  private void act(StressTarget target, Connection connection) throws Exception {
    int dice = random.nextInt(100);
    if (dice < 30) {
      counted("read", this::reads).on(target, connection);
    } else if (dice < 50) {
      counted("write", this::autoCommitted).on(target, connection);
    } else if (dice < 60) {
      counted("prepared writes", this::prepared).on(target, connection);
    } else if (dice < 70) {
      counted("batch", this::batch).on(target, connection);
    } else if (dice < 80) {
      counted("transaction", this::transaction).on(target, connection);
    } else if (dice < 90) {
      counted("transaction with a refusal", this::halfDone).on(target, connection);
    } else if (dice < 94) {
      counted("set and reset", this::sets).on(target, connection);
    } else if (dice < 97) {
      counted("cancel", this::cancelled).on(target, connection);
    } else if (dice < 98) {
      counted("time-out", this::timedOut).on(target, connection);
    } else {
      counted("abort", this::aborted).on(target, connection);
    }
  }

  private Action counted(String name, Action action) {
    count(name);
    return action;
  }

  private void count(String name) {
    counts.computeIfAbsent(name, n -> new LongAdder()).increment();
  }

  /** What somebody else did with the connection before is not seen. */
  private static void isAsNew(Connection connection) throws SQLException {
    check(connection.getAutoCommit(), "auto-commit is off");
    check(!connection.isReadOnly(), "read-only");
    check(connection.getTransactionIsolation() != Connection.TRANSACTION_SERIALIZABLE, "isolation");
  }

  private void reads(StressTarget target, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      read(statement, "SELECT count(*) FROM items WHERE id <= " + (3 + random.nextInt(900)));
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT count(*) FROM items WHERE id <= ?")) {
      for (int i = 0; i < 3; i++) {
        statement.setInt(1, 3);
        try (ResultSet row = statement.executeQuery()) {
          check(row.next() && row.getInt(1) == 3, "another number of rows");
        }
      }
    }
  }

  private static void read(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      check(row.next() && row.getInt(1) == 3, "another number of rows");
    }
  }

  private void autoCommitted(StressTarget target, Connection connection) throws SQLException {
    int id = target.nextId();
    try (Statement statement = connection.createStatement()) {
      if (passes(target.rights.write, () -> statement.execute(insert(id)))) {
        target.wrote(id);
      }
      destroys(target, statement);
    }
  }

  private void prepared(StressTarget target, Connection connection) throws SQLException {
    int[] ids = {target.nextId(), target.nextId(), target.nextId()};
    boolean passed =
        passes(
            target.rights.write,
            () -> {
              try (PreparedStatement statement =
                  connection.prepareStatement("INSERT INTO items VALUES (?, 'prepared')")) {
                for (int id : ids) {
                  statement.setInt(1, id);
                  statement.executeUpdate();
                }
              }
            });
    if (passed) {
      target.wrote(ids);
    }
  }

  /** All of it, or nothing. */
  private void batch(StressTarget target, Connection connection) throws SQLException {
    boolean withDestroy = target.rights != StressTarget.Rights.OPEN && random.nextBoolean();
    int[] ids = {target.nextId(), target.nextId()};
    try (Statement statement = connection.createStatement()) {
      statement.addBatch(insert(ids[0]));
      if (withDestroy) {
        statement.addBatch(DESTROY);
      }
      statement.addBatch(insert(ids[1]));
      String refusal = withDestroy ? target.rights.destroy : target.rights.write;
      if (passes(refusal, statement::executeBatch)) {
        target.wrote(ids);
      }
    }
  }

  private void transaction(StressTarget target, Connection connection) throws SQLException {
    int[] ids = {target.nextId(), target.nextId()};
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (int id : ids) {
        // After a refusal everything but reading is refused because of that.
        boolean second = id == ids[1] && !target.rights.write.isEmpty();
        passes(second ? "28X07" : target.rights.write, () -> statement.execute(insert(id)));
      }
      read(statement, "SELECT count(*) FROM items WHERE id <= 3");
      boolean refused = !target.rights.write.isEmpty();
      if (!refused && random.nextInt(4) == 0) {
        connection.rollback();
      } else if (passes(refused ? "28X07" : "", connection::commit)) {
        target.wrote(ids);
      }
    }
    // What is left is for the pool to roll back.
  }

  /** What was sent before a refusal is never committed, what was sent after a rollback is. */
  private void halfDone(StressTarget target, Connection connection) throws SQLException {
    if (target.rights != StressTarget.Rights.GUARDED) {
      transaction(target, connection);
      return;
    }
    int kept = target.nextId();
    int lost = target.nextId();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(insert(kept));
      Savepoint savepoint = connection.setSavepoint();
      statement.execute(insert(lost));
      destroys(target, statement);
      passes("28X07", connection::commit);
      passes("28X07", () -> statement.execute("COMMIT"));
      passes("28X07", () -> connection.setAutoCommit(true));
      if (random.nextBoolean()) {
        connection.rollback(savepoint);
        connection.commit();
        target.wrote(kept);
      } else if (random.nextBoolean()) {
        statement.execute("ROLLBACK");
        connection.commit();
      }
    }
  }

  private void destroys(StressTarget target, Statement statement) throws SQLException {
    if (target.rights == StressTarget.Rights.OPEN) {
      statement.execute("DELETE FROM scratch");
    } else {
      passes(target.rights.destroy, () -> statement.execute(DESTROY));
    }
  }

  /** The pool sets back what is set, and the server forgets what it was told. */
  private void sets(StressTarget target, Connection connection) throws SQLException {
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    connection.setReadOnly(false);
    if (target.engine() == TestEngine.POSTGRESQL && target.rights == StressTarget.Rights.SEALED) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DISCARD ALL");
      } catch (GuardRefusedException notHeld) {
        count("not held by the server"); // which tells nothing through a driver that wraps another
      }
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    autoCommitted(target, connection);
  }

  private void cancelled(StressTarget target, Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      CountDownLatch over = new CountDownLatch(1);
      Thread other = new Thread(() -> cancelUntil(over, statement), "stress-cancel");
      other.start();
      try {
        statement.execute(sleep(target.engine()));
      } catch (SQLException cancelled) {
        check(!(cancelled instanceof GuardRefusedException), "refused: " + cancelled);
      } finally {
        over.countDown();
        other.join();
      }
    }
    works(connection);
  }

  private static void cancelUntil(CountDownLatch over, Statement statement) {
    try {
      while (!over.await(20, TimeUnit.MILLISECONDS)) {
        statement.cancel();
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void timedOut(StressTarget target, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      statement.execute(sleep(target.engine()));
    } catch (SQLException timedOut) {
      check(!(timedOut instanceof GuardRefusedException), "refused: " + timedOut);
    }
    works(connection);
  }

  /** A cancel may come late, and hit what is sent next. */
  private static void works(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try {
        read(statement, "SELECT count(*) FROM items WHERE id <= 3");
      } catch (SQLException late) {
        check(!(late instanceof GuardRefusedException), "refused: " + late);
        read(statement, "SELECT count(*) FROM items WHERE id <= 3");
      }
    }
  }

  private void aborted(StressTarget target, Connection connection) throws Exception {
    connection.setAutoCommit(false);
    int id = target.nextId();
    try (Statement statement = connection.createStatement()) {
      passes(target.rights.write, () -> statement.execute(insert(id)));
    }
    Thread other = new Thread(() -> abort(connection), "stress-abort");
    other.start();
    other.join();
    try (Statement statement = connection.createStatement()) {
      read(statement, "SELECT count(*) FROM items WHERE id <= 3");
    } catch (SQLException closed) {
      check(!(closed instanceof GuardRefusedException), "refused: " + closed);
      return;
    }
    check(target.engine() == TestEngine.H2, "an aborted connection is open"); // H2 does nothing
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sleep(TestEngine engine) {
    return switch (engine) {
      case POSTGRESQL -> "SELECT pg_sleep(60)";
      case MARIADB, MYSQL -> "SELECT sleep(60)";
      case H2 -> "SELECT count(*) FROM system_range(1, 10000000000) WHERE mod(x, 2) = 3";
      case SQLITE -> "SELECT 1";
    };
  }

  private static String insert(int id) {
    return "INSERT INTO items VALUES (" + id + ", 'stress')";
  }

  /** Something that may be refused. */
  @FunctionalInterface
  private interface Sending {
    void send() throws SQLException;
  }

  /** Whether it passed; it has to be refused with this SQLState, or to pass where that is empty. */
  private boolean passes(String sqlState, Sending sending) throws SQLException {
    try {
      sending.send();
    } catch (GuardRefusedException refusal) {
      count("refused with " + refusal.getSQLState());
      check(sqlState.equals(refusal.getSQLState()), "refused: " + refusal.getMessage());
      return false;
    }
    check(sqlState.isEmpty(), "not refused with " + sqlState);
    return true;
  }

  private static void check(boolean so, String otherwise) {
    if (!so) {
      throw new AssertionError(otherwise);
    }
  }
}
