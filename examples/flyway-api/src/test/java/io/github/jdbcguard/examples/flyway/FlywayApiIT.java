package io.github.jdbcguard.examples.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example as {@code run} does: as a process of its own, without settings of anybody's. */
class FlywayApiIT {
  private static final Path POLICY = Path.of("guard.yaml");

  @TempDir Path temporary;

  @Test
  void migratesStagingAndLeavesProductionAlone() throws Exception {
    Result result = example(POLICY);

    assertThat(result.out()).endsWith("Staging was migrated, and production was not touched.\n");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .containsSubsequence(
            "1. Flyway with a GuardDataSource",
            "Flyway applied 2 migrations; nobody was asked.",
            "   | SQL State  : 28X0",
            "   | Message    : refused on production (postgresql 127.0.0.1:",
            "Nothing was sent.",
            "   production  version 1, 5,000 customers, md5 ",
            "2. Flyway with HikariCP around a GuardDataSource",
            "Flyway applied 2 migrations; nobody was asked.",
            "   | SQL State  : 28X0",
            "   | Message    : refused on production (postgresql 127.0.0.1:",
            "   production  version 1, 5,000 customers, md5 ");
  }

  @Test
  void endsWithOneWhereThePolicyProtectsNothing() throws Exception {
    Path open =
        Files.writeString(
            temporary.resolve("open.yaml"),
            Files.readString(POLICY).replace("level: protected", "level: open"));

    Result result = example(open);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .containsSubsequence(
            "THIS IS NOT WHAT SHOULD HAPPEN: jdbc:guard:postgresql://127.0.0.1:",
            "  expected: a refusal",
            "  but was:  1 migrations applied");
  }

  private record Result(int exit, String out, String err) {}

  private Result example(Path policy) throws IOException, InterruptedException {
    Path folder = temporary.resolve("flyway-api");
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    String classPath =
        Path.of("target", "classes")
            + File.pathSeparator
            + Files.readString(Path.of("target", "classpath")).strip();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Duser.home=" + temporary,
                    "-cp",
                    classPath,
                    FlywayApi.class.getName(),
                    policy.toString(),
                    folder.toString()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().retainAll(List.of("PATH", "TMPDIR", "SystemRoot"));
    Process process = builder.start();
    process.getOutputStream().close();
    return new Result(process.waitFor(), Files.readString(out), Files.readString(err));
  }
}
