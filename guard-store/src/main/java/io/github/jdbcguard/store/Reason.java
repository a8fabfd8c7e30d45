package io.github.jdbcguard.store;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/** Says in one line why a database cannot be used. */
final class Reason {
  private Reason() {}

  /** What the driver says, and not what pool and migration say about it. */
  static String of(Throwable problem) {
    Throwable e = problem;
    while (e instanceof SQLTransientConnectionException
        || e instanceof PoolInitializationException
        || e instanceof FlywayException) {
      Optional<Throwable> cause =
          Optional.ofNullable(e.getCause()).filter(c -> c.getMessage() != null);
      if (cause.isEmpty()) {
        break;
      }
      e = cause.get();
    }
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String state = e instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "null";
    return state.equals("null") ? line : "%s [SQLState %s]".formatted(line, state);
  }
}
