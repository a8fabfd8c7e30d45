package com.yugabyte;

import io.github.jdbcguard.benchmarks.StubDriver;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The stub driver under the name of one that speaks PostgreSQL's SQL, so that connecting takes the
 * way that it takes with a real one, and the real one of PostgreSQL can be beside it.
 */
public final class Driver extends StubDriver {
  static {
    try {
      DriverManager.registerDriver(new Driver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  public Driver() {
    super("jdbc:yugabytedb:", "jdbc:stub:");
  }
}
