package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Door.everywhere;
import static io.github.jdbcguard.driver.Door.on;

import io.github.jdbcguard.engines.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Ways through the rows of a result set, which carry no text. */
final class ResultDoors {
  private static final String ITEMS = "SELECT id, name FROM items";
  private static final byte[] BYTES = "x".getBytes(StandardCharsets.UTF_8);

  private ResultDoors() {}

  /** Uses the first row of a result. */
  @FunctionalInterface
  interface Use {
    void use(ResultSet rows) throws Exception;
  }

  static List<Door> all() {
    List<Door> doors = new ArrayList<>();
    doors.addAll(rows());
    doors.addAll(columns());
    doors.addAll(largeObjects());
    return doors;
  }

  private static Door rows(String name, Use use) {
    return everywhere("ResultSet." + name, c -> first(c, ITEMS, use));
  }

  /** Sets a column in one of its ways, and stores the row. */
  private static Door column(String name, Use set) {
    return rows(
        name,
        rows -> {
          set.use(rows);
          rows.updateRow();
        });
  }

  private static void first(Connection connection, String sql, Use use) throws Exception {
    try (Statement statement = updatable(connection);
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      use.use(rows);
    }
  }

  static Statement updatable(Connection connection) throws SQLException {
    return connection.createStatement(
        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
  }

  private static List<Door> rows() {
    return List.of(
        rows("deleteRow", ResultSet::deleteRow),
        rows("updateRow", ResultSet::updateRow),
        rows("insertRow", ResultDoors::insert),
        everywhere(
            "PreparedStatement, updatable: deleteRow",
            c -> {
              try (ResultSet rows =
                  c.prepareStatement(
                          ITEMS, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                      .executeQuery()) {
                rows.next();
                rows.deleteRow();
              }
            }),
        everywhere(
            "Statement.getResultSet, updatable: deleteRow",
            c -> {
              try (Statement statement = updatable(c)) {
                statement.execute(ITEMS);
                ResultSet rows = statement.getResultSet();
                rows.next();
                rows.deleteRow();
              }
            }));
  }

  private static void insert(ResultSet rows) throws SQLException {
    rows.moveToInsertRow();
    rows.updateInt(1, 9);
    rows.updateString(2, "nine");
    rows.insertRow();
  }

  private static List<Door> columns() {
    return List.of(
        column("updateString", r -> r.updateString(2, "x")),
        column("updateString by name", r -> r.updateString("name", "x")),
        column("updateNString", r -> r.updateNString(2, "x")),
        column("updateNull", r -> r.updateNull(2)),
        column("updateObject", r -> r.updateObject(2, "x")),
        column("updateObject by name", r -> r.updateObject("name", "x")),
        column("updateObject with scale", r -> r.updateObject(2, "x", 0)),
        column("updateObject with type", r -> r.updateObject(2, "x", JDBCType.VARCHAR)),
        column(
            "updateObject by name with type", r -> r.updateObject("name", "x", JDBCType.VARCHAR)),
        column(
            "updateObject with type and length", r -> r.updateObject(2, "x", JDBCType.VARCHAR, 10)),
        column("updateInt", r -> r.updateInt(1, 10)),
        column("updateLong", r -> r.updateLong(1, 10)),
        column("updateShort", r -> r.updateShort(1, (short) 10)),
        column("updateByte", r -> r.updateByte(1, (byte) 10)),
        column("updateDouble", r -> r.updateDouble(1, 10)),
        column("updateFloat", r -> r.updateFloat(1, 10)),
        column("updateBoolean", r -> r.updateBoolean(1, true)),
        column("updateBigDecimal", r -> r.updateBigDecimal(1, java.math.BigDecimal.TEN)),
        column("updateBytes", r -> r.updateBytes(2, BYTES)),
        column("updateCharacterStream", r -> r.updateCharacterStream(2, reader())),
        column("updateCharacterStream, length", r -> r.updateCharacterStream(2, reader(), 1)),
        column("updateNCharacterStream", r -> r.updateNCharacterStream(2, reader())),
        column("updateAsciiStream", r -> r.updateAsciiStream(2, stream())),
        column("updateBinaryStream", r -> r.updateBinaryStream(2, stream())),
        column("updateBlob", r -> r.updateBlob(2, stream())),
        column("updateClob", r -> r.updateClob(2, reader())),
        column("updateNClob", r -> r.updateNClob(2, reader())),
        column("updateDate", r -> r.updateDate(2, new java.sql.Date(0))),
        column("updateTimestamp", r -> r.updateTimestamp(2, new java.sql.Timestamp(0))));
  }

  private static InputStream stream() {
    return new ByteArrayInputStream(BYTES);
  }

  private static StringReader reader() {
    return new StringReader("x");
  }

  private static List<Door> largeObjects() {
    return List.of(
        everywhere("Blob.setBytes through a result", c -> blob(c, b -> b.setBytes(1, BYTES))),
        everywhere(
            "Blob.setBytes with offset through a result",
            c -> blob(c, b -> b.setBytes(1, BYTES, 0, 1))),
        everywhere(
            "Blob.setBinaryStream through a result",
            c ->
                blob(
                    c,
                    b -> {
                      try (OutputStream out = b.setBinaryStream(1)) {
                        out.write(BYTES);
                      }
                    })),
        everywhere("Blob.truncate through a result", c -> blob(c, b -> b.truncate(1))),
        on(
            TestEngine.H2,
            "Blob out of getObject",
            c -> document(c, "binary_part", r -> ((Blob) r.getObject(1)).setBytes(1, BYTES))),
        on(
            TestEngine.H2,
            "Blob out of getObject with its type",
            c -> document(c, "binary_part", r -> r.getObject(1, Blob.class).setBytes(1, BYTES))),
        everywhere("Clob.setString through a result", c -> clob(c, b -> b.setString(1, "x"))),
        everywhere("Clob.truncate through a result", c -> clob(c, b -> b.truncate(1))),
        on(
            TestEngine.H2,
            "Clob.setCharacterStream through a result",
            c -> clob(c, b -> b.setCharacterStream(1).close())),
        on(
            TestEngine.POSTGRESQL,
            "SQLXML.setString through a result",
            c -> xml(c, x -> x.setString("<x/>"))),
        on(
            TestEngine.POSTGRESQL,
            "SQLXML.setResult through a result",
            c -> xml(c, x -> x.setResult(javax.xml.transform.stream.StreamResult.class))));
  }

  /** Uses a large object. */
  @FunctionalInterface
  interface UseOf<T> {
    void use(T value) throws Exception;
  }

  private static void blob(Connection connection, UseOf<Blob> use) throws Exception {
    document(connection, "binary_part", rows -> use.use(rows.getBlob(1)));
  }

  private static void clob(Connection connection, UseOf<Clob> use) throws Exception {
    document(connection, "text_part", rows -> use.use(rows.getClob(1)));
  }

  private static void xml(Connection connection, UseOf<SQLXML> use) throws Exception {
    document(connection, "'<a/>'::xml", rows -> use.use(rows.getSQLXML(1)));
  }

  /** In a transaction, which PostgreSQL's large objects need. */
  private static void document(Connection connection, String column, Use use) throws Exception {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + column + " FROM documents")) {
      rows.next();
      use.use(rows);
    }
    connection.commit();
  }
}
