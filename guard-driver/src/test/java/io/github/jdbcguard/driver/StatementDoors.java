package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Door.INSERT;
import static io.github.jdbcguard.driver.Door.UPDATE;
import static io.github.jdbcguard.driver.Door.everywhere;
import static io.github.jdbcguard.driver.Door.on;

import io.github.jdbcguard.driver.Door.ClosedBy;
import io.github.jdbcguard.engines.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Ways through statements. */
final class StatementDoors {
  private static final int KEYS = Statement.RETURN_GENERATED_KEYS;
  private static final int FORWARD = ResultSet.TYPE_FORWARD_ONLY;
  private static final int READ = ResultSet.CONCUR_READ_ONLY;
  private static final int HOLD = ResultSet.HOLD_CURSORS_OVER_COMMIT;
  private static final String[] ID = {"id"};
  private static final int[] FIRST = {1};

  private StatementDoors() {}

  /** Uses a statement. */
  @FunctionalInterface
  interface Use<S extends Statement> {
    void use(S statement) throws Exception;
  }

  /** Prepares a statement. */
  @FunctionalInterface
  interface Preparing {
    PreparedStatement prepare(Connection connection, String sql) throws SQLException;
  }

  static List<Door> all() {
    List<Door> doors = new ArrayList<>();
    doors.addAll(plain());
    doors.addAll(prepared());
    doors.addAll(texts());
    doors.addAll(transactions());
    return doors;
  }

  private static Door statement(String name, Use<Statement> use) {
    return everywhere("Statement." + name, c -> with(c, use));
  }

  static void with(Connection connection, Use<Statement> use) throws Exception {
    try (Statement statement = connection.createStatement()) {
      use.use(statement);
    }
  }

  private static List<Door> plain() {
    return List.of(
        statement("execute", s -> s.execute(UPDATE)),
        statement("execute, generated keys", s -> s.execute(INSERT, KEYS)),
        statement("execute, column indexes", s -> s.execute(INSERT, FIRST)),
        statement("execute, column names", s -> s.execute(INSERT, ID)),
        statement("executeUpdate", s -> s.executeUpdate(UPDATE)),
        statement("executeUpdate, generated keys", s -> s.executeUpdate(INSERT, KEYS)),
        statement("executeUpdate, column indexes", s -> s.executeUpdate(INSERT, FIRST)),
        statement("executeUpdate, column names", s -> s.executeUpdate(INSERT, ID)),
        statement("executeLargeUpdate", s -> s.executeLargeUpdate(UPDATE)),
        statement("executeLargeUpdate, generated keys", s -> s.executeLargeUpdate(INSERT, KEYS)),
        statement("executeLargeUpdate, column indexes", s -> s.executeLargeUpdate(INSERT, FIRST)),
        statement("executeLargeUpdate, column names", s -> s.executeLargeUpdate(INSERT, ID)),
        statement("executeQuery", s -> s.executeQuery(UPDATE)),
        statement("executeBatch", s -> batch(s, UPDATE).executeBatch()),
        statement("executeLargeBatch", s -> batch(s, UPDATE).executeLargeBatch()),
        statement("executeBatch, several", s -> batch(s, INSERT, UPDATE, UPDATE).executeBatch()),
        everywhere(
            "createStatement(type, concurrency).execute",
            c -> c.createStatement(FORWARD, READ).execute(UPDATE)),
        everywhere(
            "createStatement(type, concurrency, holdability).execute",
            c -> c.createStatement(FORWARD, READ, HOLD).execute(UPDATE)),
        everywhere(
            "a statement that read before",
            c ->
                with(
                    c,
                    s -> {
                      s.executeQuery("SELECT 1").close();
                      s.execute(UPDATE);
                    })));
  }

  private static Statement batch(Statement statement, String... texts) throws SQLException {
    for (String text : texts) {
      statement.addBatch(text);
    }
    return statement;
  }

  private static List<Door> prepared() {
    List<Door> doors = new ArrayList<>();
    preparing(doors, "prepareStatement", Connection::prepareStatement);
    preparing(
        doors,
        "prepareStatement(type, concurrency)",
        (c, sql) -> c.prepareStatement(sql, FORWARD, READ));
    preparing(
        doors,
        "prepareStatement(type, concurrency, holdability)",
        (c, sql) -> c.prepareStatement(sql, FORWARD, READ, HOLD));
    preparing(doors, "prepareStatement(keys)", (c, sql) -> c.prepareStatement(sql, KEYS));
    preparing(doors, "prepareStatement(indexes)", (c, sql) -> c.prepareStatement(sql, FIRST));
    preparing(doors, "prepareStatement(names)", (c, sql) -> c.prepareStatement(sql, ID));
    preparing(doors, "prepareCall", Connection::prepareCall);
    preparing(
        doors, "prepareCall(type, concurrency)", (c, sql) -> c.prepareCall(sql, FORWARD, READ));
    preparing(
        doors,
        "prepareCall(type, concurrency, holdability)",
        (c, sql) -> c.prepareCall(sql, FORWARD, READ, HOLD));
    doors.add(everywhere("{call procedure}", c -> call(c, "{call change_item(?)}")));
    doors.add(
        on(
            TestEngine.POSTGRESQL,
            "a stream as LOB parameter of a read",
            c -> largeParameter(c, "SELECT ?::oid")));
    doors.add(
        everywhere(
            "a character stream as parameter",
            c -> {
              try (PreparedStatement s =
                  c.prepareStatement("UPDATE items SET name = ? WHERE id = 1")) {
                s.setCharacterStream(1, new StringReader("x"));
                s.execute();
              }
            }));
    return doors;
  }

