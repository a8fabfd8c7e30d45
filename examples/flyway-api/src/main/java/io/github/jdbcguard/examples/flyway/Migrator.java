package io.github.jdbcguard.examples.flyway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.driver.GuardDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Migrates a database with Flyway. The guard is in the URL, and in the DataSource that takes it;
 * everything else is as without it.
 *
 * @param url as in {@code jdbc:guard:@staging:postgresql://host/database}
 * @param policy path of guard.yaml; an application leaves this to the driver, which finds it
 * @param audit path of the audit
 */
record Migrator(String url, String user, String password, String policy, String audit) {

  /** By a DataSource that opens a connection each time it is asked. */
  MigrateResult migrate() {
    return migrate(guarded());
  }

  /** By a pool around it. */
  MigrateResult migrateByPool() {
    HikariConfig configuration = new HikariConfig();
    configuration.setDataSource(guarded());
    configuration.setMaximumPoolSize(3);
    configuration.setInitializationFailTimeout(1);
    try (HikariDataSource pool = new HikariDataSource(configuration)) {
      return migrate(pool);
    }
  }

  private GuardDataSource guarded() {
    GuardDataSource guarded = new GuardDataSource(url);
    guarded.setUser(user);
    guarded.setPassword(password);
    guarded.setProperty("guard.policy", policy);
    guarded.setProperty("guard.audit", audit);
    return guarded;
  }

  private static MigrateResult migrate(DataSource dataSource) {
    return Flyway.configure().dataSource(dataSource).load().migrate();
  }
}
