package io.github.jdbcguard.server;

import io.github.jdbcguard.target.Engine;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells the server to refuse writes as well, where the policy denies them all. Uses JDBC's own
 * read-only mode, which lasts as long as a transaction and so cannot leak to strangers through a
 * pooler; it does not reach statements outside a transaction.
 */
public final class ReadOnlySession {
  private ReadOnlySession() {}

  /**
   * Makes the session read-only where the driver supports that after connecting.
   *
   * @return whether it was done
   */
  public static boolean open(Engine engine, Connection raw) {
    if (engine != Engine.POSTGRESQL && engine != Engine.MYSQL && engine != Engine.MARIADB) {
      return false;
    }
    try {
      raw.setReadOnly(true);
      return true;
    } catch (SQLException notSupported) {
      return false;
    }
  }
}
