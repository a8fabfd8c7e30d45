package io.github.jdbcguard.flyway;

import io.github.jdbcguard.driver.GuardConnection;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells a guarded connection, as its client info {@code guard.change}, which migration the next
 * statements belong to, and takes it back behind them.
 */
final class MigrationCallback implements Callback {
  private static final Log LOG = LogFactory.getLog(MigrationCallback.class);

  @Override
  public boolean supports(Event event, @Nullable Context context) {
    return switch (event) {
      case BEFORE_EACH_MIGRATE,
          AFTER_EACH_MIGRATE,
          AFTER_EACH_MIGRATE_ERROR,
          BEFORE_EACH_UNDO,
          AFTER_EACH_UNDO,
          AFTER_EACH_UNDO_ERROR ->
          true;
      default -> false; // Flyway's enum, with more events in each version
    };
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    if (event == Event.BEFORE_EACH_MIGRATE) {
      name(context.getConnection(), text("", context.getMigrationInfo()));
    } else if (event == Event.BEFORE_EACH_UNDO) {
      name(context.getConnection(), text("undo ", context.getMigrationInfo()));
    } else {
      takeBack(context.getConnection());
    }
  }

  private static void name(Connection connection, String change) {
    try {
      tell(connection, change);
    } catch (SQLException e) {
      throw new FlywayException("the guard cannot be told of " + change + ": " + e.getMessage(), e);
    }
  }

  /** Never fails: what came before may have, and is what has to be told. */
  private static void takeBack(Connection connection) {
    try {
      tell(connection, null);
    } catch (SQLException e) {
      LOG.debug("the guard cannot be told that the migration is over: " + e.getMessage());
    }
  }

  private static void tell(Connection connection, @Nullable String change) throws SQLException {
    if (connection.isWrapperFor(GuardConnection.class)) {
      connection.setClientInfo(GuardConnection.CHANGE, change);
    }
  }

  /** As in {@code flyway 2.1 V2_1__points.sql checksum -1036474529}. */
  static String text(String direction, MigrationInfo migration) {
    String version = migration.getVersion() == null ? "repeatable" : "" + migration.getVersion();
    Integer checksum = checksum(migration);
    return "flyway %s%s %s%s"
        .formatted(
            direction,
            version,
            migration.getScript(),
            checksum == null ? "" : " checksum " + checksum);
  }

  /** Of the script as it is now, where it is known; a migration in Java may have none. */
  private static @Nullable Integer checksum(MigrationInfo migration) {
    Integer resolved = migration.getResolvedChecksum();
    return resolved == null ? migration.getChecksum() : resolved;
  }

  @Override
  public String getCallbackName() {
    return GuardConnection.CHANGE;
  }
}
