package io.github.jdbcguard.driver;

import java.sql.Array;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/** An SQL array whose rows stay guarded. */
final class GuardedArray extends ForwardingArray {
  private final GuardedConnection connection;

  GuardedArray(GuardedConnection connection, Array raw) {
    super(raw);
    this.connection = connection;
  }

  @Override
  @Nullable ResultSet guarded(@Nullable ResultSet raw) {
    return connection.objects().guardedRows(raw, null);
  }

  @Override
  @Nullable Object guarded(@Nullable Object raw) {
    return connection.objects().guarded(raw);
  }
}
