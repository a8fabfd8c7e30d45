package io.github.jdbcguard.flyway;

import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;
import org.flywaydb.core.internal.sqlscript.SqlStatement;

/**
 * Adds the {@link MigrationCallback} to the callbacks of each command, without configuration by
 * anybody. Flyway asks its interceptors, before it collects the callbacks, whether they are
 * configured; this one is not, and intercepts nothing. A class in {@code db/callback} would be
 * simpler, but where Flyway finds one there it drops the callbacks that the application has set.
 */
public final class MigrationNaming implements StatementInterceptor {

  /** For Flyway, which finds plugins as services. */
  public MigrationNaming() {}

  @Override
  public boolean isConfigured(Configuration configuration) {
    if (configuration instanceof ClassicConfiguration own) {
      Callback[] callbacks = own.getCallbacks();
      if (Arrays.stream(callbacks).noneMatch(MigrationCallback.class::isInstance)) {
        own.setCallbacks(
            Stream.concat(Arrays.stream(callbacks), Stream.of(new MigrationCallback()))
                .toArray(Callback[]::new));
      }
    }
    return false;
  }

  @Override
  public List<Callback> getCallbacks() {
    return List.of();
  }

  @Override
  public Connection createConnectionProxy(Connection connection) {
    return connection;
  }

  @Override
  public SchemaHistory getSchemaHistory(Configuration configuration, SchemaHistory history) {
    return history;
  }

  @Override
  @SuppressWarnings("rawtypes") // Flyway's own
  public void init(Configuration configuration, Database database, Table table) {}

  @Override
  public void schemaHistoryTableCreate(boolean baseline) {}

  @Override
  public void schemaHistoryTableInsert(AppliedMigration appliedMigration) {}

  @Override
  public void close() {}

  @Override
  public void sqlScript(LoadableResource resource) {}

  @Override
  public void scriptMigration(LoadableResource resource) {}

  @Override
  public void javaMigration(JavaMigration javaMigration) {}

  @Override
  public void sqlStatement(SqlStatement statement) {}

  @Override
  public void interceptCommand(String command) {}

  @Override
  public void interceptStatement(String sql) {}

  @Override
  public void interceptPreparedStatement(String sql, Map<Integer, Object> params) {}

  @Override
  public void interceptCallableStatement(String sql) {}

  @Override
  @SuppressWarnings("rawtypes") // Flyway's own
  public void schemaHistoryTableDeleteFailed(Table table, AppliedMigration appliedMigration) {}
}
