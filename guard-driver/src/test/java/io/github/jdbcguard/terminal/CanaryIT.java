package io.github.jdbcguard.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that pass by the guard leave no trace: in no file, no log and no message. */
class CanaryIT {
  @TempDir Path folder;

  @Test
  void leaveNoTrace() throws Exception {
    TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL, folder, "protected");
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          production: { level: protected, match: [ { database: "*protected_*" } ] }
        """);
    Files.writeString(
        folder.resolve("logging.properties"),
        """
        handlers=java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level=ALL
        guard.level=ALL
        io.github.jdbcguard.level=ALL
        """);
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Duser.home=" + folder,
                    "-Dguard.policy=" + folder.resolve("guard.yaml"),
                    "-Djava.util.logging.config.file=" + folder.resolve("logging.properties"),
                    "-cp",
                    String.join(
                        File.pathSeparator,
                        Path.of("target", "guard-driver-all.jar").toAbsolutePath().toString(),
                        Script.of(CanaryProgram.class),
                        Script.of(org.postgresql.Driver.class)),
                    CanaryProgram.class.getName(),
                    database.guardedUrl()))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    String told = Files.readString(out);
    assertThat(told)
        .as("all of it was done")
        .contains("sent: 2")
        .contains("the server: 23505")
        .contains("the server: 22P02")
        .contains("needs a confirmation")
        .contains("statement     UPDATE items SET name = ? WHERE id = ?")
        .contains("guard.audit");
    String audit = Files.readString(folder.resolve(".local/state/guard/audit.jsonl"));
    assertThat(audit).contains("\"sqlstate\":\"23505\"").contains("ERROR: duplicate key value");
    assertThat(database.contents()).contains(CanaryProgram.CANARY);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(CanaryProgram.CANARY);
      }
    }
  }
}
