package io.github.jdbcguard.flyway.tests;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The databases of a shop, as an earlier release left them, and what the next one changes. */
final class Databases {
  /** One for all tests of a version; it ends with the process. */
  static final Shop SHOP = start();

  private Databases() {}

  private static Shop start() {
    try {
      return Shop.start();
    } catch (IOException | SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Makes the database anew, with a history of Flyway's in it, which says version 0. */
  static void release(Stage stage) throws SQLException {
    SHOP.open(stage);
    Flyway.configure()
        .baselineVersion("0")
        .dataSource(SHOP.url(stage), Shop.USER, "")
        .load()
        .baseline();
  }

  /** Writes the migrations of the next release into the folder {@code sql}. */
  static void writeMigrations(Path folder) throws IOException {
    Path sql = Files.createDirectories(folder.resolve("sql"));
    Files.writeString(
        sql.resolve("V1__points.sql"),
        """
        ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0;
        UPDATE customers SET points = 10 WHERE id <= 100;
        """);
    Files.writeString(
        sql.resolve("V2__orders.sql"),
        """
        CREATE TABLE orders (id serial PRIMARY KEY, customer integer NOT NULL REFERENCES customers, note text);
        INSERT INTO orders (customer, note) SELECT id, 'first; it''s $$new$$' FROM customers WHERE id <= 10;
        CREATE FUNCTION total() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders; $$;
        """);
    Files.writeString(
        sql.resolve("R__active_customers.sql"),
        "CREATE OR REPLACE VIEW active_customers AS SELECT id, name FROM customers WHERE active;\n");
  }

  /** All that is in the database, but for the times in Flyway's history. */
  static List<String> contents(Stage stage) throws SQLException {
    SHOP.execute(
        stage, "UPDATE flyway_schema_history SET installed_on = '2026-01-01', execution_time = 0");
    return SHOP.contents(stage);
  }

  /** The URL with the guard, and with what it is said to be. */
  static String expecting(Stage stage, String environment) {
    return SHOP.guardedUrl(stage).replaceFirst("guard:", "guard:@%s:".formatted(environment));
  }

  /** How a refusal on production begins. */
  static String refused() {
    return "refused on production (postgresql localhost:%d/shop): ".formatted(SHOP.port());
  }
}
