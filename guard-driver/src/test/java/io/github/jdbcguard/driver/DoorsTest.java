package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.driver.Door.House;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to change a database through JDBC: closed where every change is denied, and as with the
 * driver alone where nothing is at stake.
 */
class DoorsTest {
  @TempDir static Path folder;

  static Stream<Arguments> doors() {
    return Stream.of(
            StatementDoors.all(),
            ResultDoors.all(),
            GraphDoors.all(),
            VendorDoors.all(),
            ConnectDoors.all())
        .flatMap(List::stream)
        .flatMap(door -> door.engines().stream().map(engine -> Arguments.of(engine, door)));
  }

  /** What came of going through a door. */
  private record Outcome(@Nullable Throwable thrown, List<String> before, List<String> after) {

    /** The refusal that ended it, wherever it is wrapped. */
    GuardRefusedException refusal() {
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        if (cause instanceof GuardRefusedException refusal) {
          return refusal;
        }
      }
      throw new AssertionError("not refused", thrown);
    }

    /** What an application sees of it. */
    List<String> seen() {
      List<String> seen = new ArrayList<>(after);
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        seen.add(cause.getClass() + ": " + cause.getMessage());
        if (cause instanceof SQLException e) {
          seen.add(e.getSQLState() + " " + e.getErrorCode());
        }
      }
      return seen;
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void isClosedWhereEveryChangeIsDenied(TestEngine engine, Door door) throws Exception {
    Outcome outcome = go(engine, door, "sealed", new GuardDriver());

    switch (door.closedBy()) {
      case GUARD -> assertThat(outcome.refusal().getSQLState()).isEqualTo("28X01");
      case SERVER -> assertThat(outcome.thrown()).hasFieldOrPropertyWithValue("SQLState", "25006");
      case GUARD_UNSEEN -> assertThat(outcome.thrown()).isNotNull();
    }
    assertThat(outcome.after()).isEqualTo(outcome.before());
  }

  @ParameterizedTest
  @MethodSource("doors")
  void isAsWithTheDriverAloneWhereNothingIsAtStake(TestEngine engine, Door door) throws Exception {
    Outcome guarded = go(engine, door, "open", new GuardDriver());
    Outcome raw = go(engine, door, "open", null);

    assertThat(withoutNumbers(guarded)).isEqualTo(withoutNumbers(raw));
  }

  /** MariaDB tells the number of the connection. */
  private static List<String> withoutNumbers(Outcome outcome) {
    return outcome.seen().stream().map(line -> line.replaceAll("\\(conn=\\d+\\)", "…")).toList();
  }

  private static Outcome go(TestEngine engine, Door door, String level, @Nullable Driver guard)
      throws Exception {
    DoorSetup setup = DoorSetup.fresh(engine, folder, level);
    TestDatabase database = setup.database();
    List<String> before = setup.contents();
    Throwable thrown = null;
    String url = guard == null ? database.url() : database.guardedUrl();
    Driver driver = guard == null ? DriverManager.getDriver(url) : guard;
    Properties properties = guard == null ? new Properties() : new Guarded(folder).properties();
    try (Connection connection = driver.connect(url, properties)) {
      door.way().go(new House(connection, database, url, driver, properties));
    } catch (Throwable e) {
      thrown = e;
    }
    return new Outcome(thrown, before, setup.contents());
  }
}
