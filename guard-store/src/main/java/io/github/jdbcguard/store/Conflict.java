package io.github.jdbcguard.store;

import java.sql.SQLException;
import java.util.Set;

/** Knows the errors that only say that somebody else did the same at the same moment. */
final class Conflict {
  /** MySQL and MariaDB: a lock was not to be had in time, which has no SQLState of its own. */
  private static final int LOCK_WAIT_TIMEOUT = 1205;

  /** H2: the same. */
  private static final String H2_LOCK_TIMEOUT = "HYT00";

  /** Broken constraints, and transactions that were rolled back for others' sake. */
  private static final Set<String> CLASSES = Set.of("23", "40");

  private Conflict() {}

  /** Whether the transaction may succeed if it is tried again; then nothing of it was kept. */
  static boolean passes(SQLException problem) {
    for (SQLException e = problem; e != null; e = e.getNextException()) {
      String state = String.valueOf(e.getSQLState());
      if (state.equals(H2_LOCK_TIMEOUT)
          || e.getErrorCode() == LOCK_WAIT_TIMEOUT
          || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)))) {
        return true;
      }
    }
    return false;
  }
}
