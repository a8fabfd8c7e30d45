package io.github.jdbcguard.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one ledger. */
class FileLedgerIT {
  private static final int ROUNDS = 20;

  @TempDir Path folder;

  /** A process that takes what it is told to. */
  private record Child(Process process, BufferedReader out, Writer in) {
    static Child on(Path file) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LedgerTaker.class.getName(),
                  file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new Child(
          process,
          process.inputReader(StandardCharsets.UTF_8),
          process.outputWriter(StandardCharsets.UTF_8));
    }

    void tell(String statement) throws IOException {
      in.write(statement + "\n");
      in.flush();
    }
  }

  @Test
  void givesTheOnlyUseToOneOfTwoProcesses() throws Exception {
    Path file = folder.resolve("ledger");
    List<Child> children = List.of(Child.on(file), Child.on(file));
    try {
      for (Child child : children) {
        assertThat(child.out().readLine()).isEqualTo("ready");
      }
      for (int round = 0; round < ROUNDS; round++) {
        String statement = StatementDigest.of("statement " + round);
        for (Child child : children) {
          child.tell(statement);
        }
        List<String> answers = new ArrayList<>();
        for (Child child : children) {
          answers.add(child.out().readLine());
        }
        assertThat(answers).containsExactlyInAnyOrder("true", "false");
      }
    } finally {
      children.forEach(child -> child.process().destroy());
    }
    assertThat(Files.readAllLines(file)).hasSize(ROUNDS);
  }
}
