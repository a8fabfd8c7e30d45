package io.github.jdbcguard.examples.flyway;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.logging.FileHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Migrates staging and production with Flyway, through a guarded DataSource and through a pool
 * around one. Ends with 0 if staging was migrated and production was not touched, otherwise with 1.
 */
final class FlywayApi {
  private final PrintStream out;
  private final Database staging;
  private final Database production;
  private final String policy;
  private final String audit;

  private FlywayApi(PrintStream out, EmbeddedPostgres server, String policy, String audit) {
    this.out = out;
    this.staging = new Database(server, "shop_staging");
    this.production = new Database(server, "shop");
    this.policy = policy;
    this.audit = audit;
  }

  /**
   * Starts the example.
   *
   * @param arguments the policy; a folder for all that is written
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    logTo(folder.resolve("flyway.log"));
    out.println("Starting a PostgreSQL server with the databases of staging and production.");
    try (EmbeddedPostgres server = start(folder)) {
      String audit = folder.resolve("audit.jsonl").toString();
      new FlywayApi(out, server, arguments[0], audit).run();
    } catch (Deviation e) {
      out.println("\nTHIS IS NOT WHAT SHOULD HAPPEN: " + e.getMessage());
      System.exit(1);
    }
  }

  private static EmbeddedPostgres start(Path folder) throws IOException, SQLException {
    Path programs = Files.createDirectories(folder.resolve("postgresql"));
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(programs.toFile())
            .setLocaleConfig("locale", "C")
            .start();
    new Database(server, "postgres").execute("CREATE ROLE shop LOGIN");
    return server;
  }

  private void run() throws SQLException {
    out.println("\n1. Flyway with a GuardDataSource");
    migrateBoth(Migrator::migrate);
    out.println("\n2. Flyway with HikariCP around a GuardDataSource");
    migrateBoth(Migrator::migrateByPool);
    out.println("\nStaging was migrated, and production was not touched.");
  }

  private void migrateBoth(Function<Migrator, MigrateResult> way) throws SQLException {
    staging.create();
    production.create();
    production.release();
    migrateStaging(way);
    failOnProduction(way);
  }

  private void migrateStaging(Function<Migrator, MigrateResult> way) throws SQLException {
    Migrator migrator = migrator(staging.guardedUrl("@staging:"));
    out.printf("   %s%n", migrator.url());
    int applied = success(migrator, way);
    out.printf("   Flyway applied %d migrations; nobody was asked.%n", applied);
    out.printf("   staging     %s%n", staging.look());
    Deviation.unless("migrations applied on staging", 2, applied);
    Deviation.unless("the version of staging", "2", staging.look().version());
  }

  private void failOnProduction(Function<Migrator, MigrateResult> way) throws SQLException {
    Database.State before = production.look();
    Migrator migrator = migrator(production.guardedUrl(""));
    out.printf("   %s%n", migrator.url());
    String message = failure(migrator, way);
    out.println("   Flyway failed, with this message:");
    message.strip().lines().forEach(line -> out.println("   | " + line));
    out.printf("   production  %s%n", production.look());
    Deviation.unless(
        "Flyway's message holds the guard's", true, message.contains("refused on production ("));
    Deviation.unless("production, which nobody should change", before, production.look());
  }

  private static int success(Migrator migrator, Function<Migrator, MigrateResult> way) {
    try {
      return way.apply(migrator).migrationsExecuted;
    } catch (FlywayException e) {
      throw new Deviation(migrator.url(), "it is migrated", e);
    }
  }

  private static String failure(Migrator migrator, Function<Migrator, MigrateResult> way) {
    MigrateResult result;
    try {
      result = way.apply(migrator);
    } catch (FlywayException e) {
      return String.valueOf(e.getMessage());
    }
    throw new Deviation(
        migrator.url(), "a refusal", "%d migrations applied".formatted(result.migrationsExecuted));
  }

  private Migrator migrator(String url) {
    return new Migrator(url, "shop", "secret", policy, audit);
  }

  /** Server, pool and Flyway log to a file, so that the output can be read. */
  private static void logTo(Path file) throws IOException {
    LogManager.getLogManager().reset();
    FileHandler handler = new FileHandler(file.toString().replace("%", "%%"));
    handler.setFormatter(new SimpleFormatter());
    Logger.getLogger("").addHandler(handler);
  }
}
