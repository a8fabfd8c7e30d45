package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Physical connections for pools of others. */
class GuardedPoolIT {
  private static final String CHANGE = "UPDATE items SET name = 'x' WHERE id = 1";

  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();

  private PooledConnection connect(TestDatabase database) throws SQLException {
    return new Guarded(folder)
        .set(new GuardConnectionPoolDataSource(), database)
        .getPooledConnection();
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB", "SQLITE"})
  void guardsEveryHandle(TestEngine engine) throws Exception {
    for (String level : List.of("open", "sealed")) {
      TestDatabase database = TestDatabase.create(engine, folder, level);
      PooledConnection connection = connect(database);
      for (int i = 0; i < 3; i++) {
        try (Connection handle = connection.getConnection();
            Statement statement = handle.createStatement()) {
          statement.executeQuery("SELECT id FROM items").close();
          if (level.equals("open")) {
            statement.executeUpdate(CHANGE);
          } else {
            refused("28X01", () -> statement.executeUpdate(CHANGE));
          }
        }
      }
      connection.close();
      assertThat(database.contents()).startsWith(level.equals("open") ? "1=x" : "1=one");
    }
  }

  /** A handle that is taken while another is open ends that one. */
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void rollsBackWhatIsNotWholeBeforeTheNextHandle(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    PooledConnection connection = connect(database);
    Statement first = connection.getConnection().createStatement();
    first.execute("BEGIN");
    first.executeUpdate(CHANGE);
    refused("28X02", () -> first.execute("DELETE FROM items"));

    try (Statement second = connection.getConnection().createStatement()) {
      second.execute("COMMIT");
    }
    connection.close();

    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  /** Two layers: the session is read-only still when the next handle is taken. */
  @Test
  void keepsTheSessionReadOnly() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "sealed");
    PooledConnection connection = connect(database);
    for (int i = 0; i < 3; i++) {
      try (Connection handle = connection.getConnection();
          Statement statement = handle.createStatement();
          ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("on");
        assertThat(((GuardedConnection) handle).second().hold().words())
            .isNotEqualTo(SecondLayer.none().hold().words());
      }
    }
    connection.close();
  }

  @Test
  void keepsThePhysicalConnection() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "open");
    PooledConnection connection = connect(database);
    List<Integer> backends = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (Connection handle = connection.getConnection();
          Statement statement = handle.createStatement();
          ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
        row.next();
        backends.add(row.getInt(1));
      }
    }
    connection.close();

    assertThat(backends).hasSize(3).containsOnly(backends.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "sealed"})
  void tellsOfItsOwnStatements(String level) throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.MARIADB, folder, level);
    PooledConnection connection = connect(database);
    List<Object> closed = new ArrayList<>();
    StatementEventListener listener =
        new StatementEventListener() {
          @Override
          public void statementClosed(StatementEvent event) {
            assertThat(event.getSource()).isSameAs(connection);
            closed.add(event.getStatement());
          }

          @Override
          public void statementErrorOccurred(StatementEvent event) {}
        };
    connection.addStatementEventListener(listener);

    try (Connection handle = connection.getConnection()) {
      PreparedStatement statement = handle.prepareStatement("SELECT id FROM items");
      statement.close();
      assertThat(closed).containsExactly(statement);

      connection.removeStatementEventListener(listener);
      handle.prepareStatement("SELECT id FROM items").close();
      assertThat(closed).hasSize(1);
    }
    connection.close();
  }

  @Test
  void tellsOfClosedHandlesAndBrokenConnectionsUntilItIsToldToStop() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "open");
    PooledConnection connection = connect(database);
    ConnectionEventListener listener = listener(connection);
    connection.addConnectionEventListener(listener);

    connection.getConnection().close();
    assertThat(told).containsExactly("closed");
    connection.removeConnectionEventListener(listener);
    connection.getConnection().close();
    assertThat(told).hasSize(1);

    connection.addConnectionEventListener(listener);
    try (Connection handle = connection.getConnection();
        Statement statement = handle.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      database.execute("SELECT pg_terminate_backend(%d)".formatted(row.getInt(1)));
      statement.executeQuery("SELECT 1").close();
    } catch (SQLException broken) {
      told.add("broken");
    }

    assertThat(told).contains("error", "broken");
  }

  private ConnectionEventListener listener(PooledConnection source) {
    return new ConnectionEventListener() {
      @Override
      public void connectionClosed(ConnectionEvent event) {
        assertThat(event.getSource()).isSameAs(source);
        told.add("closed");
      }

      @Override
      public void connectionErrorOccurred(ConnectionEvent event) {
        assertThat(event.getSource()).isSameAs(source);
        assertThat((Throwable) event.getSQLException()).isNotNull();
        told.add("error");
      }
    };
  }
}
