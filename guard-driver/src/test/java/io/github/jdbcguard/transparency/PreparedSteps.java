package io.github.jdbcguard.transparency;

import io.github.jdbcguard.transparency.ScriptedSession.Step;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What prepared statements and calls are asked and told. */
final class PreparedSteps {
  private static final String ONE = "SELECT id, name FROM items WHERE id = ? ORDER BY id";
  private static final String INSERT = "INSERT INTO numbered (name) VALUES (?)";

  private PreparedSteps() {}

  static List<Step> steps() {
    return List.of(
        new Step("prepared: every setter", PreparedSteps::everySetter),
        new Step("prepared: every method", PreparedSteps::everyMethod),
        new Step("prepared: every method after close", PreparedSteps::afterClose),
        new Step("prepared: metadata", PreparedSteps::metadata),
        new Step("prepared: parameters", PreparedSteps::parameters),
        new Step("prepared: objects", PreparedSteps::objects),
        new Step("prepared: into every column", PreparedSteps::everyColumn),
        new Step("prepared: batch", PreparedSteps::batch),
        new Step("prepared: generated keys", PreparedSteps::generatedKeys),
        new Step("prepared: run again", PreparedSteps::again),
        new Step("prepared: with SQL", PreparedSteps::withSql),
        new Step("call: every routine", PreparedSteps::calls),
        new Step("call: every method", PreparedSteps::everyMethodOfCalls),
        new Step("call: every method after close", PreparedSteps::callAfterClose));
  }

  /** Each sets a text, which is read back. */
  private static void everySetter(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      Sweep sweep = new Sweep(1, "text", "object");
      Sweep.methods(PreparedStatement.class)
          .filter(Sweep.starting("set").and(method -> method.getParameterCount() > 1))
          .sorted((a, b) -> a.toString().compareTo(b.toString()))
          .forEach(
              method -> {
                try (PreparedStatement statement =
                    connection.prepareStatement("SELECT name FROM items WHERE name <> ?")) {
                  sweep.call(method, statement);
                  session.note("text", statement.toString());
                  session.attempt(() -> session.dump(statement.executeQuery()));
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
    }
  }

  private static void everyMethod(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        PreparedStatement statement = connection.prepareStatement(ONE)) {
      new Sweep(1, "SELECT 1", 1)
          .over(PreparedStatement.class, statement, Sweep.starting("close").negate());
    }
  }

  private static void afterClose(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      PreparedStatement statement = connection.prepareStatement(ONE);
      statement.close();
      new Sweep(1, "SELECT 1", 1).over(PreparedStatement.class, statement, Sweep.all());
    }
  }

