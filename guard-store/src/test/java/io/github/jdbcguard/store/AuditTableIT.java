package io.github.jdbcguard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.audit.AuditSink;
import io.github.jdbcguard.audit.AuditSinkProvider;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of audit files get into the table, each once and none without those before it. */
class AuditTableIT {
  @TempDir Path folder;
  private Path file;
  private TestChain chain;

  @BeforeEach
  void begin() {
    file = folder.resolve("audit.jsonl");
    chain = new TestChain(file, "first");
  }

  static Stream<TestEngine> engines() {
    return TestEngine.available().filter(engine -> engine != TestEngine.SQLITE);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void keepsLinesAsTheyStandInTheFile(TestEngine engine) throws Exception {
    TestDatabase database = database(engine);
    try (AuditTable table = table(database)) {
      table.flush(); // there is no file yet

      chain.write(3);
      table.flush();
      chain.write(2);
      table.flush();
      table.flush();
    }

    assertThat(rows(database, "line")).isEqualTo(Files.readAllLines(file));
    assertThat(seqs(database)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(rows(database, "event")).containsOnly("admitted");
    assertThat(rows(database, "environment")).containsOnly("production");
    assertThat(rows(database, "event_id")).containsExactly("ID-1", "ID-2", "ID-3", "ID-4", "ID-5");
    assertThat(rows(database, "file")).containsOnly(file.toString());
    assertThat(rows(database, "written_at"))
        .allMatch(time -> time.startsWith("2026-11-23 12:00:00.000001"));
  }

  @Test
  void losesNothingWhileTheDatabaseIsAway() throws Exception {
    TestDatabase database = database(TestEngine.H2);
    chain.write(10);
    try (AuditTable table = AuditTable.of("jdbc:postgresql://localhost:1/away", file, Map.of())) {
      table.added();
      assertThatThrownBy(table::flush)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "the audit table (jdbc:postgresql://localhost:1/away) cannot be used: Connection to localhost:1 refused.");
    }

    chain.write(5);
    send(database);

    assertThat(seqs(database)).containsExactly(upTo(15));
  }

  @Test
  void triesAgainByItselfAfterTheDatabaseWasAway() throws Exception {
    TestDatabase database = database(TestEngine.POSTGRESQL);
    TestDatabase other = database(TestEngine.POSTGRESQL);
    other.execute("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(database.name()));
    try (AuditTable table = table(database)) {
      chain.write(3);
      table.added();
      assertThatThrownBy(table::flush)
          .hasMessageContaining("is not currently accepting connections");
      chain.write(3);
      table.added();

      other.execute("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(database.name()));

      awaitLines(database, 6);
    }
    assertThat(seqs(database)).containsExactly(upTo(6));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void goesOnWhereAnotherProcessEnded(TestEngine engine) throws Exception {
    TestDatabase database = database(engine);
    chain.write(5_000); // several blocks
    send(database);
    List<String> stored = rows(database, "stored_at");

    chain.write(2_000);
    send(database);

    assertThat(seqs(database)).containsExactly(upTo(7_000));
    assertThat(rows(database, "stored_at").subList(0, 5_000)).isEqualTo(stored);
  }

  @Test
  void readsFilesThatGotFullMeanwhile() throws Exception {
    TestDatabase database = database(TestEngine.H2);
    try (AuditTable table = table(database)) {
      chain.write(10);
      table.flush();
      chain.write(10);
      chain.rotate();
      chain.write(2_000);
      chain.rotate();
      table.flush(); // no file by its name, for the moment
      chain.write(10);
      chain.rotate();
      chain.write(10);
      table.flush();
      assertThat(seqs(database)).containsExactly(upTo(2_040));

      chain.rotate();
      chain.write(1);
      table.flush();
      chain.write(1);
      table.flush();
    }

    assertThat(seqs(database)).containsExactly(upTo(2_042));
  }

  @Test
  void sendsAllFilesThatAreThereAtFirst() throws Exception {
    TestDatabase database = database(TestEngine.H2);
    for (int i = 0; i < 12; i++) {
      chain.write(10);
      chain.rotate();
    }
    Files.writeString(folder.resolve("audit.jsonl.head"), "120:0");
    Files.writeString(folder.resolve("audit.jsonl.bak"), chain.next() + "\n");
    chain.write(1);

    send(database);

    assertThat(seqs(database))
        .containsExactly(
            LongStream.rangeClosed(1, 122).filter(i -> i != 121).boxed().toArray(Long[]::new));
  }

  /** Two lines of one number: that is for people to look at, and no reason to lose one. */
  @Test
  void keepsTheLinesOfAFileThatWasBegunAnew() throws Exception {
    TestDatabase database = database(TestEngine.H2);
    try (AuditTable table = table(database)) {
      chain.write(5);
      table.flush();
      Files.delete(file);
      new TestChain(file, "second").write(3);
      table.flush();
    }
    send(database);

    assertThat(seqs(database)).containsExactly(1L, 1L, 2L, 2L, 3L, 3L, 4L, 5L);
    assertThat(rows(database, "chain")).hasSize(8).containsOnly(rows(database, "chain").get(0));
  }

  @Test
  void sendsWholeLinesOnly() throws Exception {
    TestDatabase database = database(TestEngine.H2);
    String cut = chain.next();
    try (AuditTable table = table(database)) {
      chain.raw(cut.substring(0, 20));
      table.flush();
      chain.raw("\nno JSON at all\n{\"v\":1,\"event\":\"refused\"}\n\n");
      table.flush();
      String late = chain.next();
      chain.raw(late.substring(0, 50));
      table.flush();
      assertThat(seqs(database)).isEmpty();

      chain.raw(late.substring(50) + "\n");
      chain.raw("x".repeat(600_000) + "\n"); // more than is read at once
      chain.write(1);
      table.flush();
      chain.raw("y".repeat(600_000));
    }
    assertThat(seqs(database)).containsExactly(2L, 3L);

    chain.raw("\n");
    chain.write(1);
    send(database);

    assertThat(seqs(database)).containsExactly(2L, 3L, 4L);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void keepsEachLineOnceWhereSeveralSendTheSameFile(TestEngine engine) throws Exception {
    TestDatabase database = database(engine);
    List<AuditTable> tables = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        tables.add(table(database));
      }
      for (int round = 0; round < 20; round++) {
        chain.write(20);
        tables.forEach(AuditTable::added);
        if (round == 10) {
          chain.rotate();
        }
      }
      for (AuditTable table : tables) {
        table.flush();
      }
    } finally {
      tables.forEach(AuditTable::close);
    }

    assertThat(seqs(database)).containsExactly(upTo(400));
  }

  @Test
  void sendsTheLastLinesAtTheEndOfAProcess() throws Exception {
    TestDatabase database = database(TestEngine.POSTGRESQL);
    try (StoreProcess process =
        StoreProcess.start(Auditing.class, database.url(), file.toString())) {
      assertThat(process.end()).isZero();
    }

    assertThat(Files.readAllLines(file)).hasSize(10);
    awaitLines(database, 10);
    assertThat(seqs(database)).containsExactly(upTo(10));
  }

  @Test
  void isFoundByTheDriverAndShared() throws Exception {
    String url = database(TestEngine.H2).url();
    AuditSinkProvider provider = ServiceLoader.load(AuditSinkProvider.class).iterator().next();

    assertThat(provider.accepts(url)).isTrue();
    assertThat(provider.accepts("https://logs.example.com")).isFalse();
    AuditSink sink = provider.open(url, file, Map.of());
    assertThat(provider.open(url, file, Map.of())).isSameAs(sink);
    assertThat(provider.open(url, folder.resolve("other"), Map.of())).isNotSameAs(sink);
  }

  private TestDatabase database(TestEngine engine) throws SQLException, IOException {
    TestDatabase database = TestDatabase.create(engine, folder, "audit");
    try (Store store = new Store(AuditTable.address(database.url(), Map.of()))) {
      store.inTransaction(Connection::isClosed); // makes the tables
    }
    return database;
  }

  private AuditTable table(TestDatabase database) {
    return AuditTable.of(database.url(), file, Map.of());
  }

  private void send(TestDatabase database) throws IOException {
    try (AuditTable table = table(database)) {
      table.flush();
    }
  }

  /** Returns where the table has so many, and hangs where it never gets them. */
  private static void awaitLines(TestDatabase database, int count) throws Exception {
    while (seqs(database).size() < count) {
      Thread.sleep(20);
    }
  }

  private static Long[] upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new);
  }

  private static List<Long> seqs(TestDatabase database) throws SQLException {
    return rows(database, "seq").stream().map(Long::valueOf).toList();
  }

  private static List<String> rows(TestDatabase database, String column) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.raw();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT " + column + " FROM guard_audit ORDER BY seq, hash")) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
