package io.github.jdbcguard.driver;

import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.vendor.ViewGate;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The gate of a connection, as the views of vendors' interfaces use it. */
final class VendorGate implements ViewGate {
  private final GuardedConnection connection;

  VendorGate(GuardedConnection connection) {
    this.connection = connection;
  }

  @Override
  public void admit(@Nullable String sql) throws SQLException {
    connection.gate().admit(sql).unfollowed();
  }

  @Override
  public void admit(Operation operation, String what) throws SQLException {
    connection.gate().admit(operation, what);
  }

  @Override
  public void admitRaw(String what) throws SQLException {
    connection.gate().admitRaw(what);
  }

  @Override
  public PreparedStatement prepared(@Nullable String sql, Preparing preparing) throws SQLException {
    Ruling ruling = connection.gate().prepare(sql);
    PreparedStatement raw = preparing.prepare();
    return raw instanceof CallableStatement call
        ? new GuardedCallableStatement(connection, call, ruling)
        : new GuardedPreparedStatement(connection, raw, ruling);
  }

  @Override
  public @Nullable Object guarded(@Nullable Object raw) {
    if (raw instanceof Connection) {
      return connection;
    }
    if (raw instanceof DatabaseMetaData metaData) {
      return connection.objects().metaData(metaData);
    }
    return raw instanceof Statement statement
        ? connection.objects().statement(statement)
        : connection.objects().guarded(raw);
  }

  @Override
  public @Nullable Object raw(@Nullable Object value) {
    return ObjectGraph.raw(value);
  }
}
