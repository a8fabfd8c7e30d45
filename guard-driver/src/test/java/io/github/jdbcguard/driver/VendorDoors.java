package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Door.UPDATE;
import static io.github.jdbcguard.driver.Door.on;
import static io.github.jdbcguard.engines.TestEngine.MARIADB;
import static io.github.jdbcguard.engines.TestEngine.POSTGRESQL;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.fastpath.Fastpath;
import org.postgresql.fastpath.FastpathArg;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** Ways through what vendors add to JDBC. */
final class VendorDoors {
  private static final String COPY = "COPY items FROM STDIN (FORMAT csv)";
  private static final String ROW = "9,nine\n";
  private static final byte[] BYTES = ROW.getBytes(StandardCharsets.UTF_8);

  private VendorDoors() {}

  /** Uses the large objects of PostgreSQL in a transaction. */
  @FunctionalInterface
  interface Use {
    void use(LargeObjectManager manager, long existing) throws Exception;
  }

  static List<Door> all() {
    return List.of(
        on(
            POSTGRESQL,
            "CopyManager.copyIn of a reader",
            c -> pg(c).getCopyAPI().copyIn(COPY, new StringReader(ROW))),
        on(
            POSTGRESQL,
            "CopyManager.copyIn of a stream",
            c -> pg(c).getCopyAPI().copyIn(COPY, new ByteArrayInputStream(BYTES))),
        on(POSTGRESQL, "CopyManager.copyIn step by step", c -> step(pg(c).getCopyAPI())),
        on(
            POSTGRESQL,
            "CopyManager made of a BaseConnection",
            c -> new CopyManager(base(c)).copyIn(COPY, new StringReader(ROW))),
        on(
            POSTGRESQL,
            "CopyManager.copyOut of a change",
            c ->
                pg(c)
                    .getCopyAPI()
                    .copyOut("COPY (" + UPDATE + " RETURNING id) TO STDOUT", nowhere())),
        on(POSTGRESQL, "BaseConnection.execSQLUpdate", c -> base(c).execSQLUpdate(UPDATE)),
        on(
            POSTGRESQL,
            "BaseConnection.execSQLQuery",
            c -> base(c).execSQLQuery(UPDATE + " RETURNING id")),
        on(
            POSTGRESQL,
            "BaseConnection.execSQLQuery with type",
            c ->
                base(c)
                    .execSQLQuery(
                        UPDATE + " RETURNING id",
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY)),
        on(
            POSTGRESQL,
            "BaseConnection.createStatement",
            c -> base(c).createStatement().execute(UPDATE)),
        on(
            POSTGRESQL,
            "PGConnection as a connection",
            c -> ((Connection) pg(c)).createStatement().execute(UPDATE)),
        on(
            POSTGRESQL,
            "QueryExecutor.startCopy",
            c -> {
              CopyIn copy = (CopyIn) base(c).getQueryExecutor().startCopy(COPY, true);
              copy.writeToCopy(BYTES, 0, BYTES.length);
              copy.endCopy();
            }),
        on(
            POSTGRESQL,
            "PGStatement as a statement",
            c -> ((Statement) c.createStatement().unwrap(PGStatement.class)).executeUpdate(UPDATE)),
        on(
            POSTGRESQL,
            "BaseStatement.executeWithFlags",
            c -> c.createStatement().unwrap(BaseStatement.class).executeWithFlags(UPDATE, 0)),
        on(
            POSTGRESQL,
            "PGConnection.alterUserPassword",
            c -> pg(c).alterUserPassword("postgres", "x".toCharArray(), "md5")),
        on(
            POSTGRESQL,
            "a replication slot",
            c ->
                pg(c)
                    .getReplicationAPI()
                    .createReplicationSlot()
                    .physical()
                    .withSlotName("guard")
                    .make()),
        large("create", (m, existing) -> m.createLO()),
        large("delete", (m, existing) -> m.delete(existing)),
        large(
                "write",
                (m, existing) -> {
                  LargeObject object = m.open(existing, LargeObjectManager.WRITE);
                  object.write(BYTES);
                  object.close();
                })
            .closedBy(Door.ClosedBy.SERVER),
        large("truncate", (m, existing) -> m.open(existing).truncate(1))
            .closedBy(Door.ClosedBy.SERVER),
        on(
            POSTGRESQL,
            "Fastpath.fastpath of lo_creat",
            c -> {
              Fastpath fastpath = pg(c).getFastpathAPI();
              fastpath.addFunction("lo_creat", 957);
              fastpath.getOID("lo_creat", new FastpathArg[] {new FastpathArg(-1)});
            }),
        on(
            POSTGRESQL,
            "Fastpath.fastpath of a function of one's own",
            c -> {
              Fastpath fastpath = pg(c).getFastpathAPI();
              fastpath.addFunctions(
                  c.createStatement()
                      .executeQuery(
                          "SELECT proname, oid FROM pg_proc WHERE proname = 'change_item'"));
              fastpath.getInteger("change_item", new FastpathArg[] {new FastpathArg(1)});
            }),
        on(
            MARIADB,
            "the connection class of MariaDB",
            c -> c.unwrap(org.mariadb.jdbc.Connection.class).createStatement().execute(UPDATE)),
        Door.of(
            POSTGRESQL,
            "a column name that is more, where the driver does not quote",
            house ->
                StatementDoors.with(
                    house.connect("&quoteReturningIdentifiers=false&preferQueryMode=simple"),
                    s ->
                        s.execute(
                            "EXPLAIN DELETE FROM items WHERE id = 1",
                            new String[] {
                              "id; COMMIT; BEGIN READ WRITE; DELETE FROM items; COMMIT"
                            }))),
        Door.of(
            POSTGRESQL,
            "a prepared column name that is more, where the driver does not quote",
            house ->
                house
                    .connect("&quoteReturningIdentifiers=false&preferQueryMode=simple")
                    .prepareStatement(
                        "EXPLAIN DELETE FROM items WHERE id = 1",
                        new String[] {"id; COMMIT; BEGIN READ WRITE; DELETE FROM items; COMMIT"})
                    .execute()),
        on(
            POSTGRESQL,
            "BaseStatement.executeWithFlags of a prepared statement",
            c -> c.prepareStatement("SELECT 1").unwrap(BaseStatement.class).executeWithFlags(0)),
        Door.of(
            MARIADB, "LOAD DATA LOCAL INFILE", house -> load(house.connect("&allowLocalInfile"))));
  }

