package io.github.jdbcguard.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A PostgreSQL server with a database for staging and one for production, which hold the same: a
 * table {@code customers} of 1,000 rows. Both belong to the role {@code shop}, which needs no
 * password. Everything here goes around the guard.
 */
public final class Shop implements AutoCloseable {
  /** Declares staging as guarded and production as protected, by the names of the databases. */
  public static final String POLICY =
      """
      guard: 1
      environments:
        staging:
          level: guarded
          match: [ { host: [localhost, 127.0.0.1], database: shop_staging } ]
        production:
          level: protected
          match: [ { host: [localhost, 127.0.0.1], database: shop } ]
      """;

  /** The role that tools log in as. */
  public static final String USER = "shop";

  private static final String TABLES =
      """
      SELECT n.nspname || '.' || c.relname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'v', 'm', 'S', 'p')
         AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
       ORDER BY 1
      """;

  private final EmbeddedPostgres server;

  private Shop(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts a server on a free port, with both databases. */
  public static Shop start() throws IOException, SQLException {
    Shop shop = new Shop(EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start());
    shop.execute("postgres", "CREATE ROLE %s LOGIN".formatted(USER));
    for (Stage stage : Stage.values()) {
      shop.open(stage);
    }
    return shop;
  }

  /** Makes the database anew, as it was at the start. */
  public void open(Stage stage) throws SQLException {
    String name = stage.database();
    execute("postgres", "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
    execute("postgres", "CREATE DATABASE %s OWNER %s".formatted(name, USER));
    execute(name, "ALTER SCHEMA public OWNER TO " + USER);
    execute(
        name,
        """
        SET ROLE shop;
        CREATE TABLE customers (
          id integer PRIMARY KEY, name varchar(100) NOT NULL, active boolean NOT NULL);
        INSERT INTO customers SELECT i, 'customer ' || i, true FROM generate_series(1, 1000) AS i
        """);
  }

  public int port() {
    return server.getPort();
  }

  /** The URL without the guard, and without a user. */
  public String url(Stage stage) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(port(), stage.database());
  }

  /** The URL with the guard in front. */
  public String guardedUrl(Stage stage) {
    return url(stage).replaceFirst("jdbc:", "jdbc:guard:");
  }

  /** Writes {@link #POLICY} into the folder. */
  public static Path writePolicy(Path folder) throws IOException {
    return Files.writeString(folder.resolve("guard.yaml"), POLICY);
  }

  /** All tables, views and sequences, with every column and checksums of their rows. */
  public List<String> contents(Stage stage) throws SQLException {
    List<String> contents = new ArrayList<>();
    for (List<String> table : rows(stage, TABLES)) {
      String name = table.get(0);
      contents.add(
          "%s: %s"
              .formatted(
                  name,
                  rows(
                      stage,
                      """
                      SELECT count(*), md5(string_agg(ROW(t.*)::text, ',' ORDER BY ROW(t.*)::text)),
                             (SELECT string_agg(attname || ' ' || atttypid, ',' ORDER BY attnum)
                                FROM pg_attribute WHERE attrelid = '%s'::regclass)
                        FROM %s AS t
                      """
                          .formatted(name, name))));
    }
    return contents;
  }

  /** What a query finds, as texts. */
  public List<List<String>> rows(Stage stage, String sql) throws SQLException {
    try (Connection connection = connect(stage.database());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(Collections.unmodifiableList(row));
      }
      return rows;
    }
  }

  /** Runs statements as a superuser. */
  public void execute(Stage stage, String sql) throws SQLException {
    execute(stage.database(), sql);
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/%s".formatted(port(), database), "postgres", "");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