  private static void metadata(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      for (String sql :
          List.of(ONE, INSERT, "SELECT * FROM typed WHERE id = ? AND a_varchar = ?", "SELECT ?")) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          session.attempt(
              () -> {
                ResultSetMetaData columns = statement.getMetaData();
                statement.getMetaData();
                if (columns != null) {
                  RowSteps.columns(columns);
                }
              });
          session.attempt(
              () -> {
                ParameterMetaData parameters = statement.getParameterMetaData();
                statement.getParameterMetaData();
                for (int i = 0; i <= 3; i++) {
                  new Sweep(i, "", "").over(ParameterMetaData.class, parameters, Sweep.all());
                }
              });
        }
      }
    }
  }

  private static void parameters(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        PreparedStatement statement =
            connection.prepareStatement("SELECT name FROM items WHERE id = ? OR name = ?")) {
      session.each(
          statement::executeQuery,
          () -> statement.setInt(1, 1),
          statement::executeQuery,
          () -> statement.setString(3, "x"),
          () -> statement.setString(0, "x"),
          () -> statement.setString(-1, "x"),
          () -> statement.setString(2, "two"),
          () -> session.dump(statement.executeQuery()),
          () -> session.note("text", statement.toString()),
          statement::clearParameters,
          () -> session.note("text", statement.toString()),
          statement::executeQuery,
          () -> statement.setNull(1, Types.INTEGER),
          () -> statement.setNull(2, Types.VARCHAR, "VARCHAR"),
          () -> session.dump(statement.executeQuery()),
          () -> statement.setNull(1, 4711),
          () -> statement.setInt(1, 1),
          () -> statement.setString(2, "\u0000"),
          () -> session.dump(statement.executeQuery()));
    }
  }

  private static List<Object> values() {
    return List.of(
        "12",
        'c',
        true,
        (byte) 1,
        (short) 2,
        3,
        4L,
        1.5f,
        2.5,
        new BigDecimal("12.50"),
        java.math.BigInteger.TEN,
        new byte[] {1, 2},
        Date.valueOf("2026-01-02"),
        Time.valueOf("03:04:05"),
        Timestamp.valueOf("2026-01-02 03:04:05.6"),
        LocalDate.of(2026, 1, 2),
        LocalTime.of(3, 4, 5),
        LocalDateTime.of(2026, 1, 2, 3, 4, 5),
        OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(2)),
        OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC).toOffsetTime(),
        Instant.ofEpochSecond(1_800_000_000L),
        java.time.Duration.ofMinutes(3),
        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
        new int[] {1, 2},
        new String[] {"a"},
        new java.util.concurrent.atomic.AtomicInteger(5),
        java.util.Locale.ROOT);
  }

  private static void objects(ScriptedSession session) throws Exception {
    List<Integer> types =
        List.of(
            Types.VARCHAR,
            Types.INTEGER,
            Types.NUMERIC,
            Types.DATE,
            Types.TIMESTAMP,
            Types.BOOLEAN,
            Types.VARBINARY,
            Types.OTHER,
            Types.ARRAY,
            Types.CLOB,
            4711);
    try (Connection connection = session.connect();
        PreparedStatement statement =
            connection.prepareStatement("SELECT name FROM items WHERE name <> ?")) {
      for (Object value : values()) {
        session.each(
            () -> statement.setObject(1, value),
            () -> session.note("text", statement.toString()),
            () -> session.dump(statement.executeQuery()));
        if (value.getClass().isArray()) {
          continue; // some drivers parse its identity hash code, which differs each time
        }
        for (int type : types) {
          session.attempt(() -> statement.setObject(1, value, type));
        }
        session.each(
            () -> statement.setObject(1, value, JDBCType.VARCHAR),
            () -> statement.setObject(1, value, Types.NUMERIC, 1),
            () -> statement.setObject(1, value, JDBCType.NUMERIC, 1));
      }
      session.each(
          () -> statement.setObject(1, null), () -> statement.setObject(1, null, Types.VARCHAR));
    }
  }

  /** Each kind of value is offered to each column, and read back as text. */
  private static void everyColumn(ScriptedSession session) throws Exception {
    List<String> columns = new ArrayList<>();
    try (Connection connection = session.connectUnrecorded();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM typed WHERE id = 0")) {
      for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i));
      }
    }
    try (Connection connection = session.connect()) {
      connection.setAutoCommit(false);
      for (String column : columns) {
        try (PreparedStatement statement =
            connection.prepareStatement("UPDATE typed SET %s = ? WHERE id = 2".formatted(column))) {
          for (Object value : values()) {
            session.each(
                () -> statement.setObject(1, value),
                statement::executeUpdate,
                connection::rollback);
          }
        }
      }
    }
  }

  private static void batch(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        PreparedStatement statement = connection.prepareStatement(INSERT, 1)) {
      for (String name : List.of("a", "b", "c")) {
        statement.setString(1, name);
        statement.addBatch();
      }
      session.each(statement::executeBatch, () -> session.dump(statement.getGeneratedKeys()));
      for (String name : List.of("d", "a", "e")) {
        statement.setString(1, name);
        statement.addBatch();
      }
      session.each(
          statement::executeLargeBatch,
          statement::executeBatch,
          () -> statement.addBatch(),
          statement::clearParameters,
          () -> statement.addBatch(),
          statement::clearBatch,
          () -> statement.addBatch("SELECT 1"));
    }
    session.dump("SELECT name FROM numbered ORDER BY name");
  }

  private static void generatedKeys(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      List<PreparedStatement> statements = new ArrayList<>();
      session.each(
          () ->
              statements.add(connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)),
          () -> statements.add(connection.prepareStatement(INSERT, new String[] {"id"})),
          () -> statements.add(connection.prepareStatement(INSERT, new int[] {1})),
          () -> statements.add(connection.prepareStatement(INSERT)));
      for (PreparedStatement statement : statements) {
        session.each(
            () -> statement.setString(1, "n" + statements.indexOf(statement)),
            statement::executeUpdate,
            () -> session.dump(statement.getGeneratedKeys()),
            () -> statement.setString(1, "n0"),
            statement::executeLargeUpdate,
            statement::close);
      }
    }
  }

  private static void again(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        PreparedStatement statement = connection.prepareStatement(ONE)) {
      for (int i = 0; i < 8; i++) {
        statement.setInt(1, i % 4);
        session.dump(statement.executeQuery());
      }
      ResultSet first = statement.executeQuery();
      statement.executeQuery();
      session.each(first::isClosed, first::next, statement::getResultSet);
    }
  }

  private static void withSql(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      session.each(
          () -> statement.execute("SELECT 1"),
          () -> statement.executeQuery("SELECT 1"),
          () -> statement.executeUpdate("DELETE FROM numbered"),
          statement::executeQuery,
          () -> statement.setString(1, "x"),
          statement::executeQuery,
          statement::execute,
          statement::getUpdateCount);
    }
  }

  private static void calls(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      for (String sql : session.schema().calls()) {
        for (boolean autoCommit : List.of(true, false)) {
          session.attempt(() -> connection.setAutoCommit(autoCommit));
          session.attempt(() -> call(session, connection, sql));
        }
      }
    }
  }

  private static void call(ScriptedSession session, Connection connection, String sql)
      throws Exception {
    try (CallableStatement call = connection.prepareCall(sql)) {
      boolean function = sql.startsWith("{?");
      int type = sql.contains("f_rows") ? Types.REF_CURSOR : function ? Types.INTEGER : Types.OTHER;
      session.each(
          () -> call.registerOutParameter(1, type),
          () -> call.registerOutParameter(1, Types.INTEGER),
          () -> call.setInt(function ? 2 : 1, 1));
      if (sql.matches(".*\\?.*\\?.*")) { // MariaDB's driver hangs after one too many
        session.attempt(() -> call.registerOutParameter(2, Types.VARCHAR));
      }
      if (type == Types.REF_CURSOR) {
        session.attempt(() -> call.registerOutParameter(1, type));
      }
      session.attempt(call::execute);
      for (int i = 0; i < 4; i++) {
        session.each(
            () -> session.dump(call.getResultSet()), call::getUpdateCount, call::getMoreResults);
      }
      session.each(
          () -> call.getObject(1),
          () -> cursor(session, call),
          () -> call.getInt(1),
          call::wasNull,
          () -> call.getString(2),
          () -> call.getInt(3),
          () -> call.getInt("a"),
          () -> call.getObject(1, Integer.class),
          () -> call.getObject(1, String.class),
          call::getWarnings,
          call::getParameterMetaData,
          () -> session.dump(call.executeQuery()));
    }
  }

  private static void cursor(ScriptedSession session, CallableStatement call) throws Exception {
    if (call.getObject(1) instanceof ResultSet rows) {
      rows.getStatement();
      rows.getMetaData().getColumnCount();
      session.dump(rows);
    }
  }

  private static void everyMethodOfCalls(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        CallableStatement call = connection.prepareCall(session.schema().calls().get(0))) {
      session.each(
          () -> call.registerOutParameter(1, Types.INTEGER),
          () -> call.setInt(2, 1),
          call::execute);
      new Sweep(1, "1", 1).over(CallableStatement.class, call, Sweep.starting("get", "was"));
      new Sweep(2, "a", 1)
          .over(CallableStatement.class, call, Sweep.starting("get", "close").negate());
    }
  }

  private static void callAfterClose(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      CallableStatement call = connection.prepareCall(session.schema().calls().get(0));
      call.close();
      new Sweep(1, "a", 1).over(CallableStatement.class, call, Sweep.all());
    }
  }

  /** Streams of known and of unknown length, for a column of text and one of bytes. */
  static void streams(PreparedStatement text, PreparedStatement bytes, ScriptedSession session)
      throws Exception {
    byte[] ascii = "stream".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    session.each(
        () -> text.setCharacterStream(1, new StringReader("reader")),
        text::executeUpdate,
        () -> text.setCharacterStream(1, new StringReader("reader"), 3),
        text::executeUpdate,
        () -> text.setNCharacterStream(1, new StringReader("reader"), 3L),
        text::executeUpdate,
        () -> text.setAsciiStream(1, new ByteArrayInputStream(ascii)),
        text::executeUpdate,
        () -> text.setClob(1, new StringReader("reader")),
        text::executeUpdate,
        () -> bytes.setBinaryStream(1, new ByteArrayInputStream(ascii)),
        bytes::executeUpdate,
        () -> bytes.setBinaryStream(1, new ByteArrayInputStream(ascii), 3),
        bytes::executeUpdate,
        () -> bytes.setBlob(1, new ByteArrayInputStream(ascii)),
        bytes::executeUpdate,
        () -> bytes.setBytes(1, Arrays.copyOf(ascii, 2)),
        bytes::executeUpdate,
        () -> bytes.setObject(1, new ByteArrayInputStream(ascii)),
        bytes::executeUpdate);
  }
}
