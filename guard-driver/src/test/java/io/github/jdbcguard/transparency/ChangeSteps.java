package io.github.jdbcguard.transparency;

import io.github.jdbcguard.transparency.ScriptedSession.Step;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.Writer;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** What is written without SQL: through rows, and into large objects. */
final class ChangeSteps {
  private static final String ITEMS = "SELECT id, name FROM items ORDER BY id";
  private static final String LOBS = "SELECT id, b, c FROM lobs";

  private ChangeSteps() {}

  static List<Step> steps() {
    return List.of(
        new Step("changes: rows", ChangeSteps::rows),
        new Step("changes: every update", ChangeSteps::everyUpdate),
        new Step("changes: rows of a table without key", ChangeSteps::withoutKey),
        new Step("changes: streams", ChangeSteps::streams),
        new Step("large objects: read", ChangeSteps::read),
        new Step("large objects: written", ChangeSteps::written),
        new Step("large objects: made", ChangeSteps::made),
        new Step("large objects: every method", ChangeSteps::everyMethod));
  }

  private static Statement updatable(ScriptedSession session, Connection connection)
      throws Exception {
    return switch (session.engine()) {
      case SQLITE -> connection.createStatement();
      case H2, POSTGRESQL, MARIADB, MYSQL ->
          connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
    };
  }