  private static void preparing(List<Door> doors, String name, Preparing preparing) {
    doors.add(run(name + ".execute", preparing, PreparedStatement::execute));
    doors.add(run(name + ".executeUpdate", preparing, PreparedStatement::executeUpdate));
    doors.add(run(name + ".executeLargeUpdate", preparing, PreparedStatement::executeLargeUpdate));
    doors.add(run(name + ".executeQuery", preparing, PreparedStatement::executeQuery));
    doors.add(
        run(
            name + ".executeBatch",
            preparing,
            s -> {
              s.addBatch();
              s.executeBatch();
            }));
    doors.add(
        run(
            name + ".executeLargeBatch",
            preparing,
            s -> {
              s.addBatch();
              s.executeLargeBatch();
            }));
  }

  private static Door run(String name, Preparing preparing, Use<PreparedStatement> use) {
    return everywhere(
        name,
        c -> {
          try (PreparedStatement statement = preparing.prepare(c, UPDATE)) {
            use.use(statement);
          }
        });
  }

  private static void call(Connection connection, String sql) throws SQLException {
    try (CallableStatement call = connection.prepareCall(sql)) {
      call.setInt(1, 1);
      call.execute();
    }
  }

  private static void largeParameter(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement read = connection.prepareStatement(sql)) {
      read.setBlob(1, new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)));
      read.executeQuery().close();
    }
    connection.commit();
  }

  private static Door text(TestEngine engine, String sql) {
    return on(engine, sql, c -> with(c, s -> s.execute(sql)));
  }

  private static Door text(String sql) {
    return everywhere(sql, c -> with(c, s -> s.execute(sql)));
  }

  private static List<Door> texts() {
    return List.of(
        text("DELETE FROM items WHERE id = 1"),
        text("TRUNCATE TABLE items"),
        text("DROP TABLE items"),
        text("ALTER TABLE items ADD COLUMN more INTEGER"),
        text("CREATE TABLE others (id INTEGER)"),
        text("SELECT 1; " + UPDATE),
        text("/* SELECT 1 */ " + UPDATE),
        text("-- SELECT 1\n" + UPDATE),
        text(TestEngine.H2, "MERGE INTO items VALUES (1, 'x')"),
        text(TestEngine.H2, "SELECT * FROM FINAL TABLE (" + UPDATE + ")"),
        text(TestEngine.H2, "SELECT change_item(1)"),
        text(TestEngine.H2, "EXECUTE IMMEDIATE 'DELETE FROM items'"),
        text(TestEngine.H2, "BACKUP TO 'nul.zip'"),
        text(TestEngine.POSTGRESQL, "WITH w AS (" + UPDATE + " RETURNING id) SELECT * FROM w"),
        text(TestEngine.POSTGRESQL, "EXPLAIN ANALYZE " + UPDATE),
        text(TestEngine.POSTGRESQL, "SELECT change_item(1)").closedBy(ClosedBy.SERVER),
        text(TestEngine.POSTGRESQL, "SELECT id INTO copies FROM items"),
        text(TestEngine.POSTGRESQL, "DO $$ BEGIN " + UPDATE + "; END $$"),
        text(TestEngine.POSTGRESQL, "PREPARE p AS " + UPDATE + "; EXECUTE p"),
        text(TestEngine.POSTGRESQL, "SELECT lo_from_bytea(0, 'x')"),
        text(TestEngine.POSTGRESQL, "COPY items TO PROGRAM 'cat > /dev/null'"),
        text(TestEngine.POSTGRESQL, "SET default_transaction_read_only = off; " + UPDATE),
        text(TestEngine.MARIADB, "SELECT change_item(1)").closedBy(ClosedBy.SERVER),
        text(TestEngine.MARIADB, "REPLACE INTO items VALUES (1, 'x')"),
        text(TestEngine.MARIADB, "/*! UPDATE items SET name = 'x' */"),
        text(TestEngine.MARIADB, "SELECT * FROM items INTO OUTFILE '/nowhere/items.txt'"),
        text(TestEngine.MARIADB, "PREPARE p FROM 'DELETE FROM items'; EXECUTE p"),
        text(TestEngine.MARIADB, "SET SESSION TRANSACTION READ WRITE; " + UPDATE));
  }

  private static List<Door> transactions() {
    return List.of(
        everywhere(
            "a transaction by JDBC",
            c -> {
              c.setAutoCommit(false);
              with(c, s -> s.execute(UPDATE));
              c.commit();
            }),
        everywhere(
            "a transaction that switching auto-commit on commits",
            c -> {
              c.setAutoCommit(false);
              with(c, s -> s.execute(UPDATE));
              c.setAutoCommit(true);
            }),
        everywhere(
            "a transaction behind a savepoint",
            c -> {
              c.setAutoCommit(false);
              c.setSavepoint("here");
              with(c, s -> s.execute(UPDATE));
              c.commit();
            }),
        on(
            TestEngine.POSTGRESQL,
            "a transaction begun in SQL, read-write",
            c -> with(c, s -> s.execute("BEGIN READ WRITE; " + UPDATE + "; COMMIT"))),
        on(
            TestEngine.MARIADB,
            "a transaction begun in SQL, read-write",
            c -> with(c, s -> s.execute("START TRANSACTION READ WRITE; " + UPDATE + "; COMMIT"))),
        everywhere(
            "setReadOnly(false) before",
            c -> {
              c.setReadOnly(false);
              with(c, s -> s.execute(UPDATE));
            }));
  }
}
