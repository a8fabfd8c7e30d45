package io.github.jdbcguard.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts to which nobody can answer: they never wait. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the ways to have no terminal are those of sh")
class NoTerminalIT {
  private static final long HANGS_SECONDS = 60;
  private static final int REFUSED = 3;

  @TempDir Path folder;

  static Stream<Arguments> ways() throws Exception {
    return Script.jdks()
        .flatMap(
            java ->
                Stream.of(
                        "%s <&-",
                        "%s < /dev/null",
                        "yes | %s",
                        "yes production | %s",
                        "nohup %s < /dev/null 2>&1",
                        "%s daemon < /dev/null",
                        "CI=true %s")
                    .map(way -> Arguments.of(java, way)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void refusesAtOnceWithTheNextStep(Path java, String way) throws Exception {
    Script script = Script.in(folder, java, "scope: statement");
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", way.formatted(script.quoted()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(Script.person());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(HANGS_SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isEqualTo(REFUSED);
    assertThat(Files.readString(out))
        .contains("28X02 refused on production")
        .contains("nobody can be asked here")
        .contains("run it again with GUARD_CONFIRM=");
    assertThat(script.contents()).isEqualTo("one");
  }
}
