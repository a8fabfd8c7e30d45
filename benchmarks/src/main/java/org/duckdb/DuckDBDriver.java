package org.duckdb;

import io.github.jdbcguard.benchmarks.StubDriver;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The stub driver under the name of one whose databases are in this process. */
public final class DuckDBDriver extends StubDriver {
  static {
    try {
      DriverManager.registerDriver(new DuckDBDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  public DuckDBDriver() {
    super("jdbc:duckdb:");
  }
}
