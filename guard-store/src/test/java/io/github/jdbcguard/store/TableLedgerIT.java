package io.github.jdbcguard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdbcguard.confirm.Ledger;
import io.github.jdbcguard.confirm.Ledger.Use;
import io.github.jdbcguard.confirm.LedgerProvider;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ledger promises, on real databases. */
class TableLedgerIT {
  private static final int TAKERS = 8;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  @TempDir Path folder;

  static Stream<TestEngine> engines() {
    return TestEngine.available().filter(engine -> engine != TestEngine.SQLITE);
  }

  /** By URL parameters, as a team may set them. */
  static Stream<Arguments> isolations() {
    return Stream.of(
        Arguments.of(TestEngine.POSTGRESQL, ""),
        Arguments.of(
            TestEngine.POSTGRESQL,
            "&options=-c%20default_transaction_isolation=repeatable%5C%20read"),
        Arguments.of(
            TestEngine.POSTGRESQL, "&options=-c%20default_transaction_isolation=serializable"),
        Arguments.of(TestEngine.MARIADB, ""),
        Arguments.of(
            TestEngine.MARIADB, "&sessionVariables=transaction_isolation='READ-COMMITTED'"),
        Arguments.of(TestEngine.H2, ""));
  }

  @ParameterizedTest
  @MethodSource("isolations")
  void givesTheLastUseToOneOfManyThreads(TestEngine engine, String parameters) throws Exception {
    String url = database(engine).url() + parameters;
    try (TableLedger one = ledger(url);
        TableLedger other = ledger(url)) {
      for (int round = 0; round < 10; round++) {
        String request = "request-" + round;

        List<Boolean> taken =
            together(i -> (i % 2 == 0 ? one : other).take(List.of(use(request, "a", 1))));

        assertThat(Collections.frequency(taken, true)).as("round %d: %s", round, taken).isOne();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("isolations")
  void givesNoMoreThanIsAllowed(TestEngine engine, String parameters) throws Exception {
    try (TableLedger ledger = ledger(database(engine).url() + parameters)) {
      List<Integer> taken =
          together(
              i -> {
                int count = 0;
                while (ledger.take(List.of(use("request", "a", 12), use("request", "b", 12)))) {
                  count++;
                }
                return count;
              });

      assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(12);
    }
  }

  /** Two that take the same in another order could wait for each other for good. */
  @ParameterizedTest
  @MethodSource("isolations")
  void takesSeveralStatementsInAnyOrder(TestEngine engine, String parameters) throws Exception {
    try (TableLedger ledger = ledger(database(engine).url() + parameters)) {
      List<Boolean> taken =
          together(
              i -> {
                List<Use> uses = new ArrayList<>();
                for (int statement = 0; statement < 10; statement++) {
                  uses.add(use("request", "statement-" + statement, 3));
                }
                Collections.rotate(uses, i);
                return ledger.take(uses);
              });

      assertThat(Collections.frequency(taken, true)).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void givesTheLastUseToOneOfTwoProcesses(TestEngine engine) throws Exception {
    assumeTrue(engine != TestEngine.H2, "a database in the memory of this process");
    try (StoreProcess one = StoreProcess.start(Taking.class);
        StoreProcess other = StoreProcess.start(Taking.class)) {
      assertThat(List.of(one.answer(), other.answer())).containsOnly("ready");
      // At first each database is a new one, so that both make the tables at the same moment.
      String url = "";
      for (int round = 0; round < 20; round++) {
        url = round < 4 ? database(engine).url() : url;

        one.tell(url + " request-" + round);
        other.tell(url + " request-" + round);

        assertThat(List.of(one.answer(), other.answer()))
            .as("round %d", round)
            .containsExactlyInAnyOrder("true", "false");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("isolations")
  void makesTheTablesOnceWhereSeveralBegin(TestEngine engine, String parameters) throws Exception {
    for (int round = 0; round < 2; round++) {
      TestDatabase database = database(engine);
      String schema = "guard_" + database.name();

      List<Boolean> taken =
          together(
              i -> {
                String url = database.url() + parameters;
                try (TableLedger ledger = TableLedger.of(url, Map.of("schema", schema))) {
                  return ledger.take(List.of(use("r", "a", 1)));
                }
              });

      assertThat(Collections.frequency(taken, true)).isOne();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void takesAllOrNothing(TestEngine engine) throws Exception {
    try (TableLedger ledger = ledger(database(engine).url())) {
      assertThat(ledger.take(List.of(use("r", "b", 1)))).isTrue();

      assertThat(ledger.take(List.of(use("r", "a", 1), use("r", "b", 1)))).isFalse();
      assertThat(ledger.take(List.of(use("r", "a", 1), use("r", "a", 1)))).isFalse();
      assertThat(ledger.take(List.of(use("r", "a", 0)))).isFalse();

      assertThat(ledger.take(List.of(use("r", "a", 1)))).isTrue();
      assertThat(ledger.take(List.of(use("r", "a", 1)))).isFalse();
      assertThat(ledger.take(List.of(use("r", "c", 2), use("r", "c", 2)))).isTrue();
      assertThat(ledger.take(List.of(use("r", "c", 2)))).isFalse();
      assertThat(ledger.take(List.of())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void doesNotTakeOneRequestForAnother(TestEngine engine) throws Exception {
    try (TableLedger ledger = ledger(database(engine).url())) {
      for (String request : List.of("abc", "ABC", "abc_", "ab")) {
        assertThat(ledger.take(List.of(use(request, "a", 1)))).as(request).isTrue();
        assertThat(ledger.take(List.of(use(request, "A", 1)))).as(request).isTrue();
        ledger.addVeto(request, "token of " + request);
      }

      assertThat(ledger.vetoes("ABC")).containsExactly("token of ABC");
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void keepsWhenAndByWhom(TestEngine engine) throws Exception {
    TestDatabase database = database(engine);
    try (TableLedger ledger = ledger(database.url())) {
      ledger.take(
          List.of(new Use("r", "a", 1, NOON, "lena@büro " + "x".repeat(300)), use("r", "b", 1)));

      assertThat(
              query(
                  database,
                  "SELECT taken_at, taken_by FROM guard_use WHERE statement_digest = 'a'"))
          .startsWith("2026-11-23 12:00:00.123456|lena@büro xxx")
          .hasSizeLessThan(250);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void keepsVetoes(TestEngine engine) throws Exception {
    String url = database(engine).url();
    try (TableLedger ledger = ledger(url);
        TableLedger other = ledger(url)) {
      assertThat(ledger.vetoes("r")).isEmpty();

      together(
          i -> {
            (i % 2 == 0 ? ledger : other).addVeto("r", "guard1.first");
            return true;
          });
      ledger.addVeto("r", "guard1." + "x".repeat(100_000));

      assertThat(other.vetoes("r"))
          .containsExactlyInAnyOrder("guard1.first", "guard1." + "x".repeat(100_000));
      assertThat(other.vetoes("other")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void keepsWhatWasTakenForWhoeverOpensItAgain(TestEngine engine) throws Exception {
    TestDatabase database = database(engine);
    try (TableLedger ledger = ledger(database.url())) {
      assertThat(ledger.take(List.of(use("r", "a", 1)))).isTrue();
    }

    try (TableLedger ledger = ledger(database.url())) {
      assertThat(ledger.take(List.of(use("r", "a", 1)))).isFalse();
    }
    String sql =
        "SELECT COUNT(*) FROM #guard_schema_history# WHERE #version# = '1'"
            .replace("#", quote(engine));
    assertThat(query(database, sql)).isEqualTo("1");
    assertThat(database.contents()).isEqualTo("1=one 2=two 3=three");
  }

  /** The user and the rights of the documentation; it can neither delete nor change. */
  @ParameterizedTest
  @MethodSource("engines")
  void worksForAUserWhoCanOnlyAdd(TestEngine engine) throws Exception {
    // H2 knows no users here, and MariaDB, as it is embedded, gives every user every right.
    assumeTrue(engine == TestEngine.POSTGRESQL || engine == TestEngine.MYSQL);
    TestDatabase database = database(engine);
    try (TableLedger ledger = ledger(database.url())) {
      ledger.vetoes("none"); // makes the tables
    }
    for (String statement : DocumentedGrants.of(engine, database.name())) {
      database.execute(statement);
    }

    String url = database.url().replaceFirst("user=\\w+(&password=\\w+)?", "").replace("?&", "?");
    Map<String, String> login = Map.of("user", "guard_app", "password", "secret-1");
    try (TableLedger ledger = TableLedger.of(url, login)) {
      assertThat(ledger.take(List.of(use("r", "a", 1)))).isTrue();
      assertThat(ledger.take(List.of(use("r", "a", 1)))).isFalse();
      ledger.addVeto("r", "guard1.veto");
      assertThat(ledger.vetoes("r")).containsExactly("guard1.veto");
    }
    for (String sql : List.of("DELETE FROM guard_use", "UPDATE guard_use SET use_number = 0")) {
      assertThatThrownBy(() -> asGuard(url, sql)).isInstanceOf(SQLException.class);
    }
    assertThat(query(database, "SELECT COUNT(*) FROM guard_use")).isEqualTo("1");
  }

  private static void asGuard(String url, String sql) throws SQLException {
    try (Connection connection =
            java.sql.DriverManager.getConnection(url, "guard_app", "secret-1");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void keepsItsTablesInASchemaOfTheirOwn(TestEngine engine) throws Exception {
    TestDatabase database = database(engine);
    try (TableLedger ledger = TableLedger.of(database.url(), Map.of("schema", "guard_own"))) {
      assertThat(ledger.take(List.of(use("r", "a", 1)))).isTrue();

      String table = "%1$sguard_own%1$s.guard_use".formatted(quote(engine));
      assertThat(query(database, "SELECT COUNT(*) FROM " + table)).isEqualTo("1");
      assertThatThrownBy(() -> query(database, "SELECT COUNT(*) FROM guard_use"))
          .isInstanceOf(SQLException.class);
    } finally {
      if (quote(engine).equals("`")) {
        database.execute("DROP SCHEMA guard_own"); // it is a database of the server
      }
    }
  }

  @Test
  void saysWhereAndWhyWithoutAPassword() {
    String url = "jdbc:postgresql://localhost:1/shop?user=guard&password=secret";
    try (TableLedger ledger = ledger(url)) {
      assertThat(ledger.place()).isEqualTo("jdbc:postgresql://localhost:1/shop");
      assertThatThrownBy(() -> ledger.take(List.of(use("r", "a", 1))))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "the ledger (jdbc:postgresql://localhost:1/shop) cannot be used: Connection to localhost:1 refused.")
          .hasMessageEndingWith("[SQLState 08001]");
      assertThatThrownBy(() -> ledger.vetoes("r")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ledger.addVeto("r", "t")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void saysThatTheDriverIsMissing() {
    try (TableLedger ledger = ledger("jdbc:nothing://localhost/x;password=secret")) {
      assertThatThrownBy(() -> ledger.take(List.of(use("r", "a", 1))))
          .hasMessage(
              "the ledger (jdbc:nothing://localhost/x) cannot be used: no JDBC driver on the class path is for it; add one");
    }
  }

  @Test
  void isFoundByTheDriverAndShared() throws Exception {
    String url = database(TestEngine.H2).url();
    LedgerProvider provider = ServiceLoader.load(LedgerProvider.class).iterator().next();

    assertThat(provider.accepts(url)).isTrue();
    assertThat(provider.accepts("/srv/guard/uses.ledger")).isFalse();
    Ledger ledger = provider.open(url, Map.of());
    assertThat(provider.open(url, Map.of())).isSameAs(ledger);
    assertThat(provider.open(url, Map.of("schema", "other"))).isNotSameAs(ledger);
    assertThat(ledger.take(List.of(use("r", "a", 1)))).isTrue();
  }

  /** What runs for each thread. */
  private interface Task<T> {
    T run(int number) throws Exception;
  }

  /** All begin at the same moment. */
  private static <T> List<T> together(Task<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(TAKERS);
    try {
      CyclicBarrier barrier = new CyclicBarrier(TAKERS);
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < TAKERS; i++) {
        int number = i;
        tasks.add(
            () -> {
              barrier.await();
              return task.run(number);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String quote(TestEngine engine) {
    return switch (engine) {
      case MARIADB, MYSQL -> "`";
      case POSTGRESQL, H2, SQLITE -> "\"";
    };
  }

  private TestDatabase database(TestEngine engine) throws SQLException {
    return TestDatabase.create(engine, folder, "ledger");
  }

  private static TableLedger ledger(String url) {
    return TableLedger.of(url, Map.of());
  }

  private static Use use(String request, String statement, int allowed) {
    return new Use(request, statement, allowed, NOON, "me@here");
  }

  private static String query(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.raw();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        columns.add(row.getString(i));
      }
      return String.join("|", columns);
    }
  }
}
