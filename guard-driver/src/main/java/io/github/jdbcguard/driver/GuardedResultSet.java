package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Operation;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Rows that are not changed unseen. Not final, for the rows that the guard answers in. */
class GuardedResultSet extends ForwardingResultSet {
  private final GuardedConnection connection;

  /** The guarded statement that these rows are of; null until the driver's own was asked for. */
  private @Nullable GuardedStatement owner;

  private @Nullable GuardedResultSetMetaData metaData;

  GuardedResultSet(GuardedConnection connection, ResultSet raw, @Nullable GuardedStatement owner) {
    super(raw);
    this.connection = connection;
    this.owner = owner;
  }

  /** After close, what the driver says of it; some lead to another statement than that asked. */
  @Override
  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  public @Nullable Statement getStatement() throws SQLException {
    Statement raw = rawResultSet().getStatement();
    GuardedStatement known = owner;
    if (raw == null || (known != null && known.rawStatement() == raw)) {
      return raw == null ? null : known;
    }
    GuardedStatement other = objects().statement(raw);
    owner = other;
    return other;
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    GuardedResultSetMetaData guarded = objects().guarded(rawResultSet().getMetaData(), metaData);
    metaData = guarded;
    return guarded;
  }

  @Override
  void beforeRowChange() throws SQLException {
    connection.gate().admit(Operation.UPDATE, "a change to a row of a result set");
  }

  @Override
  public void insertRow() throws SQLException {
    connection.gate().admit(Operation.INSERT, "insertRow of a result set");
    rawResultSet().insertRow();
  }

  @Override
  public void updateRow() throws SQLException {
    connection.gate().admit(Operation.UPDATE, "updateRow of a result set");
    rawResultSet().updateRow();
  }

  @Override
  public void deleteRow() throws SQLException {
    connection.gate().admit(Operation.DELETE, "deleteRow of a result set");
    rawResultSet().deleteRow();
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    return objects().guardedAs(rawResultSet().getObject(column, type), type);
  }

  @Override
  public <T> @Nullable T getObject(String column, Class<T> type) throws SQLException {
    return objects().guardedAs(rawResultSet().getObject(column, type), type);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return objects().unwrap(this, rawResultSet(), type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return objects().isWrapperFor(this, rawResultSet(), type);
  }

  @Override
  ObjectGraph objects() {
    return connection.objects();
  }
}
