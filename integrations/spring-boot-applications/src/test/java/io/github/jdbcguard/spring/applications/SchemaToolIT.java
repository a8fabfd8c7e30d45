package io.github.jdbcguard.spring.applications;

import static io.github.jdbcguard.spring.applications.TheShop.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.driver.GuardRefusedException;
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

  @Test
  void doesNotUpdateProductionAndEndsWithAnError() throws Exception {
    List<String> before = SHOP.contents(Stage.PRODUCTION);
    Shop.writePolicy(folder);

    Tool.Result result = process("spring.jpa.hibernate.ddl-auto=update");

    assertThat(result.exit()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(refused("ALTER"));
    assertThat(SHOP.contents(Stage.PRODUCTION)).isEqualTo(before);
  }

  /** The application as it is deployed: it finds the policy where it runs. */
  private Tool.Result process(String property) throws Exception {
    String classPath =
        Path.of("target", "classes").toAbsolutePath()
            + File.pathSeparator
            + Files.readString(Path.of("target", "classpath")).strip();
    return Tool.java(folder, classPath, ShopApplication.class.getName())
        .variable("JAVA_TOOL_OPTIONS", "-Dguard.enabled=true")
        .with(
            Way.NONE.properties(SHOP, Stage.PRODUCTION, property).stream()
                .map(one -> "--" + one)
                .toArray(String[]::new))
        .run();
  }

  @Test
  void doesNotCreateProductionAnew() throws Exception {
    List<String> before = SHOP.contents(Stage.PRODUCTION);

    assertThatThrownBy(() -> start(Stage.PRODUCTION, "spring.jpa.hibernate.ddl-auto=create"))
        .rootCause()
        .isInstanceOf(GuardRefusedException.class)
        .hasMessageStartingWith(refused("DROP"));

    assertThat(SHOP.contents(Stage.PRODUCTION)).isEqualTo(before);
  }

  @Test
  void updatesStaging() throws Exception {
    try (var application = start(Stage.STAGING, "spring.jpa.hibernate.ddl-auto=update")) {
      assertThat(application.context().isRunning()).isTrue();
      assertThat(SHOP.contents(Stage.STAGING).toString()).contains("name 1043");
    }
  }

  private RunningApplication start(Stage stage, String property) throws Exception {
    return RunningApplication.start(
        Way.ENABLED.properties(
            SHOP,
            stage,
            "guard.policy=" + Shop.writePolicy(folder),
            "guard.audit=" + folder.resolve("audit.jsonl"),
            property));
  }

  private static String refused(String statement) {
    return "refused on production (postgresql localhost:%d/shop): %s on 'customers' "
        .formatted(SHOP.port(), statement);
  }
}
