package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs guard.jar as a user does: as a process of its own. */
class GuardCommandIT {
  private static final Path JAR = Path.of("target", "guard.jar").toAbsolutePath();

  @TempDir Path folder;

  @BeforeEach
  void writePolicy() throws IOException {
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          production:
            level: protected
            match: [ { host: db.example.com, database: shop } ]
        """);
  }

  @Test
  void checksPolicies() throws Exception {
    Files.writeString(folder.resolve("broken.yaml"), "guard: 1\nenviroments: {}\n");

    Result result = guard("", "check", "guard.yaml", "broken.yaml");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out().lines())
        .containsExactly(
            "guard.yaml: fine; environments: production",
            "broken.yaml:1:1: a policy needs the key 'environments', as in 'environments: { … }'",
            "broken.yaml:2:1: unknown key 'enviroments'; did you mean 'environments'?");
  }

  @Test
  void explainsWithoutConnecting() throws Exception {
    Result refused =
        guard(
            "",
            "explain",
            "--json",
            "jdbc:guard:postgresql://db.example.com/shop?user=u",
            "DELETE FROM orders");
    Result read = guard("", "explain", "jdbc:postgresql://db.example.com/shop?user=u", "SELECT 1");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out())
        .contains("\"engine\":\"postgresql\"")
        .contains("{\"host\":\"db.example.com\",\"port\":5432,\"database\":\"shop\"}")
        .contains("\"environment\":\"production\"")
        .contains("guard.yaml:5:14")
        .contains("\"verdict\":\"deny\"");
    assertThat(read.exit()).isEqualTo(0);
    assertThat(read.out())
        .containsPattern("environment +production")
        .containsPattern("verdict +allow");
  }

  @Test
  void classifiesLineByLine() throws Exception {
    Result result =
        guard("select 1\nupdate t set a = 1 where b = 2\n", "classify", "--dialect", "postgresql");

    assertThat(result.exit()).isEqualTo(0);
    assertThat(result.out().lines().map(line -> line.replaceAll(",\"tables.*", "")))
        .containsExactly(
            "{\"index\":0,\"operations\":[\"read\"],\"verdict_class\":\"read\"",
            "{\"index\":1,\"operations\":[\"update\"],\"verdict_class\":\"write\"");
  }

  @Test
  void saysWhatIsUnusable() throws Exception {
    Result dialect = guard("", "classify", "--dialect", "cobol");
    Result nothing = guard("");

    assertThat(dialect.exit()).isEqualTo(2);
    assertThat(dialect.err()).contains("unknown dialect 'cobol'; known are postgresql, mysql");
    assertThat(nothing.exit()).isEqualTo(2);
  }

  private record Result(int exit, String out, String err) {}

  private Result guard(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GUARD_"));
    int exit = builder.start().waitFor();
    return new Result(
        exit,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
