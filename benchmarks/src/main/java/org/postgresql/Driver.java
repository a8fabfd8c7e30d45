package org.postgresql;

import io.github.jdbcguard.benchmarks.StubDriver;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The stub driver under the name by which the guard looks for the driver of {@code
 * jdbc:postgresql:}, so that connecting takes the way that it takes with a real one. The benchmarks
 * have no other PostgreSQL driver.
 */
public final class Driver extends StubDriver {
  static {
    try {
      DriverManager.registerDriver(new Driver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
