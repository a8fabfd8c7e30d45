package io.github.jdbcguard.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a statement gives: the driver's results in their guarded form, or the guard's own answer.
 */
abstract class StatementResults extends ForwardingStatement {
  final GuardedConnection connection;

  /** What was handed out last, so that the same comes back where the driver gives the same. */
  private @Nullable GuardedResultSet rows;

  private @Nullable GuardedResultSet keys;

  /** What the guard itself has said last; null where the driver knows. */
  private @Nullable ResultSet answer;

  /** Whether it was the guard itself that was asked last. */
  private boolean answered;

  StatementResults(GuardedConnection connection, Statement raw) {
    super(raw);
    this.connection = connection;
  }

  /** After close, what the driver says of it. */
  @Override
  public final @Nullable Connection getConnection() throws SQLException {
    return rawStatement().getConnection() == null ? null : connection;
  }

  @Override
  public final @Nullable ResultSet getResultSet() throws SQLException {
    return rows(answered ? answer : rawStatement().getResultSet());
  }

  @Override
  public final int getUpdateCount() throws SQLException {
    return answered ? -1 : rawStatement().getUpdateCount();
  }

  @Override
  public final long getLargeUpdateCount() throws SQLException {
    return answered ? -1 : rawStatement().getLargeUpdateCount();
  }

  @Override
  public final boolean getMoreResults() throws SQLException {
    return !answeredLast() && rawStatement().getMoreResults();
  }

  @Override
  public final boolean getMoreResults(int current) throws SQLException {
    return !answeredLast() && rawStatement().getMoreResults(current);
  }

  /** Whether the guard itself has answered; then there is nothing more. */
  private boolean answeredLast() {
    answer = null;
    return answered;
  }

  /** Whether the guard itself answers, and the server is not asked. */
  final boolean answered(Sending sending) {
    ResultSet given = sending.answer();
    if (given != null || answered) {
      answer = given;
      answered = given != null;
    }
    return answered;
  }

  final @Nullable ResultSet rows(@Nullable ResultSet raw) {
    if (raw == null) {
      return null;
    }
    GuardedResultSet guarded = objects().rows(raw, self(), rows);
    rows = guarded;
    return guarded;
  }

  @Override
  public final @Nullable ResultSet getGeneratedKeys() throws SQLException {
    ResultSet raw = rawStatement().getGeneratedKeys();
    if (raw == null) {
      return null;
    }
    GuardedResultSet guarded = objects().rows(raw, self(), keys);
    keys = guarded;
    return guarded;
  }

  final ObjectGraph objects() {
    return connection.objects();
  }

  /** Of this statement, whichever kind it is. */
  abstract GuardedStatement self();
}
