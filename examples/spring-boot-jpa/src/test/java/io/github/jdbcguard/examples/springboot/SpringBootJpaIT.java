package io.github.jdbcguard.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.testing.Tool;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example as {@code run} does: as a process of its own, without settings of anybody's. */
class SpringBootJpaIT {
  private static final Path POLICY = Path.of("guard.yaml");

  @TempDir Path temporary;

  @Test
  void changesStagingAndLeavesProductionAlone() throws Exception {
    Tool.Result result = example(POLICY);

    assertThat(result.output())
        .endsWith("Staging was changed, and production was not touched.\n")
        .containsSubsequence(
            "1. Staging, by its URL",
            "PUT /customers/7/name: 200 Ada",
            "2. Production, by guard.enabled=true",
            "GET /customers/7/name: 200 customer 7",
            "PUT /customers/7/name: 403 {\"detail\":\"refused on production (postgresql localhost:",
            "GET /actuator/info: 200 {\"guard\":{",
            "3. Production, with spring.jpa.hibernate.ddl-auto=create",
            "   It does not start:",
            "   | refused on production (postgresql localhost:");
    assertThat(result.exit()).isZero();
  }

  @Test
  void endsWithOneWhereThePolicyProtectsNothing() throws Exception {
    Path open =
        Files.writeString(
            temporary.resolve("open.yaml"),
            Files.readString(POLICY).replace("level: protected", "level: open"));

    Tool.Result result = example(open);

    assertThat(result.output()).endsWith("THIS IS NOT WHAT SHOULD HAPPEN.\n");
    assertThat(result.exit()).isEqualTo(1);
  }

  private Tool.Result example(Path policy) throws Exception {
    String classPath =
        Path.of("target", "classes").toAbsolutePath()
            + File.pathSeparator
            + Files.readString(Path.of("target", "classpath")).strip();
    return Tool.java(
            temporary,
            classPath,
            "io.github.jdbcguard.examples.springboot.demonstration.Demonstration")
        .with(policy.toAbsolutePath().toString(), temporary.resolve("spring-boot-jpa").toString())
        .run();
  }
}
