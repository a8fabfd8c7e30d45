package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Closing, aborting, time-outs, cancels, and whatever is used afterwards: the same answers as from
 * the raw driver.
 */
class EndsAsRawIT {
  @TempDir Path folder;

  /** Something that ends in an exception, or in an answer. */
  @FunctionalInterface
  private interface Use {
    Object on(Connection connection) throws Exception;
  }

  private static Map<String, Use> uses() {
    Map<String, Use> all = new LinkedHashMap<>();
    all.put("close twice", c -> closed(c, Connection::close));
    all.put("createStatement after close", c -> closed(c, Connection::createStatement));
    all.put("prepareStatement after close", c -> closed(c, x -> x.prepareStatement("SELECT 1")));
    all.put("commit after close", c -> closed(c, Connection::commit));
    all.put("rollback after close", c -> closed(c, Connection::rollback));
    all.put("setAutoCommit after close", c -> closed(c, x -> x.setAutoCommit(false)));
    all.put("setAutoCommit on after close", c -> closed(c, x -> x.setAutoCommit(true)));
    all.put("getAutoCommit after close", c -> closedAsking(c, Connection::getAutoCommit));
    all.put("setSavepoint after close", c -> closed(c, x -> x.setSavepoint()));
    all.put("isolation after close", c -> closed(c, x -> x.setTransactionIsolation(8)));
    all.put("setReadOnly after close", c -> closed(c, x -> x.setReadOnly(true)));
    all.put("isReadOnly after close", c -> closedAsking(c, Connection::isReadOnly));
    all.put("setCatalog after close", EndsAsRawIT::setCatalogAfterClose);
    all.put("setSchema after close", EndsAsRawIT::setSchemaAfterClose);
    all.put("getMetaData after close", c -> closedAsking(c, x -> x.getMetaData().getURL() != null));
    all.put("isValid after close", c -> closedAsking(c, x -> x.isValid(1)));
    all.put("isClosed after close", c -> closedAsking(c, Connection::isClosed));
    all.put("abort after close", c -> closed(c, x -> x.abort(Runnable::run)));
    all.put("endRequest after close", c -> closed(c, Connection::endRequest));
    all.put("release after close", EndsAsRawIT::releaseAfterClose);
    all.put("closed statement", EndsAsRawIT::closedStatement);
    all.put("closed batch", EndsAsRawIT::closedBatch);
    all.put("closed prepared statement", EndsAsRawIT::closedPrepared);
    all.put("closed result", EndsAsRawIT::closedResult);
    all.put("statement of a closed connection", EndsAsRawIT::statementOfClosed);
    all.put("prepared of a closed connection", EndsAsRawIT::preparedOfClosed);
    all.put("statement after abort", EndsAsRawIT::afterAbort);
    all.put("query time-out", EndsAsRawIT::timeout);
    all.put("network time-out", EndsAsRawIT::networkTimeout);
    all.put("cancel from another thread", EndsAsRawIT::cancel);
    all.put("cancel of nothing", EndsAsRawIT::cancelOfNothing);
    return all;
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void answersAsTheRawDriver(TestEngine engine) throws Exception {
    List<String> differences = new ArrayList<>();
    for (String level : List.of("open", "sealed")) {
      TestDatabase database = TestDatabase.create(engine, folder, level);
      uses()
          .forEach(
              (name, use) -> {
                String raw = answer(use, database::raw);
                String guarded = answer(use, () -> new Guarded(folder).open(database));
                if (!guarded.equals(raw)) {
                  differences.add("%s, %s: %s, and raw %s".formatted(level, name, guarded, raw));
                }
              });
    }
    assertThat(differences).isEmpty();
  }

  private static String answer(Use use, Callable<Connection> opening) {
    try (Connection connection = opening.call()) {
      return answer(use, connection);
    } catch (Exception e) {
      return "not opened or closed: " + e;
    }
  }

  private static String answer(Use use, Connection connection) {
    try {
      return String.valueOf(use.on(connection));
    } catch (SQLException e) {
      return e.getClass().getName() + " " + e.getSQLState() + " " + e.getErrorCode();
    } catch (Exception e) {
      return e.getClass().getName();
    }
  }

  /** Something that may have no answer. */
  @FunctionalInterface
  private interface Call {
    void on(Connection connection) throws SQLException;
  }

  /** Something with an answer. */
  @FunctionalInterface
  private interface Asking {
    Object of(Connection connection) throws SQLException;
  }

  private static Object closed(Connection connection, Call call) throws SQLException {
    connection.close();
    call.on(connection);
    return "nothing thrown";
  }

  private static Object closedAsking(Connection connection, Asking asking) throws SQLException {
    connection.close();
    return asking.of(connection);
  }

  private static Object releaseAfterClose(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Savepoint savepoint = connection.setSavepoint();
    return closed(connection, c -> c.releaseSavepoint(savepoint));
  }

  private static Object setCatalogAfterClose(Connection connection) throws SQLException {
    String catalog = connection.getCatalog();
    return closed(connection, c -> c.setCatalog(catalog));
  }

  private static Object setSchemaAfterClose(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    return schema == null ? "there are none" : closed(connection, c -> c.setSchema(schema));
  }

  private static Object closedStatement(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    statement.close();
    statement.close();
    return statement.executeQuery("SELECT 1") != null;
  }

  private static Object closedBatch(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    statement.close();
    return statement.executeBatch().length;
  }

  private static Object closedPrepared(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT 1");
    statement.close();
    return statement.executeQuery() != null;
  }

  private static Object closedResult(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("SELECT 1");
      rows.close();
      rows.close();
      return rows.next();
    }
  }

