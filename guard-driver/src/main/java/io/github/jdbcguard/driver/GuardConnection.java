package io.github.jdbcguard.driver;

import java.sql.Connection;

/**
 * A connection with the guard in front. Programs ask {@link Connection#isWrapperFor} for it where
 * they want to know, through any pool; nothing else of the guard has to be known to use one.
 *
 * <p>Its client info takes a property of the guard's own beside those of the real driver, {@code
 * guard.change}: the change (a migration, a changeset, a ticket) that the statements from now on
 * belong to, for the audit, for refusals and for requests; empty or null for none.
 */
public interface GuardConnection extends Connection {
  /** The name of that property. */
  String CHANGE = Setting.CHANGE.property();

  /** The name of the environment; of several, the one that decides most strictly. */
  String environment();
}
