package io.github.jdbcguard.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/** A database for wrappers that stand in front of a data source. */
final class UrlDataSource extends IdleDataSource {
  private final Wrapper.Connections connections;

  UrlDataSource(Wrapper.Connections connections) {
    this.connections = connections;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connections.connect();
  }
}
