package io.github.jdbcguard.flyway.tests;

import static io.github.jdbcguard.flyway.tests.Databases.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import io.github.jdbcguard.testing.Tool;
import io.github.jdbcguard.testing.Tool.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway's command line, with the guard in its folder {@code drivers}. */
class CommandLineIT {
  private static final Path FLYWAY = Path.of("target", "flyway").toAbsolutePath();

  /** As Flyway's own start script writes it; and what Maven Central lacks of a version. */
  private static final String CLASS_PATH =
      String.join(
          File.pathSeparator,
          FLYWAY.resolve("lib").resolve("*").toString(),
          FLYWAY.resolve("drivers").resolve("*").toString(),
          Path.of("target", "classes").toAbsolutePath().toString());

  @TempDir Path folder;

  @BeforeEach
  void configure() throws Exception {
    Databases.writeMigrations(folder);
    Shop.writePolicy(folder);
    Files.writeString(
        folder.resolve("flyway.toml"),
        """
        [flyway]
        locations = ["filesystem:sql"]

        [environments.unguarded]
        url = "%s"
        user = "shop"

        [environments.staging]
        url = "%s"
        user = "shop"

        [environments.production]
        url = "%s"
        user = "shop"
        """
            .formatted(
                SHOP.url(Stage.STAGING),
                Databases.expecting(Stage.STAGING, "staging"),
                SHOP.guardedUrl(Stage.PRODUCTION)));
  }

  private Result flyway(String environment) throws Exception {
    return Tool.java(folder, CLASS_PATH, "org.flywaydb.commandline.Main")
        .with("-skipCheckForUpdate", "-environment=" + environment, "migrate")
        .run();
  }

  @Test
  void endsOnStagingAsWithoutTheGuard() throws Exception {
    Databases.release(Stage.STAGING);
    Result unguarded = flyway("unguarded");
    assertThat(unguarded.exit()).as(unguarded.output()).isZero();
    List<String> expected = Databases.contents(Stage.STAGING);
    Databases.release(Stage.STAGING);

    Result guarded = flyway("staging");

    assertThat(guarded.exit()).as(guarded.output()).isZero();
    assertThat(guarded.output()).contains("Successfully applied 3 migrations");
    assertThat(Databases.contents(Stage.STAGING)).isEqualTo(expected);
  }

  @Test
  void changesNothingOnProduction() throws Exception {
    Databases.release(Stage.PRODUCTION);
    List<String> before = SHOP.contents(Stage.PRODUCTION);

    Result result = flyway("production");

    assertThat(result.exit()).as(result.output()).isNotZero();
    assertThat(result.output())
        .contains(Databases.refused() + "ALTER on 'customers' needs a confirmation")
        .contains("flyway 1 V1__points.sql checksum ");
    assertThat(SHOP.contents(Stage.PRODUCTION)).isEqualTo(before);
  }
}
