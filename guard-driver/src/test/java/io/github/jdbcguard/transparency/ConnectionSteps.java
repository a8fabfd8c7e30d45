package io.github.jdbcguard.transparency;

import io.github.jdbcguard.transparency.ScriptedSession.Step;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a connection is asked and told. */
final class ConnectionSteps {
  private static final String COUNT = "SELECT COUNT(*) FROM items";
  private static final Predicate<Method> CLOSING =
      Sweep.named("close", "abort", "setNetworkTimeout", "setReadOnly");

  private ConnectionSteps() {}

  static List<Step> steps() {
    return List.of(
        new Step("connection: every method", ConnectionSteps::everyMethod),
        new Step("connection: every method after close", ConnectionSteps::afterClose),
        new Step("connection: settings", ConnectionSteps::settings),
        new Step("connection: client info", ConnectionSteps::clientInfo),
        new Step("connection: transactions", ConnectionSteps::transactions),
        new Step("connection: commit in autocommit mode", ConnectionSteps::autoCommit),
        new Step("connection: savepoints", ConnectionSteps::savepoints),
        new Step("connection: failed transaction", ConnectionSteps::failedTransaction),
        new Step("connection: read-only", ConnectionSteps::readOnly),
        new Step("connection: isolation", ConnectionSteps::isolation),
        new Step("connection: native SQL", ConnectionSteps::nativeSql),
        new Step("connection: network time-out", ConnectionSteps::networkTimeout),
        new Step("connection: abort", ConnectionSteps::abort),
        new Step("connection: close leaves nothing open", ConnectionSteps::close),
        new Step("connection: statements of every form", ConnectionSteps::forms),
        new Step("connection: nulls", ConnectionSteps::nulls));
  }

