package io.github.jdbcguard.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * A database of the team's choice, with the tables of the guard in it. It is connected to, and the
 * tables are made, when it is first used. Thread-safe.
 */
final class Store implements Closeable {
  private static final int MOST_CONNECTIONS = 2;
  private static final long CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 15_000;
  private static final long IDLE_MILLIS = 60_000;
  private static final int MOST_TRIES = 20;
  private static final int MOST_MIGRATIONS = 5;
  private static final int PAUSE_MILLIS = 10;

  private final StoreAddress address;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable HikariDataSource pool;

  Store(StoreAddress address) {
    this.address = address;
  }

  /** What is done in one transaction. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** The name of a table in SQL; the schema has the letters that it was given. */
  String table(Connection connection, String name) throws SQLException {
    String schema = address.login().schema();
    String quote = connection.getMetaData().getIdentifierQuoteString();
    return schema.isEmpty() ? name : quote + schema + quote + "." + name;
  }

  /** Where it is, for messages. */
  String place() {
    return address.place();
  }

  /**
   * Does all of it or nothing, and again where somebody else was in the way.
   *
   * @throws IOException in words for people; then it may be that it was done, where the connection
   *     broke at its end
   */
  <T> T inTransaction(Work<T> work) throws IOException {
    for (int tries = 1; ; tries++) {
      try (Connection connection = pool().getConnection()) {
        connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        return once(connection, work);
      } catch (SQLException e) {
        if (tries == MOST_TRIES || !Conflict.passes(e)) {
          throw problem(e);
        }
        pause(tries);
      }
    }
  }

  private static <T> T once(Connection connection, Work<T> work) throws SQLException {
    try {
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback();
      } catch (SQLException rollback) {
        e.addSuppressed(rollback);
      }
      throw e;
    }
  }

  /** At random, so that those who met do not meet again. */
  private static void pause(int tries) throws InterruptedIOException {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS * tries) + 1L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while somebody else was in the way");
    }
  }

  private HikariDataSource pool() throws IOException {
    HikariDataSource known = pool;
    if (known != null) {
      return known;
    }
    opening.lock();
    try {
      known = pool;
      if (known == null) {
        known = opened();
        pool = known;
      }
      return known;
    } finally {
      opening.unlock();
    }
  }

  private HikariDataSource opened() throws IOException {
    try {
      DriverSource source = DriverSource.of(address);
      migrate(source);
      return new HikariDataSource(config(source));
    } catch (SQLException | FlywayException | PoolInitializationException e) {
      throw problem(e);
    }
  }

  /** Beginning the history is not safe from others who begin it; the next try finds it begun. */
  private void migrate(DriverSource source) throws SQLException, IOException {
    for (int tries = 1; ; tries++) {
      try {
        Migrations.run(source, address.login().schema());
        return;
      } catch (FlywayException e) {
        if (tries == MOST_MIGRATIONS) {
          throw e;
        }
        pause(10 * tries);
      }
    }
  }

  private static HikariConfig config(DriverSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("guard-store");
    config.setDataSource(source);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE_MILLIS);
    config.setConnectionTimeout(CONNECT_MILLIS);
    return config;
  }

  private IOException problem(Exception e) {
    return new IOException(
        "%s (%s) cannot be used: %s".formatted(address.what(), address.place(), Reason.of(e)), e);
  }

  @Override
  public void close() {
    opening.lock();
    try {
      HikariDataSource known = pool;
      if (known != null) {
        known.close();
      }
      pool = null;
    } finally {
      opening.unlock();
    }
  }
}
