package io.github.jdbcguard.transparency;

import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.transparency.ScriptedSession.Step;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.List;

/** What is known of the database. */
final class MetaDataSteps {
  private MetaDataSteps() {}

  static List<Step> steps() {
    return List.of(
        new Step("metadata: every answer", MetaDataSteps::everyAnswer),
        new Step("metadata: every list", MetaDataSteps::everyList),
        new Step("metadata: every list of nothing", MetaDataSteps::nothing),
        new Step("metadata: after close", MetaDataSteps::afterClose));
  }

  private static void everyAnswer(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      for (int number : List.of(1, 2, 4, 8, 1003, 1004, 1005)) {
        new Sweep(number, "", "")
            .over(
                DatabaseMetaData.class,
                metadata,
                method ->
                    method.getReturnType() != ResultSet.class
                        && (number == 1 || method.getParameterCount() > 0));
      }
      session.each(
          () -> metadata.supportsConvert(4, 12),
          () -> metadata.supportsResultSetConcurrency(1004, 1008));
    }
  }

  private static void everyList(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      DatabaseMetaData m = connection.getMetaData();
      // On MariaDB a catalog is a database, and there are those of other tests.
      String catalog = session.engine() == TestEngine.MARIADB ? connection.getCatalog() : null;
      String items = m.storesUpperCaseIdentifiers() ? "ITEMS" : "items";
      String parts = m.storesUpperCaseIdentifiers() ? "PARTS" : "parts";
      String typed = m.storesUpperCaseIdentifiers() ? "TYPED" : "typed";
      String f = m.storesUpperCaseIdentifiers() ? "F\\_%" : "f\\_%";
      session.each(
          () -> session.dump(m.getCatalogs()),
          () -> session.dump(m.getSchemas()),
          () -> session.dump(m.getSchemas(null, "p%")),
          () -> session.dump(m.getTableTypes()),
          () -> session.dump(m.getTypeInfo()),
          () -> session.dump(m.getClientInfoProperties()),
          () -> session.dump(m.getTables(catalog, null, "%", new String[] {"TABLE", "VIEW"})),
          () -> session.dump(m.getTables(catalog, null, items, null)),
          () -> session.dump(m.getColumns(catalog, null, typed, "%")),
          () -> session.dump(m.getColumns(catalog, null, items, null)),
          () -> session.dump(m.getPseudoColumns(catalog, null, items, "%")),
          () -> session.dump(m.getPrimaryKeys(catalog, null, parts)),
          () -> session.dump(m.getImportedKeys(catalog, null, parts)),
          () -> session.dump(m.getExportedKeys(catalog, null, items)),
          () -> session.dump(m.getCrossReference(catalog, null, items, catalog, null, parts)),
          () -> session.dump(m.getIndexInfo(catalog, null, parts, false, false)),
          () -> session.dump(m.getIndexInfo(catalog, null, parts, true, true)),
          () -> session.dump(m.getBestRowIdentifier(catalog, null, items, 1, true)),
          () -> session.dump(m.getVersionColumns(catalog, null, items)),
          () -> session.dump(m.getTablePrivileges(catalog, null, items)),
          () -> session.dump(m.getColumnPrivileges(catalog, null, items, "%")),
          () -> session.dump(m.getFunctions(catalog, null, f)),
          () -> session.dump(m.getFunctionColumns(catalog, null, f, "%")),
          () -> session.dump(m.getProcedures(catalog, null, f)),
          () -> session.dump(m.getProcedureColumns(catalog, null, f, "%")),
          () -> session.dump(m.getUDTs(catalog, null, "%", null)),
          () -> session.dump(m.getSuperTypes(catalog, null, "%")),
          () -> session.dump(m.getSuperTables(catalog, null, "%")),
          () -> session.dump(m.getAttributes(catalog, null, "%", "%")));
    }
  }

  /** Names that are not there, and the statement behind the rows. */
  private static void nothing(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      new Sweep(1, "nosuch", "")
          .over(
              DatabaseMetaData.class,
              metadata,
              method ->
                  method.getReturnType() == ResultSet.class && method.getParameterCount() > 0);
      ResultSet rows = metadata.getTables(null, null, "items", null);
      session.each(
          rows::getStatement,
          rows::getStatement,
          () -> rows.getStatement().getConnection(),
          () -> rows.getMetaData().getColumnName(1),
          rows::getType,
          rows::close,
          rows::isClosed);
    }
  }

  private static void afterClose(ScriptedSession session) throws Exception {
    Connection connection = session.connect();
    DatabaseMetaData metadata = connection.getMetaData();
    connection.close();
    new Sweep(1, "nosuch", "").over(DatabaseMetaData.class, metadata, Sweep.all());
    session.note("text", metadata.toString());
  }
}
