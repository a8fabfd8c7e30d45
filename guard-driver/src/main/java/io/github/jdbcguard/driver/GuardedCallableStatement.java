package io.github.jdbcguard.driver;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A procedure call, with results that stay guarded. */
final class GuardedCallableStatement extends ForwardingCallableStatement {

  GuardedCallableStatement(GuardedConnection connection, CallableStatement raw, Ruling ruling) {
    super(connection, ruling, raw);
  }

  @Override
  public <T> @Nullable T getObject(int parameter, Class<T> type) throws SQLException {
    return connection.objects().guardedAs(rawCallableStatement().getObject(parameter, type), type);
  }

  @Override
  public <T> @Nullable T getObject(String parameter, Class<T> type) throws SQLException {
    return connection.objects().guardedAs(rawCallableStatement().getObject(parameter, type), type);
  }

  @Override
  @Nullable Object guarded(@Nullable Object raw) {
    return connection.objects().guarded(raw);
  }

  @Override
  @Nullable Array guarded(@Nullable Array raw) {
    return connection.objects().guarded(raw);
  }

  @Override
  @Nullable Blob guarded(@Nullable Blob raw) {
    return connection.objects().guarded(raw);
  }

  @Override
  @Nullable Clob guarded(@Nullable Clob raw) {
    return connection.objects().guarded(raw);
  }

  @Override
  @Nullable NClob guarded(@Nullable NClob raw) {
    return connection.objects().guarded(raw);
  }

  @Override
  @Nullable Ref guarded(@Nullable Ref raw) {
    return connection.objects().guarded(raw);
  }
}
