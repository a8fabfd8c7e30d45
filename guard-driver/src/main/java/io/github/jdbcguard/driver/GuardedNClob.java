package io.github.jdbcguard.driver;

import java.sql.NClob;

/** A national character large object that is not written unseen. */
final class GuardedNClob extends GuardedClob implements NClob {

  GuardedNClob(GuardedConnection connection, NClob raw) {
    super(connection, raw);
  }
}
