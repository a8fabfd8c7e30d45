package io.github.jdbcguard.transparency;

import io.github.jdbcguard.engines.TestEngine;
import java.io.StringReader;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What applications do with JDBC, in the style of the small libraries that they use for it. Each
 * answers with what it found, to be compared.
 */
final class Uses {

  /** A use, and the engines that have what it needs. */
  record Use(String name, Set<TestEngine> engines, Body body) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** What a use does with a database. */
  @FunctionalInterface
  interface Body {
    Object run(UrlDataSource database) throws Exception;
  }

  record Item(int id, String name) {}

  private static final Set<TestEngine> ALL =
      Set.of(TestEngine.H2, TestEngine.POSTGRESQL, TestEngine.MARIADB, TestEngine.SQLITE);

  private Uses() {}

  static List<Use> all() {
    return List.of(
        new Use("row mapper", ALL, Uses::rowMapper),
        new Use("optional of a row", ALL, Uses::optional),
        new Use("named parameters", ALL, Uses::namedParameters),
        new Use("list of parameters", ALL, Uses::inList),
        new Use("map of a row", ALL, Uses::rowAsMap),
        new Use("batch with keys", ALL, Uses::batchWithKeys),
        new Use("batch of large updates", ALL, Uses::largeBatch),
        new Use("transaction", ALL, Uses::transaction),
        new Use("nested transaction", ALL, Uses::nestedTransaction),
        new Use("streaming", ALL, Uses::streaming),
        new Use("bytes and texts", ALL, Uses::bytesAndTexts),
        new Use("LOB upload", Set.of(TestEngine.H2, TestEngine.MARIADB), Uses::lobUpload),
        new Use("dates", ALL, Uses::dates),
        new Use("schema comparison", ALL, Uses::schemaComparison),
        new Use("exception translation", ALL, Uses::exceptionTranslation),
        new Use("optimistic locking", ALL, Uses::optimisticLocking),
        new Use("paging", ALL, Uses::paging),
        new Use("upsert", ALL, Uses::upsert),
        new Use(
            "insert returning",
            Set.of(TestEngine.POSTGRESQL, TestEngine.MARIADB, TestEngine.SQLITE),
            Uses::returning),
        new Use("arrays", Set.of(TestEngine.H2, TestEngine.POSTGRESQL), Uses::arrays),
        new Use(
            "changed rows",
            Set.of(TestEngine.H2, TestEngine.POSTGRESQL, TestEngine.MARIADB),
            Uses::changedRows),
        new Use("script", ALL, Uses::script),
        new Use("temporary table", ALL, Uses::temporaryTable));
  }

