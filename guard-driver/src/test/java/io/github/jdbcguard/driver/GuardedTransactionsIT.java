package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent together is sent whole or not at all, on real engines. */
class GuardedTransactionsIT {
  private static final String UNTOUCHED = "1=one 2=two 3=three";
  private static final String UPDATE = "UPDATE items SET name = 'x' WHERE id = 1";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void runsNothingOfABatchWithARefusedMember(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      statement.addBatch(UPDATE);
      statement.addBatch("INSERT INTO items VALUES (4, 'four')");
      statement.addBatch("DROP TABLE items");
      GuardRefusedException refusal = refused("28X02", statement::executeBatch);

      assertThat((Throwable) refusal).hasMessageContaining("DROP");
      assertThat(database.contents()).isEqualTo(UNTOUCHED);
      assertThat(statement.executeBatch()).isEmpty();
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void runsNothingOfAPreparedBatch(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "protected");
    try (Connection connection = new Guarded(folder).open(database);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO items VALUES (?, 'more')")) {
      for (int id = 10; id < 20; id++) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      refused("28X02", insert::executeBatch);
      refused("28X02", insert::execute);
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void runsNothingOfATextWithARefusedStatement(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      refused("28X02", () -> statement.execute(UPDATE + "; DROP TABLE items"));
      refused("28X02", () -> statement.execute("SELECT 1; DROP TABLE items;"));
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void keepsATransactionWithARefusalFromBeingCommitted(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(UPDATE);
      GuardRefusedException refusal =
          refused("28X02", () -> statement.execute("DELETE FROM items"));
      assertThat(refusal.next()).contains("earlier changes of this transaction were sent");

      refused("28X07", connection::commit);
      refused("28X07", () -> connection.setAutoCommit(true));
      refused("28X07", () -> statement.execute("UPDATE items SET name = 'y' WHERE id = 2"));
      refused("28X07", () -> statement.execute("COMMIT"));
      refused("28X07", connection::setSavepoint);
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM items")) {
        assertThat(rows.next()).isTrue();
      }
      connection.rollback();
      statement.executeUpdate("UPDATE items SET name = 'z' WHERE id = 3");
      connection.commit();
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=z");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void knowsThatNothingIsHalfDoneBeforeTheFirstStatement(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "sealed");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      refused("28X01", () -> connection.prepareStatement(UPDATE));
      connection.commit();

      statement.executeQuery("SELECT 1").close();
      refused("28X01", () -> connection.prepareStatement(UPDATE));
      refused("28X07", connection::commit);
      connection.rollback();

      refused("28X01", () -> statement.execute(UPDATE));
      refused("28X07", connection::commit);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void rollsBackOnCloseWhatIsNotWhole(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    Connection connection = new Guarded(folder).open(database);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(UPDATE);
      refused("28X02", () -> statement.execute("DELETE FROM items"));
    }

    connection.close();

    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void goesOnAfterARollbackToASavepoint(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(UPDATE);
      Savepoint savepoint = connection.setSavepoint("before");
      refused("28X02", () -> statement.execute("DELETE FROM items"));
      connection.rollback(savepoint);
      connection.commit();
    }
    assertThat(database.contents()).isEqualTo("1=x 2=two 3=three");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"POSTGRESQL", "MARIADB", "SQLITE"})
  void knowsTransactionsThatAreBegunInSql(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.executeUpdate(UPDATE);
      refused("28X02", () -> statement.execute("DELETE FROM items"));
      refused("28X07", () -> statement.execute("COMMIT"));
      statement.execute("ROLLBACK");
      statement.executeUpdate("UPDATE items SET name = 'z' WHERE id = 3");
    }
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=z");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void refusesEveryBatchAfterARefusal(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(UPDATE);
      refused("28X02", () -> statement.execute("DELETE FROM items"));
      statement.addBatch("CREATE TABLE z (a INTEGER)");
      statement.addBatch("ROLLBACK");
      refused("28X07", statement::executeBatch);
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"POSTGRESQL", "MARIADB", "H2"})
  void takesNoTextForARollbackToASavepoint(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(UPDATE);
      refused("28X02", () -> statement.execute("DELETE FROM items"));
      assertThatThrownBy(() -> statement.execute("ROLLBACK TO SAVEPOINT nosuch"))
          .isInstanceOf(SQLException.class);
      refused("28X07", connection::commit);
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"POSTGRESQL", "MARIADB"})
  void knowsTransactionsThatAreChained(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "guarded");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("COMMIT AND CHAIN");
      statement.executeUpdate(UPDATE);
      refused("28X02", () -> statement.execute("DELETE FROM items"));
      refused("28X07", () -> statement.execute("COMMIT"));
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.engines.TestEngine#available")
  void forgetsWhatRanBeforeTheTransaction(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "sealed");
    try (Connection connection = new Guarded(folder).open(database);
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT 1").close();
      connection.setAutoCommit(false);
      refused("28X01", () -> connection.prepareStatement(UPDATE));
      connection.setAutoCommit(true);
    }
  }

  /** Between the decision and the sending nobody adds anything. */
  @Test
  void sendsNoBatchThatNobodyDecidedOn() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.H2, folder, "sealed");
    try (Connection connection = new Guarded(folder).open(database);
        Statement shared = connection.createStatement()) {
      List<Thread> threads =
          List.of(
              repeating(() -> shared.addBatch(UPDATE)),
              repeating(shared::executeBatch),
              repeating(shared::executeBatch),
              repeating(shared::clearBatch));
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(database.contents()).isEqualTo(UNTOUCHED);
  }

  private static Thread repeating(ThrowingCallable action) {
    return new Thread(
        () -> {
          for (int i = 0; i < 20_000; i++) {
            assertThat(catchThrowable(action)).isNotInstanceOf(Error.class);
          }
        });
  }
}
