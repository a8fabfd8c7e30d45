package io.github.jdbcguard.driver;

import java.sql.Struct;

/** A structured value whose attributes stay guarded. */
final class GuardedStruct extends ForwardingStruct {
  private final GuardedConnection connection;

  GuardedStruct(GuardedConnection connection, Struct raw) {
    super(raw);
    this.connection = connection;
  }

  @Override
  ObjectGraph objects() {
    return connection.objects();
  }
}
