package io.github.jdbcguard.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person sees at a terminal who runs a script against production, and can answer. */
class TerminalIT {
  private static final String PROMPT = "type 'production' to run it, or nothing not to: ";
  private static final int REFUSED = 3;
  private static final int INTERRUPTED = 130;

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.terminal.Script#jdks")
  void runsItForTheRightPhrase(Path java) throws Exception {
    Script script = Script.in(folder, java, "reason: required");
    try (Typist typist = new Typist(script.command(), Script.person())) {
      typist.awaits("why is it done? The audit keeps it: ", 1);
      typist.types("ticket 4711\n");
      typist.awaits(PROMPT, 1);
      typist.types("production\n");

      assertThat(typist.exit()).isZero();
      assertThat(typist.shown())
          .contains("PRODUCTION: UPDATE on 'items'\n")
          .contains("\n  known by      database \"*shop*\" (")
          .contains("\n  statement     UPDATE items SET name = ? WHERE id = ?\n")
          .contains("rows: 1\n");
    }
    assertThat(script.contents()).isEqualTo("changed");
    assertThat(Files.readString(folder.resolve(".local/state/guard/audit.jsonl")))
        .contains("\"consent\":\"terminal\"")
        .contains("\"reason\":\"ticket 4711\"")
        .doesNotContain("changed");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.terminal.Script#jdks")
  void takesTheNameOfTheDatabaseForANo(Path java) throws Exception {
    Script script = Script.in(folder, java, "scope: statement");
    try (Typist typist = new Typist(script.command(), Script.person())) {
      for (int time = 1; time <= 3; time++) {
        typist.awaits(PROMPT, time);
        typist.types("shop\n");
      }

      assertThat(typist.exit()).isEqualTo(REFUSED);
      assertThat(typist.shown())
          .contains("not run\n28X02 refused on production")
          .contains("needs a confirmation, and it was not given");
    }
    assertThat(script.contents()).isEqualTo("one");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.terminal.Script#jdks")
  void takesAnEmptyLineForANo(Path java) throws Exception {
    Script script = Script.in(folder, java, "scope: statement");
    try (Typist typist = new Typist(script.command(), Script.person())) {
      typist.awaits(PROMPT, 1);
      typist.types("\n");

      assertThat(typist.exit()).isEqualTo(REFUSED);
    }
    assertThat(script.contents()).isEqualTo("one");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.terminal.Script#jdks")
  void takesSilenceForANo(Path java) throws Exception {
    Script script = Script.in(folder, java, "timeout: 1s");
    try (Typist typist = new Typist(script.command(), Script.person())) {
      typist.awaits(PROMPT, 1);

      assertThat(typist.exit()).isEqualTo(REFUSED);
      assertThat(typist.shown()).contains("no answer within 1 s, so not run\n28X02 ");
    }
    assertThat(script.contents()).isEqualTo("one");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.terminal.Script#jdks")
  void endsWithControlC(Path java) throws Exception {
    Script script = Script.in(folder, java, "scope: statement");
    try (Typist typist = new Typist(script.command(), Script.person())) {
      typist.awaits(PROMPT, 1);
      typist.types("\u0003");

      assertThat(typist.exit()).isEqualTo(INTERRUPTED);
    }
    assertThat(script.contents()).isEqualTo("one");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.terminal.Script#jdks")
  void forgetsWhatWasTypedAhead(Path java) throws Exception {
    Script script = Script.in(folder, java, "timeout: 1s");
    try (Typist typist = new Typist(script.command(), Script.person())) {
      typist.types("production\nproduction\n");
      typist.awaits(PROMPT, 1);

      assertThat(typist.exit()).isEqualTo(REFUSED);
    }
    assertThat(script.contents()).isEqualTo("one");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.terminal.Script#jdks")
  void forgetsALineThatHadNoEnd(Path java) throws Exception {
    Script script = Script.in(folder, java, "timeout: 1m");
    try (Typist typist = new Typist(script.command(), Script.person())) {
      typist.types("production");
      typist.awaits(PROMPT, 1);
      typist.types("\n");

      assertThat(typist.exit()).isEqualTo(REFUSED);
    }
    assertThat(script.contents()).isEqualTo("one");
  }

  @ParameterizedTest
  @MethodSource("io.github.jdbcguard.terminal.Script#jdks")
  void asksNobodyWhoIsNotThere(Path java) throws Exception {
    Script script = Script.in(folder, java, "scope: statement");
    refuses(script.command("daemon"), "", "");
    refuses(script.command(), "CI", "true");
    refuses(script.command(), "CLAUDECODE", "1");
    refuses(List.of("sh", "-c", "set -m; " + script.quoted() + " & wait $!"), "", "");
    assertThat(script.contents()).isEqualTo("one");
  }

  /** At a terminal, but not for this process. */
  private static void refuses(List<String> command, String name, String value) throws Exception {
    try (Typist typist =
        new Typist(
            command,
            name.isEmpty() ? Script.person() : Script.with(Script.person(), name, value))) {
      assertThat(typist.exit()).isEqualTo(REFUSED);
      assertThat(typist.shown())
          .contains("28X02 refused on production")
          .contains("nobody can be asked here")
          .contains("run it again with GUARD_CONFIRM=")
          .doesNotContain(PROMPT);
    }
  }
}
