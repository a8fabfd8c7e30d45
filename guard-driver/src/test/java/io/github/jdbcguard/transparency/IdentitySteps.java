package io.github.jdbcguard.transparency;

import io.github.jdbcguard.engines.TestEngine;
import io.github.jdbcguard.transparency.ScriptedSession.Step;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Which object comes back, what it is, and how one gets to the first. */
final class IdentitySteps {
  private static final String ITEMS = "SELECT id, name FROM items ORDER BY id";

  private IdentitySteps() {}

  static List<Step> steps() {
    return List.of(
        new Step("identity: the same object comes back", IdentitySteps::sameObject),
        new Step("identity: equals and hashCode", IdentitySteps::equality),
        new Step("identity: unwrap", IdentitySteps::unwrap),
        new Step("connecting: errors", IdentitySteps::errors),
        new Step("connecting: properties", IdentitySteps::properties));
  }

  private static void sameObject(ScriptedSession session) throws Exception {
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement(ITEMS)) {
      ResultSet rows = statement.executeQuery(ITEMS);
      session.each(
          statement::getConnection,
          rows::getStatement,
          rows::getStatement,
          statement::getResultSet,
          statement::getResultSet,
          rows::getMetaData,
          rows::getMetaData,
          connection::getMetaData,
          connection::getMetaData,
          () -> connection.getMetaData().getConnection(),
          () -> prepared.executeQuery().getStatement(),
          prepared::getResultSet,
          prepared::getResultSet,
          prepared::getMetaData,
          prepared::getMetaData,
          prepared::getParameterMetaData,
          prepared::getParameterMetaData,
          prepared::getConnection,
          () -> statement.execute(ITEMS),
          statement::getResultSet,
          statement::getResultSet,
          () -> statement.executeUpdate("INSERT INTO numbered (name) VALUES ('k')", 1),
          statement::getGeneratedKeys,
          statement::getGeneratedKeys,
          () -> statement.getGeneratedKeys().getStatement(),
          statement::getWarnings,
          () -> connection.setTypeMap(connection.getTypeMap()));
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  private static void equality(ScriptedSession session) throws Exception {
    try (Connection connection = session.connectUnrecorded();
        Connection other = session.connectUnrecorded();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ITEMS)) {
      session.note("another", connection.equals(other));
      session.note("its connection", statement.getConnection().equals(connection));
      session.note("its statement", rows.getStatement().equals(statement));
      session.note("its connection, same", statement.getConnection() == connection);
      session.note("its hash", rows.getStatement().hashCode() == statement.hashCode());
    }
  }

  private static void unwrap(ScriptedSession session) throws Exception {
    List<Class<?>> vendor =
        switch (session.engine()) {
          case H2 -> List.of(org.h2.jdbc.JdbcConnection.class, org.h2.jdbc.JdbcStatement.class);
          case POSTGRESQL ->
              List.of(
                  org.postgresql.PGConnection.class,
                  org.postgresql.core.BaseConnection.class,
                  org.postgresql.jdbc.PgConnection.class,
                  org.postgresql.PGStatement.class,
                  org.postgresql.PGResultSetMetaData.class);
          case MARIADB, MYSQL ->
              List.of(org.mariadb.jdbc.Connection.class, org.mariadb.jdbc.Statement.class);
          case SQLITE ->
              List.of(org.sqlite.SQLiteConnection.class, org.sqlite.jdbc4.JDBC4Statement.class);
        };
    try (Connection connection = session.connect();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement(ITEMS);
        ResultSet rows = statement.executeQuery(ITEMS)) {
      List<Wrapper> wrappers =
          List.of(
              connection, statement, prepared, rows, rows.getMetaData(), connection.getMetaData());
      for (Wrapper wrapper : wrappers) {
        for (Class<?> type : Recorder.JDBC) {
          session.each(() -> wrapper.isWrapperFor(type), () -> wrapper.unwrap(type));
        }
        for (Class<?> type : vendor) {
          session.each(() -> wrapper.isWrapperFor(type), () -> wrapper.unwrap(type));
        }
        session.each(
            () -> wrapper.isWrapperFor(Wrapper.class),
            () -> wrapper.unwrap(Wrapper.class),
            () -> wrapper.isWrapperFor(Object.class),
            () -> wrapper.isWrapperFor(Runnable.class),
            () -> wrapper.unwrap(Runnable.class),
            () -> wrapper.unwrap(CallableStatement.class));
      }
    }
  }

  /** The same exception, whoever asks the server. */
  private static void errors(ScriptedSession session) throws Exception {
    List<String> changes =
        switch (session.engine()) {
          case H2 ->
              List.of(
                  "DB_CLOSE_DELAY=-1|IFEXISTS=TRUE;NO_SUCH=1",
                  "mem:|mem:other_;IFEXISTS=TRUE;X=",
                  "DB_CLOSE_DELAY=-1|USER=nobody;PASSWORD=x");
          case POSTGRESQL ->
              List.of(
                  "user=postgres|user=nobody",
                  "/<database>|/nosuch",
                  "localhost:\\d+|localhost:1",
                  "user=postgres|user=postgres&sslmode=nosuch",
                  "user=postgres|user=postgres&options=-c%20nosuch=1");
          case MARIADB, MYSQL ->
              List.of(
                  "user=root|user=nobody&password=wrong",
                  "/<database>|/nosuch",
                  "localhost:\\d+|localhost:1",
                  "sslMode=disable|sslMode=nosuch");
          case SQLITE ->
              List.of("jdbc:(\\w+:)*.*|jdbc:$1/no/such/folder/x.db", "$|?journal_mode=nosuch");
        };
    String missing = "jdbc:(guard:)?.*|jdbc:$1nosuch:x";
    for (String change : Stream.concat(changes.stream(), Stream.of(missing)).toList()) {
      int bar = change.indexOf('|');
      String url =
          session
              .url()
              .replaceFirst(
                  change.substring(0, bar).replace("<database>", session.database().name()),
                  change.substring(bar + 1));
      try (Connection connection = DriverManager.getConnection(url, session.settings())) {
        session.note(change, connection.isValid(1));
      } catch (Exception e) {
        session.note(change, e);
      }
    }
  }

  /** What a driver says of itself before it connects. */
  private static void properties(ScriptedSession session) throws Exception {
    Driver driver =
        session.recorder().recorded(DriverManager.getDriver(session.url()), Driver.class);
    Properties user = new Properties();
    user.putAll(session.settings());
    user.setProperty("user", session.engine() == TestEngine.POSTGRESQL ? "postgres" : "root");
    session.each(
        () -> {
          for (var property : driver.getPropertyInfo(session.url(), session.settings())) {
            if (!property.name.startsWith("guard.")) { // those of the guard come on top
              session.note(
                  property.name,
                  List.of(
                      property.required,
                      String.valueOf(property.value),
                      String.valueOf(property.description),
                      Notation.of(property.choices)));
            }
          }
        },
        () -> driver.acceptsURL(session.url()),
        () -> driver.acceptsURL("jdbc:nonsense:x"),
        () -> driver.connect("jdbc:nonsense:x", new Properties()),
        () -> driver.getPropertyInfo("jdbc:nonsense:x", new Properties()),
        driver::getMajorVersion,
        driver::getMinorVersion,
        driver::jdbcCompliant,
        driver::getParentLogger,
        () -> driver.connect(ConnectionSteps.<String>nothing(), new Properties()),
        () -> driver.acceptsURL(ConnectionSteps.<String>nothing()),
        () -> driver.connect(session.url(), user).close());
  }
}
