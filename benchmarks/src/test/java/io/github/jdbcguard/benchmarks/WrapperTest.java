package io.github.jdbcguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.driver.GuardRefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Nothing is measured but a wrapper that is there, in front of a stub that answers. */
class WrapperTest {

  @ParameterizedTest
  @EnumSource(Wrapper.class)
  void readsEveryRowOfTheStub(Wrapper wrapper) throws SQLException {
    int rows = 0;
    long sum = 0;

    try (Connection connection = wrapper.open().connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1")) {
      while (result.next()) {
        rows++;
        sum += result.getLong(1);
      }
    }

    assertThat(rows).isEqualTo(1_000);
    assertThat(sum).isEqualTo(500_500);
  }

  @ParameterizedTest
  @EnumSource(value = Wrapper.class, mode = Mode.EXCLUDE, names = "GUARD_UNDECLARED")
  void writesReachTheStub(Wrapper wrapper) throws SQLException {
    try (Connection connection = wrapper.open().connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE orders SET state = 'sent' WHERE id = 1"))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Wrapper.class, mode = Mode.EXCLUDE, names = "RAW")
  void standsInFrontOfTheStub(Wrapper wrapper) throws SQLException {
    try (Connection connection = wrapper.open().connect();
        Statement statement = connection.createStatement()) {
      assertThat(connection).isNotInstanceOf(StubConnection.class);
      assertThat(statement).isNotInstanceOf(StubStatement.class);
    }
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
