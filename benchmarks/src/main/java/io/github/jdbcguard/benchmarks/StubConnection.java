package io.github.jdbcguard.benchmarks;

import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;

/** A connection to nothing. */
final class StubConnection extends IdleConnection {
  private final String url;

  StubConnection(String url) {
    this.url = url;
  }

  @Override
  public Statement createStatement() {
    return new StubStatement("");
  }

  @Override
  public PreparedStatement prepareStatement(String sql) {
    return new StubStatement(sql);
  }

  @Override
  public boolean getAutoCommit() {
    return true;
  }

  /** For wrappers that look at it when they are made. */
  @Override
  public DatabaseMetaData getMetaData() {
    return new IdleDatabaseMetaData() {
      @Override
      public String getURL() {
        return url;
      }
    };
  }

  /** So that a pool takes it. */
  @Override
  public boolean isValid(int timeoutSeconds) {
    return true;
  }
}
