package io.github.jdbcguard.spring.applications;

import static io.github.jdbcguard.spring.applications.TheShop.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.examples.springboot.ShopApplication;
import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import io.github.jdbcguard.testing.Tool;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hibernate's schema tool, as Spring Boot runs it at the start of an application. */
class SchemaToolIT {
  @TempDir Path folder;

  @BeforeEach
  void dropAColumn() throws Exception {
    for (Stage stage : Stage.values()) {
      SHOP.open(stage);
      SHOP.execute(stage, "ALTER TABLE customers DROP COLUMN name");
    }
  }

  @AfterAll
  static void open() throws Exception {
    for (Stage stage : Stage.values()) {
      SHOP.open(stage);
    }
  }

  @ParameterizedTest
  @CsvSource({"URL, update, ALTER", "ENABLED, create, DROP"})
  void doesNotStartOnProduction(Way way, String action, String refused) throws Exception {
    List<String> before = SHOP.contents(Stage.PRODUCTION);
    Shop.writePolicy(folder);

    Tool.Result result = application(way, action);

    assertThat(result.exit()).as(result.output()).isNotZero();
    assertThat(result.output())
        .contains(
            "refused on production (postgresql localhost:%d/shop): %s on 'customers' "
                .formatted(SHOP.port(), refused));
    assertThat(SHOP.contents(Stage.PRODUCTION)).isEqualTo(before);
  }

  private Tool.Result application(Way way, String action) throws Exception {
    String classPath =
        Path.of("target", "classes").toAbsolutePath()
            + File.pathSeparator
            + Files.readString(Path.of("target", "classpath")).strip();
    return Tool.java(folder, classPath, ShopApplication.class.getName())
        .with(
            way
                .properties(SHOP, Stage.PRODUCTION, "spring.jpa.hibernate.ddl-auto=" + action)
                .stream()
                .map(property -> "--" + property)
                .toArray(String[]::new))
        .run();
  }

  @Test
  void changesStaging() throws Exception {
    try (var application =
        RunningApplication.start(
            Way.ENABLED.properties(
                SHOP,
                Stage.STAGING,
                "guard.policy=" + Shop.writePolicy(folder),
                "guard.audit=" + folder.resolve("audit.jsonl"),
                "spring.jpa.hibernate.ddl-auto=update"))) {

      assertThat(application.context().isRunning()).isTrue();
      assertThat(SHOP.contents(Stage.STAGING).toString()).contains("name 1043");
    }
  }
}
