package io.github.jdbcguard.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Makes the tables of the guard, and brings them up to date. Others' tables are left alone. */
final class Migrations {
  private static final String FOLDER = "classpath:io/github/jdbcguard/store/";

  /** Written down here, beside the history that the team's own migrations may have. */
  private static final String HISTORY = "guard_schema_history";

  private Migrations() {}

  /**
   * Runs what was not run yet. Several processes may do so at the same moment: whoever waited for
   * another one has to see what that one did, and so reads what was committed last.
   *
   * @param schema made where it is missing; empty for the one that the connection has
   */
  static void run(DriverSource database, String schema) throws SQLException {
    FluentConfiguration configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(database.readCommitted())
            .locations(FOLDER + folder(database))
            .table(HISTORY)
            .baselineOnMigrate(true)
            .baselineVersion("0");
    if (!schema.isEmpty()) {
      configuration.defaultSchema(schema).createSchemas(true);
    }
    configuration.load().migrate();
  }

  private static String folder(DriverSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return product.equals("MySQL") || product.equals("MariaDB") ? "mysql" : "postgresql";
    }
  }
}
