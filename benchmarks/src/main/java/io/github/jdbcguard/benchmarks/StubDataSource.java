package io.github.jdbcguard.benchmarks;

import java.sql.Connection;

/** The stub driver for wrappers that stand in front of a data source. */
final class StubDataSource extends IdleDataSource {

  @Override
  public Connection getConnection() {
    return new StubConnection();
  }
}