  private static void everyMethod(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      new Sweep(1, "SELECT 1", "1").over(Connection.class, connection, CLOSING.negate());
    }
  }

  private static void afterClose(ScriptedSession session) throws Exception {
    Connection connection = session.connect();
    connection.close();
    new Sweep(1, "SELECT 1", "1").over(Connection.class, connection, Sweep.all());
  }

  private static void settings(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      session.each(
          () -> connection.setAutoCommit(false),
          connection::getAutoCommit,
          () -> connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT),
          connection::getHoldability,
          () -> connection.setHoldability(4711),
          () -> connection.setSchema("public"),
          () -> connection.setSchema("nosuch"),
          connection::getSchema,
          () -> connection.setCatalog("nosuch"),
          connection::getCatalog,
          () -> connection.setTypeMap(Map.of("t", String.class)),
          connection::getTypeMap,
          () -> connection.isValid(5),
          () -> connection.isValid(-1),
          connection::getWarnings,
          connection::clearWarnings,
          () -> session.note("text", connection.toString()));
    }
  }

  private static void clientInfo(ScriptedSession session) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "transcript");
    properties.setProperty("NoSuchName", "x");
    try (Connection connection = session.connect()) {
      session.each(
          () -> connection.setClientInfo("ApplicationName", "transcript"),
          () -> connection.getClientInfo("ApplicationName"),
          () -> connection.setClientInfo("NoSuchName", "x"),
          () -> connection.getClientInfo("NoSuchName"),
          () -> connection.setClientInfo(properties),
          connection::getClientInfo,
          connection::getWarnings);
    }
  }

  private static void transactions(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate("UPDATE items SET name = 'a' WHERE id = 1");
      connection.rollback();
      statement.executeUpdate("UPDATE items SET name = 'b' WHERE id = 2");
      connection.commit();
      statement.executeUpdate("UPDATE items SET name = 'c' WHERE id = 3");
      connection.setAutoCommit(true);
    }
    session.dump("SELECT * FROM items ORDER BY id");
  }

  private static void autoCommit(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      session.each(
          connection::commit,
          connection::rollback,
          connection::setSavepoint,
          () -> connection.setSavepoint("s"),
          () -> connection.setAutoCommit(true),
          connection::getAutoCommit);
    }
  }

  private static void savepoints(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      Savepoint unnamed = connection.setSavepoint();
      Savepoint named = connection.setSavepoint("middle");
      statement.executeUpdate("DELETE FROM items WHERE id = 1");
      session.each(
          unnamed::getSavepointId,
          unnamed::getSavepointName,
          named::getSavepointId,
          named::getSavepointName,
          () -> connection.rollback(named),
          () -> statement.executeQuery(COUNT).close(),
          () -> connection.releaseSavepoint(named),
          () -> connection.rollback(named),
          () -> connection.rollback(unnamed),
          connection::commit,
          () -> connection.rollback(unnamed),
          connection::rollback);
    }
    session.dump("SELECT * FROM items ORDER BY id");
  }

  private static void failedTransaction(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      session.each(
          () -> statement.executeUpdate("INSERT INTO items VALUES (4, 'four')"),
          () -> statement.executeUpdate("INSERT INTO items VALUES (4, 'again')"),
          () -> statement.executeQuery(COUNT).close(),
          connection::commit,
          () -> statement.executeQuery(COUNT).close(),
          connection::rollback);
    }
    session.dump("SELECT * FROM items ORDER BY id");
  }

  private static void readOnly(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.each(
          () -> connection.setReadOnly(true),
          connection::isReadOnly,
          () -> statement.executeUpdate("UPDATE items SET name = 'x' WHERE id = 1"),
          () -> connection.setAutoCommit(false),
          () -> statement.executeUpdate("UPDATE items SET name = 'y' WHERE id = 1"),
          () -> connection.setReadOnly(false),
          connection::rollback,
          () -> connection.setReadOnly(false),
          connection::isReadOnly,
          () -> statement.executeUpdate("UPDATE items SET name = 'z' WHERE id = 1"),
          connection::commit);
    }
    session.dump("SELECT * FROM items ORDER BY id");
  }

  private static void isolation(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      for (int level : List.of(0, 1, 2, 4, 8, 6, 4711)) {
        session.each(
            () -> connection.setTransactionIsolation(level), connection::getTransactionIsolation);
      }
      connection.setAutoCommit(false);
      connection.createStatement().executeQuery(COUNT).close();
      session.each(
          () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE),
          connection::rollback);
    }
  }

  private static void nativeSql(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      for (String sql :
          List.of(
              "SELECT {fn UCASE('a')}, {d '2026-01-02'}, {ts '2026-01-02 03:04:05'}",
              "{call f(?)}",
              "{?= call f(?, {fn NOW()})}",
              "SELECT '{fn ' || \"{d\" -- {x",
              "SELECT * FROM {oj a LEFT OUTER JOIN b ON a.x = b.x} WHERE a.n LIKE 'x' {escape '\\'}",
              "SELECT {fn",
              "")) {
        session.attempt(() -> connection.nativeSQL(sql));
      }
    }
  }

  private static void networkTimeout(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      session.each(
          connection::getNetworkTimeout,
          () -> connection.setNetworkTimeout(Runnable::run, 50_000),
          connection::getNetworkTimeout,
          () -> connection.setNetworkTimeout(Runnable::run, -1),
          () -> connection.setNetworkTimeout(nothing(), 0));
    }
  }

  private static void abort(ScriptedSession session) throws Exception {
    Connection connection = session.connect();
    Statement statement = connection.createStatement();
    session.each(
        () -> connection.abort(nothing()),
        () -> connection.abort(Runnable::run),
        connection::isClosed,
        () -> statement.executeQuery(COUNT).close(),
        statement::isClosed,
        connection::createStatement,
        () -> connection.abort(Runnable::run),
        connection::close);
  }

  private static void close(ScriptedSession session) throws Exception {
    Connection connection = session.connect();
    Statement statement = connection.createStatement();
    PreparedStatement prepared = connection.prepareStatement("SELECT id FROM items WHERE id = ?");
    ResultSet rows = statement.executeQuery("SELECT id FROM items ORDER BY id");
    session.each(
        connection::close,
        connection::close,
        connection::isClosed,
        () -> connection.isValid(1),
        statement::isClosed,
        prepared::isClosed,
        rows::isClosed,
        rows::next,
        () -> statement.execute("SELECT 1"),
        () -> prepared.setInt(1, 1),
        prepared::executeQuery,
        statement::getConnection,
        rows::getStatement,
        connection::getMetaData,
        () -> session.note("text", connection.toString()));
  }

  private static void forms(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      for (int type : List.of(1003, 1004, 1005, 4711)) {
        for (int concurrency : List.of(1007, 1008, 4711)) {
          session.each(
              () -> form(session, connection.createStatement(type, concurrency)),
              () -> form(session, connection.createStatement(type, concurrency, 2)),
              () -> form(session, connection.prepareStatement(COUNT, type, concurrency)),
              () -> form(session, connection.prepareStatement(COUNT, type, concurrency, 1)));
        }
      }
    }
  }

  private static void form(ScriptedSession session, Statement statement) throws Exception {
    session.each(
        statement::getResultSetType,
        statement::getResultSetConcurrency,
        statement::getResultSetHoldability,
        statement::getWarnings,
        statement::close);
  }

  private static void nulls(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.each(
          () -> connection.prepareStatement(nothing()),
          () -> connection.prepareStatement(""),
          () -> connection.prepareCall(nothing()),
          () -> connection.nativeSQL(nothing()),
          () -> connection.prepareStatement(COUNT, (int[]) nothing()),
          () -> connection.prepareStatement(COUNT, (String[]) nothing()),
          () -> connection.setSchema(nothing()),
          () -> connection.setCatalog(nothing()),
          connection::getCatalog,
          () -> connection.setShardingKey((ShardingKey) nothing()),
          () -> connection.unwrap(nothing()),
          () -> connection.isWrapperFor(nothing()),
          () -> connection.createArrayOf("INTEGER", nothing()),
          () -> connection.rollback(nothing()),
          () -> statement.execute(nothing()),
          () -> statement.executeQuery(nothing()),
          () -> statement.executeUpdate(nothing()),
          () -> statement.addBatch(nothing()),
          statement::executeBatch,
          () -> statement.execute(""),
          () -> statement.execute(" ; "),
          () -> statement.executeQuery("-- nothing"));
    }
  }

  /** Null where the JDBC interfaces say nothing of it. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // on purpose: what drivers say
  static <T extends @Nullable Object> T nothing() {
    return null;
  }
}
