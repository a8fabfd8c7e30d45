package io.github.jdbcguard.examples.story;

import io.github.jdbcguard.driver.GuardRefusedException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Holds the story to what it tells; everything else is a {@link Deviation}. */
final class Expect {
  private Expect() {}

  static void equal(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new Deviation(what, expected, actual);
    }
  }

  static void that(String what, boolean claim, Object actual) {
    if (!claim) {
      throw new Deviation(what, "yes", actual);
    }
  }

  /** Runs the migration, which has to succeed; how many rows it says it changed. */
  static int success(Migration migration) {
    try {
      return migration.run();
    } catch (SQLException | RuntimeException e) {
      throw new Deviation(migration.url(), "it runs", e);
    }
  }

  /** Runs the migration, which the guard has to refuse with this SQLState. */
  static GuardRefusedException refusal(String sqlState, Migration migration) {
    String expected = "a refusal with SQLState " + sqlState;
    int marked;
    try {
      marked = migration.run();
    } catch (SQLException | RuntimeException e) {
      GuardRefusedException refusal = refusalIn(e);
      if (refusal == null || !sqlState.equals(refusal.getSQLState())) {
        throw new Deviation(migration.url(), expected, e);
      }
      return refusal;
    }
    throw new Deviation(migration.url(), expected, "it ran and changed %d rows".formatted(marked));
  }

  /** A pool that cannot open its first connection wraps the reason. */
  private static @Nullable GuardRefusedException refusalIn(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof GuardRefusedException refusal) {
        return refusal;
      }
    }
    return null;
  }
}