  private static Object statementOfClosed(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    connection.close();
    return statement.execute("SELECT 1");
  }

  private static Object preparedOfClosed(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT 1");
    connection.close();
    return statement.execute();
  }

  private static Object afterAbort(Connection connection) throws Exception {
    connection.setAutoCommit(false);
    Statement statement = connection.createStatement();
    statement.execute("SELECT 1");
    Thread other =
        new Thread(
            () -> {
              try {
                connection.abort(Runnable::run);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    other.start();
    other.join();
    boolean closed = connection.isClosed();
    return closed ? statement.execute("SELECT 1") : "open";
  }

  private static Object timeout(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseProductName().equals("SQLite")) {
      return "it waits for locks only";
    }
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      String answer = answer(c -> statement.execute(sleep(connection)), connection);
      return answer + works(connection);
    }
  }

  private static Object networkTimeout(Connection connection) throws SQLException {
    String engine = connection.getMetaData().getDatabaseProductName();
    if (engine.equals("H2") || engine.equals("SQLite")) {
      return "there is no network";
    }
    connection.setNetworkTimeout(Runnable::run, 300);
    try (Statement statement = connection.createStatement()) {
      String answer = answer(c -> statement.execute(sleep(connection)), connection);
      return answer + " closed " + connection.isClosed();
    }
  }

  private static Object cancel(Connection connection) throws Exception {
    connection.setAutoCommit(false);
    CountDownLatch over = new CountDownLatch(1);
    try (Statement statement = connection.createStatement()) {
      Thread other = new Thread(() -> cancelUntil(over, statement));
      other.start();
      String answer = answer(c -> statement.execute(sleep(connection)), connection);
      over.countDown();
      other.join();
      connection.rollback();
      return answer + works(connection);
    }
  }

  private static void cancelUntil(CountDownLatch over, Statement statement) {
    try {
      while (!over.await(200, TimeUnit.MILLISECONDS)) {
        statement.cancel();
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object cancelOfNothing(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.cancel();
      return works(connection);
    }
  }

  private static String works(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 42")) {
      return " works " + (row.next() && row.getInt(1) == 42);
    }
  }

  private static String sleep(Connection connection) throws SQLException {
    return switch (connection.getMetaData().getDatabaseProductName()) {
      case "PostgreSQL" -> "SELECT pg_sleep(60)";
      case "H2" -> "SELECT count(*) FROM system_range(1, 10000000000) WHERE mod(x, 2) = 3";
      case "SQLite" ->
          "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 100000000)"
              + " SELECT count(*) FROM n";
      default -> "SELECT sleep(60)";
    };
  }
}
