package io.github.jdbcguard.flyway.tests;

import static io.github.jdbcguard.flyway.tests.Databases.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.driver.GuardDataSource;
import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway by its API, with nothing but a guarded URL. */
class ApiIT {
  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Databases.writeMigrations(folder);
    Shop.writePolicy(folder);
  }

  private FluentConfiguration unguarded() {
    return Flyway.configure().locations("filesystem:" + folder.resolve("sql"));
  }

  private FluentConfiguration flyway(String url) {
    return unguarded()
        .jdbcProperties(
            Map.of(
                "guard.policy", folder.resolve("guard.yaml").toString(),
                "guard.audit", folder.resolve("audit.jsonl").toString()))
        .dataSource(url, Shop.USER, "");
  }

  @Test
  void endsOnStagingAsWithoutTheGuard() throws Exception {
    Databases.release(Stage.STAGING);
    unguarded().dataSource(SHOP.url(Stage.STAGING), Shop.USER, "").load().migrate();
    List<String> unguarded = Databases.contents(Stage.STAGING);
    Databases.release(Stage.STAGING);

    int applied =
        flyway(Databases.expecting(Stage.STAGING, "staging")).load().migrate().migrationsExecuted;

    assertThat(applied).isEqualTo(3);
    assertThat(Databases.contents(Stage.STAGING)).isEqualTo(unguarded);
  }

  @Test
  void changesNothingOnProductionAndSaysWhichMigration() throws Exception {
    Databases.release(Stage.PRODUCTION);
    List<String> before = SHOP.contents(Stage.PRODUCTION);
    Flyway flyway = flyway(SHOP.guardedUrl(Stage.PRODUCTION)).load();
    String change = "flyway 1 V1__points.sql checksum " + flyway.info().pending()[0].getChecksum();

    assertThatThrownBy(flyway::migrate)
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining(Databases.refused() + "ALTER on 'customers' needs a confirmation")
        .hasMessageContaining(change);

    assertThat(SHOP.contents(Stage.PRODUCTION)).isEqualTo(before);
    assertThat(Files.readString(folder.resolve("audit.jsonl")))
        .contains("\"change\":\"%s\"".formatted(change));
  }

  @Test
  void saysWhichRepeatableMigrationToADataSourceAsWell() throws Exception {
    Databases.release(Stage.PRODUCTION);
    for (String versioned : List.of("V1__points.sql", "V2__orders.sql")) {
      Files.delete(folder.resolve("sql").resolve(versioned));
    }
    GuardDataSource source = new GuardDataSource(SHOP.url(Stage.PRODUCTION));
    source.setUser(Shop.USER);
    source.setPolicy(folder.resolve("guard.yaml").toString());
    source.setAudit(folder.resolve("audit.jsonl").toString());

    assertThatThrownBy(unguarded().dataSource(source).load()::migrate)
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining(Databases.refused())
        .hasMessageContaining("flyway repeatable R__active_customers.sql checksum ");
  }

  @Test
  void opensNothingThatIsNotWhatTheUrlSays() {
    FluentConfiguration flyway = flyway(Databases.expecting(Stage.PRODUCTION, "staging"));

    assertThatThrownBy(() -> flyway.load().migrate())
        .isInstanceOf(FlywayException.class)
        .hasStackTraceContaining("28X05");
  }

  /** Flyway drops them where it finds classes of others in {@code db/callback}. */
  @Test
  void keepsTheCallbacksOfTheApplication() throws Exception {
    Databases.release(Stage.STAGING);
    List<Event> events = new ArrayList<>();
    FluentConfiguration flyway = flyway(SHOP.guardedUrl(Stage.STAGING)).callbacks(into(events));

    flyway.load().migrate();

    assertThat(events).contains(Event.BEFORE_MIGRATE, Event.AFTER_EACH_MIGRATE);
  }

  private static BaseCallback into(List<Event> events) {
    return new BaseCallback() {
      @Override
      public void handle(Event event, Context context) {
        events.add(event);
      }
    };
  }

  @Test
  void masksThePasswordInTheUrl() {
    for (String parameters : List.of("?user=shop&password=geheim", "?password=geheim&ssl=false")) {
      String url = SHOP.guardedUrl(Stage.STAGING) + parameters;

      assertThat(DatabaseTypeRegister.redactJdbcUrl(url))
          .startsWith("jdbc:guard:")
          .contains("********")
          .doesNotContain("geheim");
    }
  }

  @Test
  void saysWhatIsWrongWithAUrl() {
    assertThatThrownBy(() -> flyway("jdbc:guard:jdbc:postgresql://localhost/shop"))
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("write jdbc:guard:postgresql:…");
  }
}
