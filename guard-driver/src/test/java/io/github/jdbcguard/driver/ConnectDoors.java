package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Door.UPDATE;

import io.github.jdbcguard.driver.Door.House;
import io.github.jdbcguard.engines.TestEngine;
import java.util.List;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.JdbcRowSet;
import javax.sql.rowset.RowSetFactory;
import javax.sql.rowset.RowSetProvider;

/** Ways that begin with connecting, or with an object built upon a connection. */
final class ConnectDoors {
  private ConnectDoors() {}

  static List<Door> all() {
    return List.of(
        Door.everywhereOf(
            "Driver.connect",
            house -> StatementDoors.with(house.connect(""), s -> s.execute(UPDATE))),
        Door.of(
            TestEngine.H2, "INIT in the URL", house -> house.connect(";INIT=" + UPDATE).close()),
        Door.of(
            TestEngine.MARIADB,
            "initSql in the URL",
            house -> house.connect("&initSql=" + UPDATE).close()),
        Door.of(
            TestEngine.MARIADB,
            "sessionVariables in the URL",
            house ->
                house.connect("&sessionVariables=wait_timeout=(SELECT change_item(1))").close()),
        Door.of(
            TestEngine.POSTGRESQL,
            "options in the URL",
            house ->
                StatementDoors.with(
                    house.connect("&options=-c%20default_transaction_read_only=off"),
                    s -> s.execute(UPDATE))),
        Door.everywhereOf("JdbcRowSet.updateRow", house -> rowSet(house, ConnectDoors::update)),
        Door.everywhereOf("JdbcRowSet.deleteRow", house -> rowSet(house, JdbcRowSet::deleteRow)),
        Door.everywhereOf("CachedRowSet.acceptChanges", ConnectDoors::cached)
            .closedBy(Door.ClosedBy.GUARD_UNSEEN));
  }

  private static RowSetFactory factory() throws Exception {
    return RowSetProvider.newFactory();
  }

  /** It has no place for properties, so the settings are those of the process. */
  private static void rowSet(House house, RowSetUse use) throws Exception {
    house.properties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("guard."))
        .forEach(name -> System.setProperty(name, house.properties().getProperty(name)));
    try (JdbcRowSet rows = factory().createJdbcRowSet()) {
      rows.setUrl(house.url());
      rows.setCommand("SELECT id, name FROM items");
      rows.execute();
      rows.next();
      use.use(rows);
    } finally {
      house.properties().stringPropertyNames().forEach(System::clearProperty);
    }
  }

  /** Changes the row that a row set stands on. */
  @FunctionalInterface
  interface RowSetUse {
    void use(JdbcRowSet rows) throws Exception;
  }

  private static void update(JdbcRowSet rows) throws Exception {
    rows.updateString(2, "x");
    rows.updateRow();
  }

  private static void cached(House house) throws Exception {
    try (CachedRowSet rows = factory().createCachedRowSet()) {
      rows.setCommand("SELECT id, name FROM items ORDER BY id");
      rows.setTableName("items");
      rows.setKeyColumns(new int[] {1});
      house.connection().setAutoCommit(false);
      rows.execute(house.connection());
      rows.next();
      rows.updateString(2, "x");
      rows.updateRow();
      rows.acceptChanges(house.connection());
    }
  }
}
