package io.github.jdbcguard.examples.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the story as {@code run} does: as a process of its own, without settings of anybody's. */
class StoryIT {
  private static final Path POLICY = Path.of("guard.yaml");
  private static final int COLUMNS = 100;

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void chooseFolder() {
    folder = temporary.resolve("story");
  }

  @Test
  void goesAsTold() throws Exception {
    Result result = story(POLICY);

    assertThat(result.out())
        .endsWith("Everything went as told: each count, checksum and SQLState was checked.\n");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains(
            "a. The host of staging is pasted, the database forgotten. No guard.",
            "| refused on production (postgresql 127.0.0.1:",
            "UPDATE on 'customers' needs a confirmation, and nobody can be asked here",
            "(SQLState 28X02, refusal ",
            "| refused to connect: the target was said to be 'staging', and postgresql 127.0.0.1:",
            "(SQLState 28X05, refusal ",
            "ALTER on 'customers' needs a confirmation, and nobody can be asked here",
            "   admitted   production  consent: code  ALTER TABLE customers");
    assertThat(result.out().lines())
        .filteredOn(line -> !line.startsWith("   | ") && !line.contains(folder.toString()))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
  }

  @Test
  void endsWithOneWhereThePolicyProtectsNothing() throws Exception {
    Path open =
        Files.writeString(
            temporary.resolve("open.yaml"),
            Files.readString(POLICY).replace("level: protected", "level: open"));

    Result result = story(open);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .containsPattern(
            "(?s)THIS IS NOT WHAT THE STORY TELLS: jdbc:guard:postgresql://127.0.0.1:\\d+/"
                + "\\R  expected: a refusal with SQLState 28X02"
                + "\\R  but was:  it ran and changed 2922 rows");
  }

  private record Result(int exit, String out, String err) {}

  private Result story(Path policy) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    String classPath =
        Path.of("target", "classes")
            + File.pathSeparator
            + Files.readString(Path.of("target", "classpath"));
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Duser.home=" + folder,
                    "-cp",
                    classPath.strip(),
                    Story.class.getName(),
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
