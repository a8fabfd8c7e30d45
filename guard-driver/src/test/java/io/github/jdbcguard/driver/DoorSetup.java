package io.github.jdbcguard.driver;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A database behind doors: items and documents with large objects, and routines that change them.
 * Kept, and made anew where something changed.
 */
final class DoorSetup {
  private static final Map<String, DoorSetup> KNOWN = new HashMap<>();

  private final TestDatabase database;

  /** Raw: what it reads is what there is. */
  private final Connection raw;

  private List<String> asNew = List.of();

  private DoorSetup(TestDatabase database) throws SQLException {
    this.database = database;
    this.raw = database.raw();
  }

  /** A database that is as if it were new. */
  static DoorSetup fresh(TestEngine engine, Path folder, String level) throws SQLException {
    DoorSetup known = KNOWN.get(engine + level);
    if (known == null) {
      known = new DoorSetup(TestDatabase.create(engine, folder, level));
      KNOWN.put(engine + level, known);
    }
    known.renew();
    return known;
  }

  TestDatabase database() {
    return database;
  }

  private void renew() throws SQLException {
    if (!asNew.isEmpty() && contents().equals(asNew)) {
      return;
    }
    try (Statement statement = raw.createStatement()) {
      for (String sql : setUp(database.engine())) {
        statement.execute(sql);
      }
    }
    asNew = contents();
  }

  /** Documents with large objects, and routines that change the items. */
  private static List<String> setUp(TestEngine engine) {
    List<String> all = new ArrayList<>();
    switch (engine) {
      case H2 -> {
        all.add("DROP ALL OBJECTS");
        all.add("CREATE TABLE documents (binary_part BLOB, text_part CLOB)");
        all.add("INSERT INTO documents VALUES (X'616263', 'abc')");
        all.add("CREATE ALIAS change_item FOR 'io.github.jdbcguard.driver.DoorSetup.changeItem'");
      }
      case POSTGRESQL -> {
        all.add("SET lock_timeout = '20s'"); // a door may leave a transaction open
        all.add("DROP TABLE IF EXISTS items, documents, others, copies");
        all.add("SELECT lo_unlink(oid) FROM pg_largeobject_metadata");
        all.add("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
        all.add("ALTER ROLE postgres PASSWORD NULL");
        all.add("CREATE TABLE documents (binary_part oid, text_part oid)");
        all.add("INSERT INTO documents VALUES (lo_from_bytea(0, 'abc'), lo_from_bytea(0, 'abc'))");
        all.add(
            """
            CREATE OR REPLACE FUNCTION change_item(integer) RETURNS integer LANGUAGE plpgsql AS
            'BEGIN UPDATE items SET name = ''x'' WHERE id = $1; RETURN $1; END'""");
        all.add(
            """
            CREATE OR REPLACE FUNCTION open_items() RETURNS refcursor LANGUAGE plpgsql AS
            'DECLARE c refcursor; BEGIN OPEN c FOR SELECT * FROM items; RETURN c; END'""");
      }
      case MARIADB -> {
        all.add("DROP TABLE IF EXISTS items, documents, others");
        all.add("CREATE TABLE documents (binary_part BLOB, text_part TEXT)");
        all.add("INSERT INTO documents VALUES ('abc', 'abc')");
        all.add(
            """
            CREATE OR REPLACE FUNCTION change_item(given INTEGER) RETURNS INTEGER
            BEGIN UPDATE items SET name = 'x' WHERE id = given; RETURN given; END""");
        all.add(
            """
            CREATE OR REPLACE PROCEDURE change_item(given INTEGER)
            UPDATE items SET name = 'x' WHERE id = given""");
      }
      case SQLITE, MYSQL -> throw new IllegalArgumentException(engine + " has no doors here");
    }
    all.add("CREATE TABLE items (id INTEGER PRIMARY KEY, name VARCHAR(100))");
    all.add("INSERT INTO items VALUES (1, 'one'), (2, 'two'), (3, 'three')");
    return all;
  }

  /** A routine of H2. */
  public static int changeItem(Connection connection, int id) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate("UPDATE items SET name = 'x' WHERE id = " + id);
    }
  }

  /** Everything in the database, so that any change shows. */
  List<String> contents() throws SQLException {
    List<String> all = new ArrayList<>();
    try {
      switch (database.engine()) {
        case POSTGRESQL -> {
          rows("SELECT convert_from(lo_get(oid), 'UTF8') FROM pg_largeobject_metadata", all);
          rows("SELECT count(*) FROM pg_replication_slots", all);
          rows("SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'", all);
          rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", all);
        }
        case H2 -> {
          rows("SELECT * FROM documents", all);
          rows("SELECT table_name FROM information_schema.tables ORDER BY 1", all);
        }
        case MARIADB -> {
          rows("SELECT * FROM documents", all);
          rows("SHOW TABLES", all);
        }
        case SQLITE, MYSQL -> throw new IllegalStateException();
      }
      rows("SELECT * FROM items ORDER BY 1", all);
    } catch (SQLException dropped) {
      all.add(dropped.getSQLState());
    }
    return all;
  }

  private void rows(String sql, List<String> all) throws SQLException {
    try (Statement statement = raw.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(rows.getString(i)).append('|');
        }
        all.add(row.toString());
      }
    }
  }
}
