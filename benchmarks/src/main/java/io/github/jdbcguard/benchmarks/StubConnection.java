package io.github.jdbcguard.benchmarks;

import java.sql.PreparedStatement;
import java.sql.Statement;

/** A connection to nothing. */
final class StubConnection extends IdleConnection {

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

  /** So that a pool takes it. */
  @Override
  public boolean isValid(int timeoutSeconds) {
    return true;
  }
}
