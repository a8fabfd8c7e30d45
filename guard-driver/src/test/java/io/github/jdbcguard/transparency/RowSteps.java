package io.github.jdbcguard.transparency;

import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.transparency.ScriptedSession.Step;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** What rows are asked and told, and what becomes of the values in them. */
final class RowSteps {
  private static final String ITEMS = "SELECT id, name FROM items ORDER BY id";

  /** Types that applications ask for by name. */
  private static final List<Class<?>> TYPES =
      List.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          java.math.BigInteger.class,
          byte[].class,
          java.sql.Date.class,
          java.sql.Time.class,
          java.sql.Timestamp.class,
          java.util.Date.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          OffsetTime.class,
          ZonedDateTime.class,
          Instant.class,
          Duration.class,
          UUID.class,
          Object.class,
          Object[].class,
          Integer[].class,
          Map.class,
          Array.class,
          Blob.class,
          Clob.class,
          NClob.class,
          SQLXML.class,
          RowId.class,
          Struct.class,
          ResultSet.class,
          java.io.InputStream.class,
          java.io.Reader.class,
          Thread.class);

  /** What leaves the row, or the result. */
  private static final Predicate<Method> MOVING =
      Sweep.named(
          "absolute",
          "afterLast",
          "beforeFirst",
          "close",
          "deleteRow",
          "first",
          "insertRow",
          "last",
          "moveToCurrentRow",
          "moveToInsertRow",
          "next",
          "previous",
          "relative");

  private RowSteps() {}

  static List<Step> steps() {
    return List.of(
        new Step("rows: every getter for every type", RowSteps::everyType),
        new Step("rows: every type by class", RowSteps::byClass),
        new Step("rows: the objects in them", RowSteps::objects),
        new Step("rows: every method", RowSteps::everyMethod),
        new Step("rows: every method after close", RowSteps::afterClose),
        new Step("rows: wrong columns", RowSteps::wrongColumns),
        new Step("rows: columns", RowSteps::everyColumn),
        new Step("rows: scrolling", RowSteps::scrolling),
        new Step("rows: fetch size", RowSteps::fetchSize),
        new Step("rows: across commit and close", RowSteps::acrossCommit));
  }

  private static void everyType(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM typed ORDER BY id")) {
      int count = session.recorder().unrecorded(rows).getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= count; column++) {
          String name = session.recorder().unrecorded(rows).getMetaData().getColumnLabel(column);
          new Sweep(column, name, "")
              .over(
                  ResultSet.class,
                  rows,
                  Sweep.starting("get")
                      .and(method -> method.getParameterCount() == 1)
                      .and(Sweep.named("getObject").negate()));
          rows.getObject(column);
          rows.wasNull();
        }
      }
    }
  }

  private static void byClass(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM typed ORDER BY id")) {
      int count = session.recorder().unrecorded(rows).getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= count; i++) {
          int column = i;
          for (Class<?> type : TYPES) {
            session.attempt(() -> rows.getObject(column, type));
          }
          session.each(
              () -> rows.getObject(column, Map.of()),
              () -> rows.getObject(column, ConnectionSteps.<Class<?>>nothing()));
        }
      }
    }
  }

  private static void objects(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      ResultSet rows = statement.executeQuery("SELECT * FROM typed ORDER BY id");
      rows.next();
      int count = session.recorder().unrecorded(rows).getMetaData().getColumnCount();
      for (int i = 1; i <= count; i++) {
        int column = i;
        session.each(
            () -> array(session, rows.getArray(column)),
            () -> xml(rows.getSQLXML(column)),
            () -> struct(rows.getObject(column)));
      }
      session.each(
          () -> array(session, connection.createArrayOf("INTEGER", new Object[] {1, null})),
          () -> array(session, connection.createArrayOf("VARCHAR", new Object[] {"a", "b"})),
          () -> array(session, connection.createArrayOf("nosuch", new Object[] {"a"})),
          () -> struct(connection.createStruct("pair", new Object[] {1, "a"})),
          () -> xml(connection.createSQLXML()));
    }
  }

  private static void array(ScriptedSession session, Array array) throws Exception {
    if (array == null) {
      return;
    }
    session.note("text", array.toString());
    session.each(
        array::getArray,
        () -> session.note("class", array.getArray().getClass()),
        () -> array.getArray(1, 1),
        () -> array.getArray(Map.of()),
        () -> array.getArray(5, 9),
        () -> session.dump(array.getResultSet()),
        () -> session.dump(array.getResultSet(1, 1)),
        () -> array.getResultSet().getStatement(),
        () -> array.getResultSet().getStatement().getConnection());
    new Sweep(1, "", "").over(Array.class, array, Sweep.named("free", "close").negate());
    array.free();
    new Sweep(1, "", "").over(Array.class, array, Sweep.all());
  }

  private static void xml(SQLXML xml) throws SQLException {
    if (xml != null) {
      new Sweep(1, "<a/>", "").over(SQLXML.class, xml, Sweep.starting("get", "set"));
      xml.free();
      new Sweep(1, "<a/>", "").over(SQLXML.class, xml, Sweep.starting("get", "set", "free"));
    }
  }

  private static void struct(Object object) throws SQLException {
    if (object instanceof Struct struct) {
      new Sweep(1, "", "").over(Struct.class, struct, Sweep.all());
    }
  }

  private static void everyMethod(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ITEMS)) {
      rows.next();
      new Sweep(1, "id", "1").over(ResultSet.class, rows, MOVING.negate());
      new Sweep(2, "name", "1").over(ResultSet.class, rows, MOVING);
    }
  }

  private static void afterClose(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery(ITEMS);
      rows.next();
      rows.close();
      rows.close();
      new Sweep(1, "id", "1").over(ResultSet.class, rows, Sweep.all());
    }
  }

  private static void wrongColumns(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ITEMS)) {
      session.each(
          () -> rows.getString(1),
          rows::next,
          () -> rows.getString(0),
          () -> rows.getString(3),
          () -> rows.getString(-1),
          () -> rows.getString("nosuch"),
          () -> rows.getString(ConnectionSteps.<String>nothing()),
          () -> rows.getInt("NAME"),
          () -> rows.getInt("name"),
          () -> rows.getDate("name"),
          () -> rows.findColumn("Name"),
          () -> rows.findColumn("nosuch"),
          rows::wasNull,
          () -> rows.absolute(2),
          () -> session.note("text", rows.toString()));
      session.dump(rows);
      session.attempt(() -> rows.getString(1));
    }
  }

  private static void everyColumn(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "SELECT * FROM typed",
              "SELECT id AS number, COUNT(*) AS many FROM items GROUP BY id",
              "SELECT i.id, n.id FROM items i JOIN numbered n ON n.id = i.id")) {
        ResultSet rows = statement.executeQuery(sql);
        ResultSetMetaData columns = rows.getMetaData();
        rows.getMetaData();
        columns(columns);
        rows.close();
        session.each(columns::getColumnCount, () -> columns.getColumnName(1), rows::getMetaData);
      }
    }
  }

  /** Every method for every column, and for one too few and too many. */
  static void columns(ResultSetMetaData columns) throws SQLException {
    for (int i = 0; i <= columns.getColumnCount() + 1; i++) {
      new Sweep(i, "", "").over(ResultSetMetaData.class, columns, Sweep.all());
    }
  }

  private static void scrolling(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement =
            connection.createStatement(
                session.engine() == TestEngine.SQLITE
                    ? ResultSet.TYPE_FORWARD_ONLY
                    : ResultSet.TYPE_SCROLL_INSENSITIVE,
                ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = statement.executeQuery(ITEMS)) {
      session.each(
          rows::isBeforeFirst,
          rows::first,
          rows::isFirst,
          () -> rows.getInt(1),
          rows::last,
          rows::isLast,
          rows::getRow,
          () -> rows.getString("name"),
          () -> rows.absolute(2),
          () -> rows.getInt(1),
          () -> rows.relative(-1),
          () -> rows.getInt(1),
          rows::previous,
          rows::isBeforeFirst,
          () -> rows.getInt(1),
          () -> rows.absolute(-1),
          () -> rows.getInt(1),
          rows::afterLast,
          rows::isAfterLast,
          rows::previous,
          rows::beforeFirst,
          rows::next,
          () -> rows.absolute(99),
          rows::isAfterLast,
          rows::getRow,
          () -> rows.setFetchDirection(ResultSet.FETCH_REVERSE),
          rows::getFetchDirection,
          rows::getType,
          rows::getConcurrency,
          rows::getHoldability,
          rows::refreshRow);
    }
  }

  private static void fetchSize(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(1);
      ResultSet rows = statement.executeQuery(ITEMS);
      session.each(
          rows::getFetchSize,
          () -> rows.setFetchSize(2),
          rows::next,
          rows::isLast,
          rows::getRow,
          rows::getCursorName,
          () -> rows.setFetchSize(-1),
          rows::getFetchSize);
      session.dump(rows);
    }
  }

  private static void acrossCommit(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement();
        Statement holding = connection.createStatement(1003, 1007, 1)) {
      connection.setAutoCommit(false);
      ResultSet rows = statement.executeQuery(ITEMS);
      ResultSet held = holding.executeQuery(ITEMS);
      session.each(
          rows::next,
          connection::commit,
          rows::next,
          held::next,
          rows::isClosed,
          held::isClosed,
          statement::close,
          rows::isClosed,
          rows::next,
          rows::getStatement,
          rows::getMetaData);
    }
  }
}
