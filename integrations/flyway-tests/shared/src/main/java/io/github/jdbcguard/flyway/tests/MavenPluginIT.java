package io.github.jdbcguard.flyway.tests;

import static io.github.jdbcguard.flyway.tests.Databases.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import io.github.jdbcguard.testing.Tool;
import io.github.jdbcguard.testing.Tool.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway's Maven plugin, with the guard among the plugin's dependencies. */
class MavenPluginIT {
  /** What is built here; all else is in the repository of the Maven that builds. */
  @TempDir Path folder;

  @BeforeEach
  void configure() throws Exception {
    Databases.writeMigrations(folder);
    Shop.writePolicy(folder);
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>shop</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <build>
            <plugins>
              <plugin>
                <groupId>org.flywaydb</groupId>
                <artifactId>flyway-maven-plugin</artifactId>
                <version>%1$s</version>
                <configuration>
                  <user>shop</user>
                  <locations>
                    <location>filesystem:sql</location>
                  </locations>
                </configuration>
                <dependencies>
                  <dependency>
                    <groupId>io.github.jdbcguard</groupId>
                    <artifactId>guard-flyway</artifactId>
                    <version>%2$s</version>
                  </dependency>
                  <dependency>
                    <groupId>org.flywaydb</groupId>
                    <artifactId>flyway-database-postgresql</artifactId>
                    <version>%1$s</version>
                  </dependency>
                  <dependency>
                    <groupId>org.postgresql</groupId>
                    <artifactId>postgresql</artifactId>
                    <version>%3$s</version>
                  </dependency>
                </dependencies>
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .formatted(
                System.getProperty("flyway.maven.version"),
                System.getProperty("tested.version"),
                System.getProperty("postgresql.version")));
  }

  private Result flyway(String url) throws Exception {
    return Tool.maven(folder).with("flyway:migrate", "-Dflyway.url=" + url).run();
  }

  @Test
  void endsOnStagingAsWithoutTheGuard() throws Exception {
    Databases.release(Stage.STAGING);
    Result unguarded = flyway(SHOP.url(Stage.STAGING));
    assertThat(unguarded.exit()).as(unguarded.output()).isZero();
    List<String> expected = Databases.contents(Stage.STAGING);
    Databases.release(Stage.STAGING);

    Result guarded = flyway(Databases.expecting(Stage.STAGING, "staging"));

    assertThat(guarded.exit()).as(guarded.output()).isZero();
    assertThat(guarded.output()).contains("Successfully applied 3 migrations");
    assertThat(Databases.contents(Stage.STAGING)).isEqualTo(expected);
  }

  @Test
  void changesNothingOnProduction() throws Exception {
    Databases.release(Stage.PRODUCTION);
    List<String> before = SHOP.contents(Stage.PRODUCTION);

    Result result = flyway(SHOP.guardedUrl(Stage.PRODUCTION));

    assertThat(result.exit()).as(result.output()).isNotZero();
    assertThat(result.output())
        .contains(Databases.refused() + "ALTER on 'customers' needs a confirmation")
        .contains("flyway 1 V1__points.sql checksum ");
    assertThat(SHOP.contents(Stage.PRODUCTION)).isEqualTo(before);
  }
}