  private static void rows(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = updatable(session, connection);
        ResultSet rows = statement.executeQuery(ITEMS)) {
      session.each(
          rows::getConcurrency,
          rows::next,
          () -> rows.updateString(2, "changed"),
          () -> rows.getString(2),
          rows::updateRow,
          rows::rowUpdated,
          () -> rows.getString(2),
          () -> rows.updateString("name", "not kept"),
          rows::cancelRowUpdates,
          () -> rows.getString(2),
          rows::refreshRow,
          () -> rows.getString(2),
          rows::next,
          rows::deleteRow,
          rows::rowDeleted,
          rows::moveToInsertRow,
          () -> rows.updateInt(1, 9),
          () -> rows.updateString(2, "nine"),
          rows::insertRow,
          rows::rowInserted,
          () -> rows.updateInt("id", 1),
          rows::insertRow,
          rows::updateRow,
          rows::deleteRow,
          rows::moveToCurrentRow,
          rows::getRow,
          () -> rows.updateNull(1),
          rows::updateRow,
          () -> rows.updateInt(99, 1),
          () -> rows.updateInt("nosuch", 1),
          rows::beforeFirst,
          rows::updateRow,
          rows::deleteRow,
          rows::getWarnings);
    }
    session.dump(ITEMS);
  }

  private static void everyUpdate(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = updatable(session, connection);
        ResultSet rows = statement.executeQuery(ITEMS)) {
      rows.next();
      Sweep sweep = new Sweep(2, "name", "object");
      Sweep.methods(ResultSet.class)
          .filter(Sweep.starting("update").and(method -> method.getParameterCount() > 0))
          .sorted((a, b) -> a.toString().compareTo(b.toString()))
          .forEach(
              method -> {
                try {
                  sweep.call(method, rows);
                  session.each(rows::updateRow, () -> rows.getString(2), rows::cancelRowUpdates);
                } catch (Exception e) {
                  throw new AssertionError(method.toString(), e);
                }
              });
    }
    session.dump(ITEMS);
  }

  private static void withoutKey(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = updatable(session, connection)) {
      for (String sql :
          List.of("SELECT name FROM items", "SELECT COUNT(*) FROM items", "SELECT * FROM parts")) {
        ResultSet rows = statement.executeQuery(sql);
        session.each(
            rows::next, rows::getConcurrency, () -> rows.updateString(1, "x"), rows::updateRow);
        session.each(
            rows::moveToInsertRow, () -> rows.updateInt(1, 1), rows::insertRow, rows::close);
      }
      statement.executeUpdate("DELETE FROM parts");
    }
  }

  private static void streams(ScriptedSession session) throws Exception {
    String bytes =
        switch (session.engine()) {
          case H2, SQLITE, MARIADB, MYSQL -> "a_blob";
          case POSTGRESQL -> "a_bytea";
        };
    try (Connection connection = session.connect();
        PreparedStatement text =
            connection.prepareStatement("UPDATE items SET name = ? WHERE id = 1");
        PreparedStatement binary =
            connection.prepareStatement("UPDATE typed SET %s = ? WHERE id = 2".formatted(bytes))) {
      PreparedSteps.streams(text, binary, session);
    }
    session.dump(ITEMS);
    session.dump("SELECT %s FROM typed ORDER BY id".formatted(bytes));
  }

  private static void read(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.attempt(() -> connection.setAutoCommit(false));
      ResultSet rows = statement.executeQuery(LOBS);
      rows.next();
      session.each(
          () -> blob(session, rows.getBlob(2)),
          () -> clob(session, rows.getClob(3)),
          () -> clob(session, rows.getNClob("c")),
          () -> rows.getObject(2),
          () -> rows.getObject(3));
    }
  }

  private static void blob(ScriptedSession session, Blob blob) throws Exception {
    session.each(
        blob::length,
        () -> blob.getBytes(2, 2),
        () -> blob.getBytes(0, 2),
        () -> blob.getBytes(9, 2),
        blob::getBinaryStream,
        () -> blob.getBinaryStream(2, 2),
        () -> blob.position(new byte[] {3, 4}, 1),
        () -> blob.position(blob, 1),
        blob::free,
        blob::free,
        blob::length);
  }

  private static void clob(ScriptedSession session, Clob clob) throws Exception {
    session.each(
        clob::length,
        () -> clob.getSubString(2, 3),
        () -> clob.getSubString(0, 2),
        () -> clob.getSubString(99, 2),
        clob::getCharacterStream,
        () -> clob.getCharacterStream(2, 2),
        clob::getAsciiStream,
        () -> clob.position("cd", 1),
        () -> clob.position(clob, 1),
        clob::free,
        clob::free,
        clob::length);
  }

  private static void written(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.attempt(() -> connection.setAutoCommit(false));
      ResultSet rows = statement.executeQuery(LOBS);
      rows.next();
      session.each(
          () -> writeBlob(session, rows.getBlob(2)),
          () -> writeClob(session, rows.getClob(3)),
          connection::rollback);
    }
  }

  private static void writeBlob(ScriptedSession session, Blob blob) throws Exception {
    session.each(
        () -> blob.setBytes(1, new byte[] {9, 8}),
        () -> blob.setBytes(2, new byte[] {7, 6, 5}, 1, 1),
        () -> write(blob.setBinaryStream(1)),
        () -> blob.truncate(3),
        blob::length,
        () -> blob.getBytes(1, 3));
  }

  private static void writeClob(ScriptedSession session, Clob clob) throws Exception {
    session.each(
        () -> clob.setString(1, "zy"),
        () -> clob.setString(2, "xwv", 1, 1),
        () -> write(clob.setAsciiStream(1)),
        () -> write(clob.setCharacterStream(1)),
        () -> clob.truncate(3),
        clob::length,
        () -> clob.getSubString(1, 3));
  }

  private static void write(OutputStream stream) throws Exception {
    try (stream) {
      stream.write(new byte[] {65, 66});
    }
  }

  private static void write(Writer writer) throws Exception {
    try (writer) {
      writer.write("AB");
    }
  }

  private static void made(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO lobs VALUES (?, ?, ?)")) {
      session.attempt(() -> connection.setAutoCommit(false));
      insert.setInt(1, 2);
      session.each(
          () -> setBlob(session, insert, connection.createBlob()),
          () -> setClob(session, insert, connection.createClob()),
          () -> setClob(session, insert, connection.createNClob()),
          insert::executeUpdate,
          () -> session.dump(statement.executeQuery("SELECT COUNT(*) FROM lobs")),
          () -> passOn(session, statement, insert),
          connection::rollback,
          () -> insert.setBlob(2, new ByteArrayInputStream(new byte[] {1, 2}), 2),
          () -> insert.setClob(3, new StringReader("ab"), 2),
          insert::executeUpdate,
          connection::rollback);
    }
  }

  private static void setBlob(ScriptedSession session, PreparedStatement insert, Blob blob)
      throws Exception {
    writeBlob(session, blob);
    session.each(() -> insert.setBlob(2, blob), () -> insert.setObject(2, blob));
  }

  private static void setClob(ScriptedSession session, PreparedStatement insert, Clob clob)
      throws Exception {
    writeClob(session, clob);
    session.each(() -> insert.setClob(3, clob), () -> insert.setObject(3, clob));
    if (clob instanceof NClob nclob) {
      session.attempt(() -> insert.setNClob(3, nclob));
    }
  }

  /** From a row into a parameter. */
  private static void passOn(ScriptedSession session, Statement statement, PreparedStatement insert)
      throws Exception {
    ResultSet rows = statement.executeQuery(LOBS);
    rows.next();
    session.each(
        () -> insert.setInt(1, 3),
        () -> insert.setBlob(2, rows.getBlob(2)),
        () -> insert.setClob(3, rows.getClob(3)),
        insert::executeUpdate,
        () -> insert.setInt(1, 4),
        () -> insert.setObject(2, rows.getObject(2)),
        () -> insert.setObject(3, rows.getObject(3)),
        insert::executeUpdate);
  }

  private static void everyMethod(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement()) {
      session.attempt(() -> connection.setAutoCommit(false));
      ResultSet rows = statement.executeQuery(LOBS);
      rows.next();
      session.each(
          () -> sweep(Blob.class, rows.getBlob(2)),
          () -> sweep(Clob.class, rows.getClob(3)),
          () -> sweep(NClob.class, rows.getNClob(3)),
          () -> sweep(Blob.class, connection.createBlob()),
          () -> sweep(Clob.class, connection.createClob()),
          () -> sweep(NClob.class, connection.createNClob()),
          connection::rollback);
    }
  }

  private static <T> void sweep(Class<T> type, T object) {
    new Sweep(1, "text", "").over(type, object, Sweep.named("free", "close").negate());
    new Sweep(1, "text", "").over(type, object, Sweep.named("free", "close"));
    new Sweep(1, "text", "").over(type, object, Sweep.all());
  }
}