  private static List<Item> items(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<Item> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new Item(rows.getInt("id"), rows.getString("name")));
        }
      }
      return found;
    }
  }

  private static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static Object rowMapper(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return items(connection, "SELECT id, name FROM items ORDER BY id");
    }
  }

  private static Object optional(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      List<Optional<Item>> found = new ArrayList<>();
      for (int id : List.of(2, 99)) {
        found.add(items(connection, "SELECT * FROM items WHERE id = ?", id).stream().findFirst());
      }
      return found;
    }
  }

  /** ":name" becomes "?", and the names keep their places. */
  private static Object namedParameters(UrlDataSource database) throws SQLException {
    String sql = "SELECT id, name FROM items WHERE id >= :least AND name <> :name ORDER BY id";
    Map<String, Object> values = Map.of("least", 2, "name", "three");
    List<Object> ordered = new ArrayList<>();
    var matcher = java.util.regex.Pattern.compile(":(\\w+)").matcher(sql);
    String plain =
        matcher.replaceAll(
            match -> {
              ordered.add(values.get(match.group(1)));
              return "?";
            });
    try (Connection connection = database.getConnection()) {
      return items(connection, plain, ordered.toArray());
    }
  }

  private static Object inList(UrlDataSource database) throws SQLException {
    List<Integer> ids = List.of(1, 3, 5);
    String marks = String.join(", ", ids.stream().map(id -> "?").toList());
    try (Connection connection = database.getConnection()) {
      return items(
          connection, "SELECT * FROM items WHERE id IN (" + marks + ") ORDER BY id", ids.toArray());
    }
  }

  private static Object rowAsMap(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT i.*, 1.5 AS price FROM items i ORDER BY 1")) {
      List<Map<String, Object>> all = new ArrayList<>();
      while (rows.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnLabel(i), rows.getObject(i));
        }
        all.add(row);
      }
      return all;
    }
  }

  private static Object batchWithKeys(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO numbered (name) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
      for (String name : List.of("x", "y", "z")) {
        insert.setString(1, name);
        insert.addBatch();
      }
      List<Object> results = new ArrayList<>(Arrays.stream(insert.executeBatch()).boxed().toList());
      try (ResultSet keys = insert.getGeneratedKeys()) {
        while (keys.next()) {
          results.add(keys.getLong(1));
        }
      }
      return results;
    }
  }

  private static Object largeBatch(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("UPDATE items SET name = ? WHERE id = ?")) {
      for (int id = 1; id < 5; id++) {
        update.setString(1, "new " + id);
        update.setInt(2, id);
        update.addBatch();
      }
      return Arrays.stream(update.executeLargeBatch()).boxed().toList();
    }
  }

  /** Commits, or rolls back what failed. */
  private static void inTransaction(Connection connection, ScriptedSession.Action work)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      work.run();
      connection.commit();
    } catch (Exception e) {
      connection.rollback();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static Object transaction(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      inTransaction(
          connection, () -> update(connection, "INSERT INTO items VALUES (?, ?)", 4, "4"));
      inTransaction(
          connection,
          () -> {
            update(connection, "UPDATE items SET name = ?", "lost");
            update(connection, "INSERT INTO items VALUES (?, ?)", 1, "twice");
          });
      return items(connection, "SELECT * FROM items ORDER BY id");
    }
  }

  private static Object nestedTransaction(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      inTransaction(
          connection,
          () -> {
            update(connection, "UPDATE items SET name = ? WHERE id = ?", "outer", 1);
            Savepoint inner = connection.setSavepoint("inner_one");
            update(connection, "UPDATE items SET name = ? WHERE id = ?", "inner", 2);
            connection.rollback(inner);
            update(connection, "UPDATE items SET name = ? WHERE id = ?", "after", 3);
          });
      return items(connection, "SELECT * FROM items ORDER BY id");
    }
  }

  private static Object streaming(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO numbered (name) VALUES (?)")) {
        for (int i = 0; i < 500; i++) {
          insert.setString(1, "n" + i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      long sum = 0;
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(50);
        try (ResultSet rows = statement.executeQuery("SELECT name FROM numbered")) {
          while (rows.next()) {
            sum += rows.getString(1).hashCode();
          }
        }
      }
      connection.rollback();
      return sum;
    }
  }

  private static Object bytesAndTexts(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String column =
          connection.getMetaData().getURL().startsWith("jdbc:postgresql") ? "a_bytea" : "a_blob";
      try (PreparedStatement update =
          connection.prepareStatement(
              "UPDATE typed SET %s = ?, a_varchar = ? WHERE id = 2".formatted(column))) {
        update.setBytes(1, new byte[] {0, -1, 5});
        update.setCharacterStream(2, new StringReader("ünïcode €"));
        update.executeUpdate();
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT %s, a_varchar FROM typed WHERE id = 2".formatted(column))) {
        rows.next();
        return HexFormat.of().formatHex(rows.getBytes(1)) + rows.getString(2);
      }
    }
  }

  private static Object lobUpload(UrlDataSource database) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO lobs VALUES (9, ?, ?)")) {
      connection.setAutoCommit(false);
      var blob = connection.createBlob();
      try (var out = blob.setBinaryStream(1)) {
        out.write(new byte[100_000]);
      }
      var clob = connection.createClob();
      clob.setString(1, "ab".repeat(50_000));
      insert.setBlob(1, blob);
      insert.setClob(2, clob);
      insert.executeUpdate();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT b, c FROM lobs WHERE id = 9")) {
        rows.next();
        Object found =
            List.of(
                rows.getBlob(1).length(),
                rows.getClob(2).getSubString(99_999, 2),
                rows.getBinaryStream(1).readAllBytes().length);
        connection.rollback();
        return found;
      }
    }
  }

  private static Object dates(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT a_date, id FROM typed WHERE a_date < ? AND id = 1")) {
      statement.setTimestamp(1, Timestamp.valueOf(LocalDateTime.of(2030, 1, 1, 0, 0)));
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getDate(1).toLocalDate().toString() : "none";
      }
    }
  }

  /** Tables, columns and keys, as migration tools compare them. */
  private static Object schemaComparison(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      DatabaseMetaData metadata = connection.getMetaData();
      Map<String, Object> schema = new TreeMap<>();
      for (String table : List.of("items", "numbered", "parts")) {
        String name =
            metadata.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        Set<String> columns = new TreeSet<>();
        try (ResultSet rows = metadata.getColumns(connection.getCatalog(), null, name, null)) {
          while (rows.next()) {
            columns.add(rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME"));
          }
        }
        try (ResultSet rows = metadata.getPrimaryKeys(connection.getCatalog(), null, name)) {
          while (rows.next()) {
            columns.add("key " + rows.getString("COLUMN_NAME"));
          }
        }
        schema.put(table, columns);
      }
      return schema;
    }
  }

  private static Object exceptionTranslation(UrlDataSource database) throws SQLException {
    List<String> translated = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (String sql :
          List.of(
              "INSERT INTO items VALUES (1, 'twice')",
              "SELECT * FROM nosuch",
              "SELEC 1",
              "INSERT INTO numbered (name) VALUES (NULL)")) {
        try {
          update(connection, sql);
        } catch (SQLException e) {
          translated.add(e.getClass().getName() + e.getSQLState() + e.getErrorCode());
        }
      }
    }
    return translated;
  }

  private static Object optimisticLocking(UrlDataSource database) throws SQLException {
    String sql = "UPDATE items SET name = ? WHERE id = ? AND name = ?";
    try (Connection connection = database.getConnection()) {
      return List.of(
          update(connection, sql, "uno", 1, "one"), update(connection, sql, "eins", 1, "one"));
    }
  }

  private static Object paging(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement page =
            connection.prepareStatement(
                "SELECT id, name FROM items ORDER BY id LIMIT ? OFFSET ?")) {
      List<Integer> ids = new ArrayList<>();
      for (int offset = 0; offset < 4; offset += 2) {
        page.setInt(1, 2);
        page.setInt(2, offset);
        try (ResultSet rows = page.executeQuery()) {
          while (rows.next()) {
            ids.add(rows.getInt(1));
          }
        }
        ids.add(-1);
      }
      return ids;
    }
  }

  private static Object upsert(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String url = connection.getMetaData().getURL();
      String sql =
          url.startsWith("jdbc:h2")
              ? "MERGE INTO items (id, name) KEY (id) VALUES (?, ?)"
              : url.startsWith("jdbc:mariadb")
                  ? "INSERT INTO items VALUES (?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name)"
                  : "INSERT INTO items VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name";
      return List.of(
          update(connection, sql, 1, "again"),
          update(connection, sql, 7, "new"),
          items(connection, "SELECT * FROM items ORDER BY id"));
    }
  }

  private static Object returning(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return items(connection, "INSERT INTO items VALUES (?, ?) RETURNING id, name", 8, "eight");
    }
  }

  private static Object arrays(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("UPDATE typed SET an_array = ? WHERE id = 2")) {
      Array array = connection.createArrayOf("INTEGER", new Object[] {3, 4, 5});
      update.setArray(1, array);
      update.executeUpdate();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT an_array FROM typed ORDER BY id")) {
        List<Object> found = new ArrayList<>();
        while (rows.next()) {
          found.add(Arrays.asList((Object[]) rows.getArray(1).getArray()));
        }
        return found;
      }
    }
  }

  private static Object changedRows(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
      try (ResultSet rows = statement.executeQuery("SELECT id, name FROM items ORDER BY id")) {
        rows.next();
        rows.updateString("name", "through a row");
        rows.updateRow();
        rows.moveToInsertRow();
        rows.updateInt(1, 11);
        rows.updateString(2, "eleven");
        rows.insertRow();
      }
      return items(connection, "SELECT * FROM items ORDER BY id");
    }
  }

  private static Object script(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<Object> results = new ArrayList<>();
      for (String sql :
          "CREATE TABLE s (a INTEGER); INSERT INTO s VALUES (1); UPDATE s SET a = 2; DROP TABLE s"
              .split(";", -1)) {
        results.add(statement.execute(sql.strip()));
        results.add(statement.getUpdateCount());
      }
      return results;
    }
  }

  private static Object temporaryTable(UrlDataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      update(connection, "CREATE TEMPORARY TABLE work_items (id INTEGER, name VARCHAR(20))");
      update(connection, "INSERT INTO work_items SELECT id, name FROM items WHERE id > ?", 1);
      List<Item> found = items(connection, "SELECT * FROM work_items ORDER BY id");
      update(connection, "DROP TABLE work_items");
      return found;
    }
  }
}
