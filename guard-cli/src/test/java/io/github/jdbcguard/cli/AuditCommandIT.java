package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.audit.AuditEvent;
import io.github.jdbcguard.audit.AuditEvent.Act;
import io.github.jdbcguard.audit.AuditEvent.Grounds;
import io.github.jdbcguard.audit.AuditEvent.Kind;
import io.github.jdbcguard.audit.AuditEvent.Outcome;
import io.github.jdbcguard.audit.AuditEvent.Subject;
import io.github.jdbcguard.audit.AuditLine;
import io.github.jdbcguard.audit.AuditLog;
import io.github.jdbcguard.cli.GuardProcess.Result;
import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.AuditTerms.Sync;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code guard audit} as a user does. */
class AuditCommandIT {
  private static final Instant TIME = Instant.parse("2026-11-23T17:34:25Z");

  @TempDir Path folder;
  @TempDir Path streams;

  private Path file;
  private AuditLog log;
  private AuditLine last;

  @BeforeEach
  void writeEvents() throws IOException {
    file = folder.resolve("audit.jsonl");
    log = new AuditLog(file);
    log.write(event(Kind.ADMITTED, "a1", "production", "update", "nightly"));
    log.write(event(Kind.COMPLETED, "a1", "production", "update", "nightly"));
    log.write(event(Kind.REFUSED, "r1", "staging", "drop", ""));
    last = log.write(event(Kind.ADMITTED, "a2", "production", "delete", "\u001b[31mred\n"));
  }

  private static AuditEvent event(
      Kind kind, String id, String environment, String operation, String reason) {
    boolean completed = kind == Kind.COMPLETED;
    return new AuditEvent(
        kind,
        completed ? TIME.plusSeconds(2) : TIME,
        id,
        new Subject(
            environment, "protected", "h2", "", "app", "", List.of(), "le\u001bna", "laptop"),
        new Act(
            List.of(operation),
            List.of("customers"),
            "UPDATE customers SET name = ?",
            "",
            "confirm",
            "level protected: write",
            kind == Kind.REFUSED ? "28X01" : "",
            kind == Kind.ADMITTED),
        kind == Kind.REFUSED
            ? new Grounds("none", List.of(), "", reason)
            : new Grounds("approval", List.of("tom"), "r7", reason),
        completed
            ? new Outcome("ok", OptionalLong.of(3), Duration.ofMillis(12), "", 0, "")
            : Outcome.NONE,
        true);
  }

  private Result guard(String... arguments) throws Exception {
    return new GuardProcess(folder, streams).guard("", arguments);
  }

  @Test
  void verifiesWhatIsIntact() throws Exception {
    Result text = guard("audit", "verify", "audit.jsonl");
    Result strict = guard("audit", "verify", "--strict", "audit.jsonl");
    Result json = guard("audit", "verify", "--json", "audit.jsonl", "--head", "5:" + last.hash());

    assertThat(text.exit()).isEqualTo(0);
    assertThat(text.out())
        .startsWith("unfinished  audit.jsonl:5: delete on production was sent at ")
        .contains(
            "\nintact: 5 events in 1 files, seq 1 to 5, from 2026-11-23T17:34:25Z to 2026-11-23T17:34:25Z\n"
                + "without an outcome: 1\nhead: 5:"
                + last.hash()
                + "\n");
    assertThat(strict.exit()).isEqualTo(1);
    assertThat(json.exit()).isEqualTo(0);
    assertThat(json.out())
        .startsWith("{\"intact\":true,\"files\":[\"audit.jsonl\"],\"events\":5,\"first_seq\":1,")
        .contains("\"findings\":[{\"kind\":\"unfinished\",\"gravity\":\"unfinished\",")
        .hasLineCount(1);
  }

