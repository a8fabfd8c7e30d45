package io.github.jdbcguard.transparency;

import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.transparency.ScriptedSession.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a statement is asked and told. */
final class StatementSteps {
  private static final String ITEMS = "SELECT id, name FROM items ORDER BY id";
  private static final String INSERT = "INSERT INTO numbered (name) VALUES ('%s')";

  private StatementSteps() {}

  static List<Step> steps() {
    return List.of(
        new Step("statement: every method", StatementSteps::everyMethod),
        new Step("statement: every method after close", StatementSteps::afterClose),
        new Step("statement: forms of execute", StatementSteps::forms),
        new Step("statement: wrong SQL", StatementSteps::wrong),
        new Step("statement: generated keys", StatementSteps::generatedKeys),
        new Step("statement: batch", StatementSteps::batch),
        new Step("statement: batch with a member that fails", StatementSteps::failingBatch),
        new Step("statement: batch in a transaction", StatementSteps::batchInTransaction),
        new Step("statement: several results", StatementSteps::severalResults),
        new Step("statement: limits", StatementSteps::limits),
        new Step("statement: escapes", StatementSteps::escapes),
        new Step("statement: warnings", StatementSteps::warnings),
        new Step("statement: close on completion", StatementSteps::closeOnCompletion),
        new Step("statement: definitions", StatementSteps::definitions),
        new Step("statement: time-out", StatementSteps::timeOut),
        new Step("statement: cancelled by another thread", StatementSteps::cancelled),
        new Step("statement: constraints", StatementSteps::constraints));
  }

