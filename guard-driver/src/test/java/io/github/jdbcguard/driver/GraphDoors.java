package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Door.INSERT;
import static io.github.jdbcguard.driver.Door.UPDATE;
import static io.github.jdbcguard.driver.Door.everywhere;
import static io.github.jdbcguard.driver.Door.on;

import io.github.jdbcguard.engines.TestEngine;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Ways that lead from one JDBC object to another, and then to a statement. */
final class GraphDoors {
  private GraphDoors() {}

  /** Finds a connection, starting from another one. */
  @FunctionalInterface
  interface Leading {
    Connection lead(Connection connection) throws Exception;
  }

  /** Finds rows. */
  @FunctionalInterface
  interface Rows {
    ResultSet of(DatabaseMetaData metaData) throws Exception;
  }

  static List<Door> all() {
    List<Door> doors = new ArrayList<>();
    doors.addAll(connections());
    doors.addAll(metaData());
    doors.addAll(values());
    doors.addAll(unwrapping());
    return doors;
  }

  private static Door leads(String name, Leading leading) {
    return everywhere(name, c -> write(leading.lead(c)));
  }

  private static Door leads(TestEngine engine, String name, Leading leading) {
    return on(engine, name, c -> write(leading.lead(c)));
  }

  private static void write(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(UPDATE);
    }
  }

  private static ResultSet query(Connection connection) throws SQLException {
    return connection.createStatement().executeQuery("SELECT 1");
  }

  private static List<Door> connections() {
    return List.of(
        leads("Statement.getConnection", c -> c.createStatement().getConnection()),
        leads(
            "PreparedStatement.getConnection", c -> c.prepareStatement("SELECT 1").getConnection()),
        leads("ResultSet.getStatement", c -> query(c).getStatement().getConnection()),
        everywhere(
            "the statement of a ResultSet", c -> query(c).getStatement().executeUpdate(UPDATE)),
        everywhere(
            "the statement of a prepared ResultSet",
            c ->
                ((PreparedStatement) c.prepareStatement("SELECT 1").executeQuery().getStatement())
                    .execute(UPDATE)),
        leads(
            "Statement.getResultSet",
            c -> {
              Statement statement = c.createStatement();
              statement.execute("SELECT 1");
              return statement.getResultSet().getStatement().getConnection();
            }),
        leads(
            "several results",
            c -> {
              Statement statement = c.createStatement();
              statement.execute("SELECT 1");
              statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
              return statement.getConnection();
            }),
        leads(
            "getGeneratedKeys",
            c -> {
              Statement statement = c.createStatement();
              statement.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS);
              return owner(c, statement.getGeneratedKeys());
            }),
        leads("Connection.getMetaData", c -> c.getMetaData().getConnection()));
  }

  private static List<Door> metaData() {
    List<Door> doors = new ArrayList<>();
    ofMetaData(doors, "getTables", m -> m.getTables(null, null, "%", null));
    ofMetaData(doors, "getColumns", m -> m.getColumns(null, null, "items", "%"));
    ofMetaData(doors, "getCatalogs", DatabaseMetaData::getCatalogs);
    ofMetaData(doors, "getSchemas", DatabaseMetaData::getSchemas);
    ofMetaData(doors, "getTableTypes", DatabaseMetaData::getTableTypes);
    ofMetaData(doors, "getTypeInfo", DatabaseMetaData::getTypeInfo);
    ofMetaData(doors, "getPrimaryKeys", m -> m.getPrimaryKeys(null, null, "items"));
    ofMetaData(doors, "getProcedures", m -> m.getProcedures(null, null, "%"));
    ofMetaData(doors, "getFunctions", m -> m.getFunctions(null, null, "%"));
    ofMetaData(doors, "getIndexInfo", m -> m.getIndexInfo(null, null, "items", false, false));
    ofMetaData(doors, "getClientInfoProperties", DatabaseMetaData::getClientInfoProperties);
    return doors;
  }

  private static void ofMetaData(List<Door> doors, String name, Rows rows) {
    doors.add(leads("DatabaseMetaData." + name, c -> owner(c, rows.of(c.getMetaData()))));
  }

  /** Some drivers tell no statement of rows that they made themselves. */
  private static Connection owner(Connection connection, ResultSet rows) throws SQLException {
    Statement statement = rows.getStatement();
    return statement == null ? connection : statement.getConnection();
  }

  private static List<Door> values() {
    return List.of(
        leads(TestEngine.POSTGRESQL, "Array.getResultSet", c -> owner(c, array(c).getResultSet())),
        leads(TestEngine.H2, "Array.getResultSet", c -> owner(c, array(c).getResultSet())),
        leads(
            TestEngine.POSTGRESQL,
            "Array out of getObject",
            c -> owner(c, ((Array) row(c, "SELECT ARRAY[1, 2]").getObject(1)).getResultSet())),
        leads(
            TestEngine.POSTGRESQL,
            "createArrayOf",
            c -> owner(c, c.createArrayOf("int4", new Integer[] {1}).getResultSet())),
        leads(
            TestEngine.POSTGRESQL,
            "a cursor out of a result",
            c -> {
              c.setAutoCommit(false);
              ResultSet row = row(c, "SELECT open_items()");
              return owner(c, (ResultSet) row.getObject(1));
            }),
        leads(
            TestEngine.POSTGRESQL,
            "a cursor out of a procedure",
            c -> {
              c.setAutoCommit(false);
              CallableStatement call = c.prepareCall("{? = call open_items()}");
              call.registerOutParameter(1, Types.REF_CURSOR);
              call.execute();
              return owner(c, (ResultSet) call.getObject(1));
            }),
        leads(
            TestEngine.H2,
            "rows out of a value",
            c -> {
              Array rows = row(c, "SELECT ARRAY[ROW (1, 2)]").getArray(1);
              return owner(c, rows.getResultSet());
            }));
  }

  private static Array array(Connection connection) throws SQLException {
    return row(connection, "SELECT ARRAY[1, 2]").getArray(1);
  }

  private static ResultSet row(Connection connection, String sql) throws SQLException {
    ResultSet rows = connection.createStatement().executeQuery(sql);
    rows.next();
    return rows;
  }

  private static List<Door> unwrapping() {
    return List.of(
        leads("unwrap(Connection)", c -> c.unwrap(Connection.class)),
        leads("unwrap(Object)", c -> (Connection) c.unwrap(Object.class)),
        leads("unwrap(AutoCloseable)", c -> (Connection) c.unwrap(AutoCloseable.class)),
        leads("unwrap to the driver's class", c -> c.unwrap(driverClass(c))),
        everywhere(
            "Statement.unwrap(Statement)",
            c -> c.createStatement().unwrap(Statement.class).execute(UPDATE)),
        everywhere(
            "Statement.unwrap to the driver's class",
            c ->
                statement(c)
                    .unwrap(driverClass(c, "Statement").asSubclass(Statement.class))
                    .execute(UPDATE)),
        everywhere(
            "ResultSet.unwrap(ResultSet)",
            c ->
                query(c)
                    .unwrap(ResultSet.class)
                    .getStatement()
                    .unwrap(Statement.class)
                    .execute(UPDATE)),
        leads(
            "DatabaseMetaData.unwrap",
            c -> c.getMetaData().unwrap(DatabaseMetaData.class).getConnection()),
        leads(
            "ResultSetMetaData.unwrap",
            c -> {
              ResultSet rows = query(c);
              rows.getMetaData().unwrap(ResultSetMetaData.class).getColumnCount();
              return rows.getStatement().getConnection();
            }),
        leads(
            "ParameterMetaData.unwrap",
            c -> {
              PreparedStatement read = c.prepareStatement("SELECT name FROM items WHERE id = ?");
              read.getParameterMetaData().unwrap(ParameterMetaData.class).getParameterCount();
              return read.getConnection();
            }));
  }

  private static Statement statement(Connection connection) throws SQLException {
    return connection.createStatement();
  }

  private static Class<? extends Connection> driverClass(Connection connection) throws Exception {
    return driverClass(connection, "Connection").asSubclass(Connection.class);
  }

  private static Class<?> driverClass(Connection connection, String kind) throws Exception {
    String url = connection.getMetaData().getURL();
    if (url.startsWith("jdbc:h2:")) {
      return Class.forName("org.h2.jdbc.Jdbc" + kind);
    }
    return url.startsWith("jdbc:postgresql:")
        ? Class.forName("org.postgresql.jdbc.Pg" + kind)
        : Class.forName("org.mariadb.jdbc." + kind);
  }
}
