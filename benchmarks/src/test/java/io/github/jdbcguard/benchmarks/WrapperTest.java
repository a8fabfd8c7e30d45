package io.github.jdbcguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.driver.GuardRefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is measured but a wrapper that is there, in front of a database that answers. */
class WrapperTest {
  private static Database.Running stub;
  private static Database.Running h2;
  private static Database.Running postgresql;

  @BeforeAll
  static void start() throws SQLException {
    stub = Database.STUB.start();
    h2 = Database.H2.start();
    postgresql = Database.POSTGRESQL.start();
  }

  @AfterAll
  static void stop() throws Exception {
    h2.close();
    postgresql.close();
  }

  private static String url(Database database) {
    return switch (database) {
      case STUB -> stub.url();
      case H2 -> h2.url();
      case POSTGRESQL -> postgresql.url();
    };
  }

  static Stream<Arguments> wrappersOnDatabases() {
    return Arrays.stream(Wrapper.values())
        .flatMap(
            wrapper ->
                Arrays.stream(Database.values())
                    .filter(wrapper::takes)
                    .map(database -> Arguments.of(wrapper, database)));
  }

  @ParameterizedTest
  @MethodSource("wrappersOnDatabases")
  void readsEveryRow(Wrapper wrapper, Database database) throws SQLException {
    int rows = 0;
    long sum = 0;

    try (Connection connection = wrapper.open(url(database)).connect();
        PreparedStatement statement =
            connection.prepareStatement("SELECT id FROM orders WHERE customer_id = ?")) {
      statement.setInt(1, 1);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows++;
          sum += result.getLong(1);
        }
      }
    }

    assertThat(rows).isEqualTo(1_000);
    assertThat(sum).isEqualTo(500_500);
  }

  @ParameterizedTest
  @MethodSource("wrappersOnDatabases")
  void writesReachTheDatabase(Wrapper wrapper, Database database) throws SQLException {
    String sql = "UPDATE orders SET state = 'sent' WHERE id = 1";

    try (Connection connection = wrapper.open(url(database)).connect();
        Statement statement = connection.createStatement()) {
      if (wrapper == Wrapper.GUARD_UNDECLARED) {
        assertThatThrownBy(() -> statement.executeUpdate(sql))
            .isInstanceOf(GuardRefusedException.class);
      } else {
        assertThat(statement.executeUpdate(sql)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Wrapper.class, mode = Mode.EXCLUDE, names = "RAW")
  void standsInFrontOfTheStub(Wrapper wrapper) throws SQLException {
    try (Connection connection = wrapper.open(stub.url()).connect();
        Statement statement = connection.createStatement()) {
      assertThat(connection).isNotInstanceOf(StubConnection.class);
      assertThat(statement).isNotInstanceOf(StubStatement.class);
    }
  }

  /** Those whose refusals are measured. */
  @ParameterizedTest
  @EnumSource(
      value = Wrapper.class,
      names = {"DRUID", "GUARD_GUARDED", "GUARD_PROTECTED"})
  void refusesWhatARuleForbids(Wrapper wrapper) throws SQLException {
    RefusalBenchmark benchmark = new RefusalBenchmark();
    benchmark.wrapper = wrapper;

    benchmark.open();

    assertThat(benchmark.refusal()).contains("DELETE");
  }

  @Test
  void theGuardJudgesWhatTheStubWouldDo(@TempDir Path folder) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("guard.audit", folder.resolve("audit.log").toString());

    try (Connection connection = DriverManager.getConnection("jdbc:guard:stub:", properties);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("UPDATE orders SET state = 'sent'"))
          .isInstanceOf(GuardRefusedException.class);
    }
  }
}