  @Test
  void tellsWhatWasChanged() throws Exception {
    Files.writeString(file, Files.readString(file).replace("\"rows\":3", "\"rows\":9"));

    Result edited = guard("audit", "verify", "audit.jsonl");
    Result anchor = guard("audit", "verify", "audit.jsonl", "--head", "9:" + last.hash());

    assertThat(edited.exit()).isEqualTo(1);
    assertThat(edited.out())
        .startsWith(
            "edited  audit.jsonl:3: the line was edited: its hash does not fit what it says\n")
        .contains("\nnot intact: 5 events");
    assertThat(anchor.exit()).isEqualTo(1);
    assertThat(anchor.out())
        .contains("cut  audit.jsonl: the anchor knows seq 9, but the file ends with seq 5");
  }

  @Test
  void saysWhatIsNotUsable() throws Exception {
    Result missing = guard("audit", "verify", "other.jsonl");
    Result head = guard("audit", "verify", "audit.jsonl", "--head", "5");
    Result time = guard("audit", "show", "audit.jsonl", "--since", "yesterday");
    Result nothing = guard("audit");

    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).startsWith("guard audit verify: there is no file 'other.jsonl'\n");
    assertThat(head.exit()).isEqualTo(2);
    assertThat(head.err()).startsWith("guard audit verify: --head: '5' is no SEQ:HASH");
    assertThat(time.exit()).isEqualTo(2);
    assertThat(time.err())
        .startsWith(
            "guard audit show: --since: 'yesterday' is no time; write 2026-11-23 or 2026-11-23T17:00:00Z");
    assertThat(nothing.exit()).isEqualTo(2);
    assertThat(nothing.err()).contains("Usage: guard audit", "verify", "show");
  }

  @Test
  void showsARowForEachStatement() throws Exception {
    Result all = guard("audit", "show", "audit.jsonl");
    Result two = guard("audit", "show", "audit.jsonl", "--last", "2");
    Result staging = guard("audit", "show", "audit.jsonl", "--environment", "staging");
    Result later = guard("audit", "show", "audit.jsonl", "--since", "2026-11-24");

    assertThat(all.exit()).isEqualTo(0);
    assertThat(all.out()).doesNotContain("\u001b").hasLineCount(5);
    assertThat(all.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .containsExactly(
            "time|environment|user|operation|tables|consent|result|rows|ms",
            "2026-11-23T17:34:25Z|opened",
            "2026-11-23T17:34:25Z|production|le?na@laptop|update|customers|approval tom|ok|3|12.0",
            "2026-11-23T17:34:25Z|staging|le?na@laptop|drop|customers|refused 28X01",
            "2026-11-23T17:34:25Z|production|le?na@laptop|delete|customers|approval tom|no outcome");
    assertThat(two.out()).hasLineCount(3).contains("refused", "no outcome");
    assertThat(staging.out()).hasLineCount(2).contains("drop");
    assertThat(later.out()).hasLineCount(1);
  }

  @Test
  void showsLinesToPrograms() throws Exception {
    Result update = guard("audit", "show", "--json", "audit.jsonl", "--operation", "update");
    Result user = guard("audit", "show", "--json", "audit.jsonl", "--user", "app", "--last", "1");

    List<String> lines = Files.readAllLines(file);
    assertThat(update.out().lines()).containsExactly(lines.get(1), lines.get(2));
    assertThat(user.out().lines()).containsExactly(lines.get(4));
  }

  @Test
  void followsOverRotation() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                GuardProcess.JAR.toString(),
                "audit",
                "show",
                "--follow",
                "--json",
                "--last",
                "1",
                file.toString())
            .redirectError(streams.resolve("err").toFile())
            .start();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo(last.json());
      AuditTerms small = new AuditTerms(2_000, Duration.ZERO, Sync.NEVER);
      for (int i = 0; i < 10; i++) {
        AuditLine line = log.write(event(Kind.REFUSED, "n" + i, "staging", "drop", ""), small);
        String read = out.readLine();
        while (read.contains("\"event\":\"opened\"")) {
          read = out.readLine();
        }
        assertThat(read).isEqualTo(line.json());
      }
    } finally {
      process.destroy();
    }
  }
}
