package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Operation;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A prepared statement, judged when it was prepared and admitted whenever it is run. */
class GuardedPreparedStatement extends ForwardingPreparedStatement {
  private final Ruling ruling;
  private @Nullable GuardedResultSetMetaData metaData;
  private @Nullable GuardedParameterMetaData parameters;

  GuardedPreparedStatement(GuardedConnection connection, PreparedStatement raw, Ruling ruling) {
    super(connection, raw);
    this.ruling = ruling;
    connection.objects().prepared(raw, this);
  }

  @Override
  public final @Nullable ResultSet executeQuery() throws SQLException {
    Sending sending = gate().admit(ruling);
    if (answered(sending)) {
      return getResultSet();
    }
    try {
      ResultSet found = rawPreparedStatement().executeQuery();
      sending.ended();
      return rows(found);
    } catch (SQLException | RuntimeException | Error e) {
      sending.failed(e);
      throw e;
    }
  }

  @Override
  public final int executeUpdate() throws SQLException {
    Sending sending = gate().admit(ruling);
    if (answered(sending)) {
      return 0;
    }
    try {
      return sending.changed(rawPreparedStatement().executeUpdate());
    } catch (SQLException | RuntimeException | Error e) {
      sending.failed(e);
      throw e;
    }
  }

  @Override
  public final long executeLargeUpdate() throws SQLException {
    Sending sending = gate().admit(ruling);
    if (answered(sending)) {
      return 0;
    }
    try {
      return sending.changed(rawPreparedStatement().executeLargeUpdate());
    } catch (SQLException | RuntimeException | Error e) {
      sending.failed(e);
      throw e;
    }
  }

  @Override
  public final boolean execute() throws SQLException {
    Sending sending = gate().admit(ruling);
    if (answered(sending)) {
      return true;
    }
    try {
      return sending.executed(rawPreparedStatement().execute(), rawPreparedStatement());
    } catch (SQLException | RuntimeException | Error e) {
      sending.failed(e);
      throw e;
    }
  }

  @Override
  public final void addBatch() throws SQLException {
    addToBatch(ruling, rawPreparedStatement()::addBatch);
  }

  @Override
  public final @Nullable ResultSetMetaData getMetaData() throws SQLException {
    GuardedResultSetMetaData guarded =
        objects().guarded(rawPreparedStatement().getMetaData(), metaData);
    metaData = guarded;
    return guarded;
  }

  @Override
  public final @Nullable ParameterMetaData getParameterMetaData() throws SQLException {
    GuardedParameterMetaData guarded =
        objects().guarded(rawPreparedStatement().getParameterMetaData(), parameters);
    parameters = guarded;
    return guarded;
  }

  /**
   * Some drivers store a LOB parameter in the database as soon as it is set, whatever the statement
   * does with it. Where the statement writes anyhow, its own admission covers that.
   */
  @Override
  final void beforeLargeObject() throws SQLException {
    if (ruling.changes()) {
      gate().admit(ruling).unfollowed();
    } else {
      gate().admit(Operation.INSERT, "a LOB as parameter");
    }
  }
}