  private static void everyMethod(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      new Sweep(1, "SELECT 1", "1")
          .over(Statement.class, statement, Sweep.starting("close").negate());
    }
  }

  private static void afterClose(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      Statement statement = connection.createStatement();
      statement.close();
      new Sweep(1, "SELECT 1", "1").over(Statement.class, statement, Sweep.all());
      session.note("text", statement.toString());
    }
  }

  private static void forms(ScriptedSession session) throws Exception {
    String update = "UPDATE items SET name = 'x' WHERE id < 3";
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.each(
          () -> session.dump(statement.executeQuery(ITEMS)),
          () -> statement.executeUpdate(update),
          () -> statement.executeLargeUpdate(update),
          () -> statement.execute(update),
          statement::getUpdateCount,
          statement::getLargeUpdateCount,
          statement::getResultSet,
          statement::getMoreResults,
          statement::getUpdateCount,
          () -> statement.execute(ITEMS),
          statement::getUpdateCount,
          () -> session.dump(statement.getResultSet()),
          () -> statement.getMoreResults(Statement.CLOSE_CURRENT_RESULT),
          () -> statement.executeQuery(update),
          () -> statement.executeUpdate(ITEMS),
          () -> statement.executeLargeUpdate(ITEMS));
    }
    session.dump(ITEMS);
  }

  private static void wrong(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "SELEC 1",
              "SELECT * FROM nosuch",
              "SELECT nosuch FROM items",
              "SELECT 'open",
              "SELECT (1",
              "SELECT 1 / 0",
              "INSERT INTO items VALUES (1)",
              "UPDATE items SET id = 'x'",
              "SELECT ?",
              "\u0000")) {
        session.each(
            () -> statement.execute(sql),
            () -> session.dump(connection.prepareStatement(sql).executeQuery()));
      }
    }
  }

  private static void generatedKeys(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      String[] name = {"id"};
      int[] index = {1};
      int keys = Statement.RETURN_GENERATED_KEYS;
      session.each(
          statement::getGeneratedKeys,
          () -> statement.executeUpdate(INSERT.formatted("a"), keys),
          () -> keys(session, statement),
          () -> statement.executeUpdate(INSERT.formatted("b"), name),
          () -> keys(session, statement),
          () -> statement.executeUpdate(INSERT.formatted("c"), index),
          () -> keys(session, statement),
          () -> statement.execute(INSERT.formatted("d"), keys),
          () -> keys(session, statement),
          () -> statement.execute(INSERT.formatted("e"), name),
          () -> keys(session, statement),
          () -> statement.execute(INSERT.formatted("f"), index),
          () -> keys(session, statement),
          () -> statement.executeLargeUpdate(INSERT.formatted("g"), keys),
          () -> keys(session, statement),
          () -> statement.executeLargeUpdate(INSERT.formatted("h"), name),
          () -> keys(session, statement),
          () -> statement.executeLargeUpdate(INSERT.formatted("i"), index),
          () -> keys(session, statement),
          () -> statement.executeUpdate(INSERT.formatted("j"), 4711),
          () -> statement.executeUpdate(INSERT.formatted("k"), new String[] {"nosuch"}),
          () -> statement.executeUpdate(INSERT.formatted("a"), keys),
          () -> keys(session, statement));
    }
  }

  private static void keys(ScriptedSession session, Statement statement) throws SQLException {
    ResultSet keys = statement.getGeneratedKeys();
    keys.getStatement();
    keys.getMetaData().getColumnName(1);
    session.dump(keys);
  }

  private static void batch(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.each(
          statement::executeBatch,
          () -> statement.addBatch(INSERT.formatted("a")),
          () -> statement.addBatch("UPDATE items SET name = 'x'"),
          () -> statement.addBatch("DELETE FROM items WHERE id = 99"),
          statement::executeBatch,
          statement::executeBatch,
          () -> statement.addBatch(INSERT.formatted("b")),
          statement::executeLargeBatch,
          () -> statement.addBatch(INSERT.formatted("c")),
          statement::clearBatch,
          statement::executeBatch,
          () -> statement.addBatch(INSERT.formatted("d")),
          () -> session.dump(statement.executeQuery(ITEMS)),
          statement::executeBatch);
    }
    session.dump("SELECT name FROM numbered ORDER BY name");
  }

  private static void failingBatch(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      statement.addBatch(INSERT.formatted("a"));
      statement.addBatch(INSERT.formatted("a"));
      statement.addBatch(INSERT.formatted("b"));
      session.each(statement::executeBatch, statement::executeBatch);
      statement.addBatch(INSERT.formatted("c"));
      statement.addBatch(ITEMS);
      statement.addBatch("SELEC");
      session.each(statement::executeLargeBatch, statement::executeLargeBatch);
    }
    session.dump("SELECT name FROM numbered ORDER BY name");
  }

  private static void batchInTransaction(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.addBatch(INSERT.formatted("a"));
      statement.addBatch(INSERT.formatted("a"));
      session.each(statement::executeBatch, connection::commit, connection::rollback);
    }
    session.dump("SELECT name FROM numbered ORDER BY name");
  }

  private static void severalResults(ScriptedSession session) throws Exception {
    String several = "UPDATE items SET name = 'x'; SELECT 1; SELECT 2; SELECT 3";
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.attempt(() -> results(statement, several, Statement.CLOSE_CURRENT_RESULT));
      session.attempt(() -> results(statement, several, Statement.KEEP_CURRENT_RESULT));
      session.attempt(() -> results(statement, several, Statement.CLOSE_ALL_RESULTS));
      session.attempt(() -> results(statement, several, 4711));
      session.attempt(() -> session.dump(statement.executeQuery(several)));
      session.attempt(() -> statement.executeUpdate(several));
    }
  }

  private static void results(Statement statement, String sql, int current) throws SQLException {
    boolean rows = statement.execute(sql);
    for (int i = 0; i < 5; i++) {
      if (rows) {
        ResultSet result = statement.getResultSet();
        result.next();
        result.getInt(1);
      }
      statement.getUpdateCount();
      rows = statement.getMoreResults(current);
    }
  }

  private static void limits(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.each(
          () -> statement.setMaxRows(2),
          statement::getMaxRows,
          () -> session.dump(statement.executeQuery(ITEMS)),
          () -> statement.setLargeMaxRows(1),
          statement::getLargeMaxRows,
          () -> session.dump(statement.executeQuery(ITEMS)),
          () -> statement.setMaxRows(-1),
          () -> statement.setMaxRows(0),
          () -> statement.setMaxFieldSize(2),
          statement::getMaxFieldSize,
          () -> session.dump(statement.executeQuery(ITEMS)),
          () -> statement.setMaxFieldSize(-1),
          () -> statement.setFetchSize(1),
          statement::getFetchSize,
          () -> session.dump(statement.executeQuery(ITEMS)),
          () -> statement.setFetchSize(-1),
          () -> statement.setFetchSize(Integer.MIN_VALUE),
          () -> statement.setFetchDirection(ResultSet.FETCH_REVERSE),
          statement::getFetchDirection,
          () -> statement.setFetchDirection(4711),
          () -> statement.setQueryTimeout(-1),
          () -> statement.setQueryTimeout(50),
          statement::getQueryTimeout,
          () -> statement.setPoolable(true),
          statement::isPoolable,
          () -> statement.setCursorName("c"));
    }
  }

  private static void escapes(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      String escaped = "SELECT {fn UCASE('a')}, {d '2026-01-02'}";
      session.each(
          () -> session.dump(statement.executeQuery(escaped)),
          () -> statement.setEscapeProcessing(false),
          () -> session.dump(statement.executeQuery(escaped)),
          () -> statement.setEscapeProcessing(true),
          () -> session.dump(statement.executeQuery("SELECT {fn NOSUCH('a')}")),
          () -> statement.enquoteIdentifier("an id", false),
          () -> statement.enquoteIdentifier("simple", false),
          () -> statement.enquoteLiteral("it's"),
          () -> statement.enquoteNCharLiteral("it's"),
          () -> statement.isSimpleIdentifier("a b"));
    }
  }

  private static void warnings(ScriptedSession session) throws Exception {
    List<String> noisy =
        switch (session.engine()) {
          case POSTGRESQL ->
              List.of(
                  "DO $$ BEGIN RAISE WARNING 'one'; RAISE NOTICE 'two'; END $$",
                  "DROP TABLE IF EXISTS nosuch");
          case MARIADB, MYSQL ->
              List.of("SELECT CAST('x' AS INTEGER), 1/0", "DROP TABLE IF EXISTS nosuch");
          case H2, SQLITE -> List.of("DROP TABLE IF EXISTS nosuch");
        };
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : noisy) {
        session.each(
            () -> statement.execute(sql),
            statement::getWarnings,
            () -> statement.getResultSet().getWarnings(),
            connection::getWarnings,
            statement::clearWarnings,
            statement::getWarnings,
            connection::clearWarnings,
            connection::getWarnings);
      }
    }
  }

  private static void closeOnCompletion(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.each(
          statement::isCloseOnCompletion,
          statement::closeOnCompletion,
          statement::isCloseOnCompletion,
          () -> statement.executeQuery(ITEMS).close(),
          statement::isClosed,
          statement::close,
          statement::close);
    }
  }

  private static void definitions(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.each(
          () -> statement.executeUpdate("CREATE TABLE made (a INTEGER)"),
          () -> statement.executeUpdate("CREATE TABLE made (a INTEGER)"),
          () -> statement.execute("ALTER TABLE made ADD b INTEGER"),
          statement::getUpdateCount,
          () -> statement.executeUpdate("TRUNCATE TABLE made"),
          () -> statement.executeLargeUpdate("DROP TABLE made"),
          () -> statement.executeUpdate("DROP TABLE made"));
    }
  }

  private static void timeOut(ScriptedSession session) throws Exception {
    if (session.schema().slow().isEmpty()) {
      return;
    }
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      session.each(
          () -> statement.execute(session.schema().slow()),
          () -> session.dump(statement.executeQuery(ITEMS)));
    }
  }

  private static void cancelled(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      Statement plain = session.recorder().unrecorded(statement);
      CountDownLatch over = new CountDownLatch(1);
      Thread other =
          new Thread(
              () -> {
                try {
                  while (!over.await(50, TimeUnit.MILLISECONDS)) {
                    plain.cancel();
                  }
                } catch (SQLException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              },
              "cancels");
      other.start();
      try {
        session.attempt(() -> statement.execute(session.schema().endless()));
      } finally {
        over.countDown();
        other.join();
      }
      session.attempt(() -> session.dump(statement.executeQuery("SELECT 1")));
    }
  }

  private static void constraints(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      if (session.engine() == TestEngine.SQLITE) {
        statement.execute("PRAGMA foreign_keys = ON");
      }
      session.each(
          () -> statement.executeUpdate("INSERT INTO items VALUES (1, 'again')"),
          () -> statement.executeUpdate("INSERT INTO numbered (name) VALUES (NULL)"),
          () -> statement.executeUpdate("INSERT INTO parts VALUES (99, 1)"),
          () -> statement.executeUpdate("INSERT INTO items VALUES (5, '%s')".formatted(tooLong())));
    }
  }

  private static String tooLong() {
    return "x".repeat(200);
  }
}
