package io.github.jdbcguard.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Date;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.callback.Statement;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.OperationResult;
import org.flywaydb.core.extensibility.MigrationType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationCallbackTest {
  private static final MigrationInfo POINTS = new Migration("2.1", "V2_1__points.sql", -17);

  private final MigrationCallback callback = new MigrationCallback();

  @ParameterizedTest
  @CsvSource({
    "BEFORE_EACH_MIGRATE, AFTER_EACH_MIGRATE,       flyway 2.1 V2_1__points.sql checksum -17",
    "BEFORE_EACH_MIGRATE, AFTER_EACH_MIGRATE_ERROR, flyway 2.1 V2_1__points.sql checksum -17",
    "BEFORE_EACH_UNDO,    AFTER_EACH_UNDO,          flyway undo 2.1 V2_1__points.sql checksum -17",
    "BEFORE_EACH_UNDO,    AFTER_EACH_UNDO_ERROR,    flyway undo 2.1 V2_1__points.sql checksum -17",
  })
  void namesTheMigrationAndTakesItBack(Event before, Event after, String change) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:guard:h2:mem:callback")) {
      assertThat(callback.supports(before, null)).isTrue();
      callback.handle(before, new Occasion(connection, POINTS));
      assertThat(connection.getClientInfo("guard.change")).isEqualTo(change);

      assertThat(callback.supports(after, null)).isTrue();
      callback.handle(after, new Occasion(connection, POINTS));
      assertThat(connection.getClientInfo("guard.change")).isNullOrEmpty();
    }
  }

  @Test
  void saysWhatARepeatableOneIsAndNoChecksumWhereThereIsNone() {
    assertThat(MigrationCallback.text("", new Migration(null, "R__view.sql", 5)))
        .isEqualTo("flyway repeatable R__view.sql checksum 5");
    assertThat(MigrationCallback.text("", new Migration("3", "db.migration.V3__Java", null)))
        .isEqualTo("flyway 3 db.migration.V3__Java");
  }

  @Test
  void leavesUnguardedConnectionsAlone() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:callback")) {
      callback.handle(Event.BEFORE_EACH_MIGRATE, new Occasion(connection, POINTS));

      assertThat(connection.getClientInfo("guard.change")).isNull();
    }
  }

  /** What failed before is told, not that nothing can be taken back any more. */
  @Test
  void doesNotFailBehindALostConnection() throws Exception {
    Connection connection = DriverManager.getConnection("jdbc:guard:h2:mem:callback");
    connection.close();

    callback.handle(Event.AFTER_EACH_MIGRATE_ERROR, new Occasion(connection, POINTS));

    assertThat(connection.isClosed()).isTrue();
  }

  private record Occasion(Connection connection, MigrationInfo migration) implements Context {
    @Override
    public Connection getConnection() {
      return connection;
    }

    @Override
    public MigrationInfo getMigrationInfo() {
      return migration;
    }

    @Override
    public @Nullable Configuration getConfiguration() {
      return null;
    }

    @Override
    public @Nullable Statement getStatement() {
      return null;
    }

    @Override
    public @Nullable OperationResult getOperationResult() {
      return null;
    }
  }

  private record Migration(@Nullable String version, String script, @Nullable Integer checksum)
      implements MigrationInfo {
    @Override
    public @Nullable MigrationVersion getVersion() {
      return version == null ? null : MigrationVersion.fromVersion(version);
    }

    @Override
    public String getScript() {
      return script;
    }

    @Override
    public @Nullable Integer getChecksum() {
      return checksum;
    }

    @Override
    public MigrationType getType() {
      return CoreMigrationType.SQL;
    }

    @Override
    public String getDescription() {
      return script;
    }

    @Override
    public MigrationState getState() {
      return MigrationState.PENDING;
    }

    @Override
    public @Nullable Date getInstalledOn() {
      return null;
    }

    @Override
    public @Nullable String getInstalledBy() {
      return null;
    }

    @Override
    public @Nullable Integer getInstalledRank() {
      return null;
    }

    @Override
    public @Nullable Integer getExecutionTime() {
      return null;
    }

    @Override
    public @Nullable String getPhysicalLocation() {
      return null;
    }

    @Override
    public int compareVersion(MigrationInfo other) {
      return 0;
    }

    @Override
    public int compareTo(MigrationInfo other) {
      return 0;
    }
  }
}
