package io.github.jdbcguard.benchmarks;

import java.sql.ResultSet;

/** A statement, prepared or not, that keeps its text and does nothing with it. */
final class StubStatement extends IdlePreparedStatement {
  /** Kept because a driver has to look at its text, so that the JIT cannot leave it out. */
  private String sql;

  StubStatement(String sql) {
    this.sql = sql;
  }

  @Override
  public ResultSet executeQuery(String sql) {
    this.sql = sql;
    return new StubResultSet();
  }

  @Override
  public int executeUpdate(String sql) {
    this.sql = sql;
    return 1;
  }

  @Override
  public ResultSet executeQuery() {
    return new StubResultSet();
  }

  @Override
  public int executeUpdate() {
    return 1;
  }

  @Override
  public String toString() {
    return sql;
  }
}
