package io.github.jdbcguard.examples.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.testing.StableText;
import io.github.jdbcguard.testing.Tool;
import io.github.jdbcguard.testing.Tool.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example as {@code run} does: as a process of its own, without settings of anybody's. */
class LiquibaseExampleIT {
  private static final Path POLICY = Path.of("guard.yaml");

  @TempDir Path temporary;

  @Test
  void printsWhatIsExpected() throws Exception {
    Result result = example(POLICY);

    assertThat(stable(result.output())).isEqualTo(Files.readString(Path.of("expected.txt")));
    assertThat(result.exit()).isZero();
  }

  @Test
  void endsWithOneWhereThePolicyProtectsNothing() throws Exception {
    Path open =
        Files.writeString(
            temporary.resolve("open.yaml"),
            Files.readString(POLICY).replace("level: protected", "level: open"));

    Result result = example(open);

    assertThat(result.output()).endsWith("THIS IS NOT WHAT SHOULD HAPPEN.\n");
    assertThat(result.exit()).isEqualTo(1);
  }

  /** Without what is another each time. */
  private static String stable(String output) {
    return StableText.of(
        output.replaceAll(
            "Starting Liquibase at .* \\(version (\\S+) .*", "Starting Liquibase (version $1)"));
  }

  private Result example(Path policy) throws IOException, InterruptedException {
    String classPath =
        Path.of("target", "classes").toAbsolutePath()
            + File.pathSeparator
            + Files.readString(Path.of("target", "classpath")).strip();
    return Tool.java(temporary, classPath, LiquibaseExample.class.getName())
        .with(policy.toAbsolutePath().toString())
        .with(Path.of("changelog.xml").toAbsolutePath().toString())
        .with(temporary.resolve("liquibase").toString())
        .run();
  }
}