  private static PGConnection pg(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class);
  }

  private static BaseConnection base(Connection connection) throws SQLException {
    return connection.unwrap(BaseConnection.class);
  }

  private static java.io.Writer nowhere() {
    return java.io.Writer.nullWriter();
  }

  private static void step(CopyManager manager) throws SQLException {
    CopyIn copy = manager.copyIn(COPY);
    copy.writeToCopy(BYTES, 0, BYTES.length);
    copy.endCopy();
  }

  private static Door large(String name, Use use) {
    return on(
        POSTGRESQL,
        "LargeObjectManager: " + name,
        c -> {
          c.setAutoCommit(false);
          long existing;
          try (ResultSet row =
              c.createStatement().executeQuery("SELECT binary_part FROM documents")) {
            row.next();
            existing = row.getLong(1);
          }
          use.use(pg(c).getLargeObjectAPI(), existing);
          c.commit();
        });
  }

  private static void load(Connection connection) throws Exception {
    Path file = Files.createTempFile("guard", ".csv");
    try (connection) {
      Files.writeString(file, ROW);
      StatementDoors.with(
          connection,
          s ->
              s.execute(
                  "LOAD DATA LOCAL INFILE '%s' INTO TABLE items FIELDS TERMINATED BY ','"
                      .formatted(file)));
    } finally {
      Files.delete(file);
    }
  }
}
