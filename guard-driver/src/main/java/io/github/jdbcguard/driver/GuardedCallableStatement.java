package io.github.jdbcguard.driver;

import java.sql.CallableStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A procedure call, with results that stay guarded. */
final class GuardedCallableStatement extends ForwardingCallableStatement {

  GuardedCallableStatement(GuardedConnection connection, CallableStatement raw, Ruling ruling) {
    super(connection, ruling, raw);
  }

  @Override
  public <T> @Nullable T getObject(int parameter, Class<T> type) throws SQLException {
    return objects().guardedAs(rawCallableStatement().getObject(parameter, type), type);
  }

  @Override
  public <T> @Nullable T getObject(String parameter, Class<T> type) throws SQLException {
    return objects().guardedAs(rawCallableStatement().getObject(parameter, type), type);
  }
}
