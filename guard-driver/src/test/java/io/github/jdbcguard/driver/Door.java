package io.github.jdbcguard.driver;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.sql.Connection;
import java.util.EnumSet;
import java.util.Set;

/**
 * A way to change a database through JDBC.
 *
 * @param name what is used, for people
 * @param engines where it exists
 * @param closedBy who keeps it closed where every change is denied
 * @param way goes through it, and changes something
 */
record Door(String name, Set<TestEngine> engines, ClosedBy closedBy, Way way) {

  /** Who keeps a door closed, and how that is told. */
  enum ClosedBy {
    /** The guard, by a refusal of SQLState 28X01. */
    GUARD,
    /** The server, whose session is read-only: SQLState 25006. */
    SERVER,
    /** The guard, and what uses JDBC tells of it in its own way. */
    GUARD_UNSEEN
  }

  static final String UPDATE = "UPDATE items SET name = 'x' WHERE id = 1";
  static final String INSERT = "INSERT INTO items VALUES (9, 'nine')";

  /** Where a door may be. */
  static final Set<TestEngine> EVERYWHERE =
      EnumSet.of(TestEngine.H2, TestEngine.POSTGRESQL, TestEngine.MARIADB);

  /** Goes through a door. */
  @FunctionalInterface
  interface Way {
    void go(House house) throws Exception;
  }

  /** Goes through a door that needs no more than the connection. */
  @FunctionalInterface
  interface Straight {
    void go(Connection connection) throws Exception;
  }

  /**
   * Where the door is.
   *
   * @param connection raw, or guarded
   * @param url of the connection
   * @param driver that takes the URL
   */
  record House(
      Connection connection,
      TestDatabase database,
      String url,
      java.sql.Driver driver,
      java.util.Properties properties) {

    /** Another connection, with this behind the URL. */
    Connection connect(String more) throws Exception {
      return java.util.Objects.requireNonNull(driver.connect(url + more, properties));
    }
  }

  static Door everywhere(String name, Straight way) {
    return new Door(name, EVERYWHERE, ClosedBy.GUARD, house -> way.go(house.connection()));
  }

  static Door on(TestEngine engine, String name, Straight way) {
    return of(engine, name, house -> way.go(house.connection()));
  }

  static Door of(TestEngine engine, String name, Way way) {
    return new Door(name, EnumSet.of(engine), ClosedBy.GUARD, way);
  }

  static Door everywhereOf(String name, Way way) {
    return new Door(name, EVERYWHERE, ClosedBy.GUARD, way);
  }

  Door closedBy(ClosedBy other) {
    return new Door(name, engines, other, way);
  }

  @Override
  public String toString() {
    return name;
  }
}
