package io.github.jdbcguard.cli;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long something may take that a driver does, which no driver promises. */
enum TimeLimit {
  /** Until there is a connection, and the server has said what it is. */
  DIALLING(20),
  /** Until the server has answered one more question. */
  ASKING(15);

  private final int seconds;

  TimeLimit(int seconds) {
    this.seconds = seconds;
  }

  /**
   * Does it on a thread of its own, which is left behind where it takes too long.
   *
   * @throws SQLException what it throws, or that it takes too long
   */
  <T> T of(Callable<T> task) throws SQLException {
    FutureTask<T> running = new FutureTask<>(task);
    Thread thread = new Thread(running, "guard-" + name());
    thread.setDaemon(true);
    thread.start();
    try {
      return running.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new SQLTimeoutException("no answer within %d s".formatted(seconds), "08001", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", "08001", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
