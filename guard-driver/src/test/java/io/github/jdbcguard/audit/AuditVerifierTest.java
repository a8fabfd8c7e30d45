package io.github.jdbcguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.audit.AuditFinding.Gravity;
import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.AuditTerms.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of an audit that somebody changed. */
class AuditVerifierTest {
  private static final AuditTerms SMALL = new AuditTerms(4_000, Duration.ZERO, Sync.NEVER);

  @TempDir Path folder;

  private Path file;

  /** Nine lines: the first opens the file, the others are four statements with their outcomes. */
  @BeforeEach
  void writeEvents() throws IOException {
    file = folder.resolve("audit.jsonl");
    for (String id : List.of("a1", "a2", "a3", "a4")) {
      new AuditLog(file).write(Events.admitted(id));
      new AuditLog(file).write(Events.completed(id));
    }
  }

  @Test
  void saysNothingOfWhatIsIntact() throws IOException {
    Verification verification = AuditVerifier.verify(file);

    assertThat(verification.findings()).isEmpty();
    assertThat(verification.intact()).isTrue();
    assertThat(verification.events()).isEqualTo(9);
    assertThat(verification.first()).isEqualTo(ChainHead.NONE);
    assertThat(verification.last().seq()).isEqualTo(9);
    assertThat(verification.from()).isEqualTo("2026-11-23T17:34:25Z");
    assertThat(verification.to()).isEqualTo("2026-11-23T17:34:25.012Z");
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change(
            "edited",
            lines -> lines.set(4, lines.get(4).replace("\"rows\":3", "\"rows\":4")),
            "5: the line was edited: its hash does not fit what it says"),
        change(
            "first edited",
            lines -> lines.set(0, lines.get(0).replace("opened", "Opened")),
            "1: the line was edited: its hash does not fit what it says"),
        change(
            "number edited",
            lines -> lines.set(4, lines.get(4).replace("\"seq\":5,", "\"seq\":50,")),
            "5: the line was edited: its hash does not fit what it says"),
        change(
            "hash edited",
            lines ->
                lines.set(
                    4, lines.get(4).replaceFirst("(\"hash\":\").{64}", "$1" + "0".repeat(64))),
            "5: the line was edited: its hash does not fit what it says"),
        change(
            "edited, with a hash that fits",
            lines -> lines.set(4, again(lines.get(4).replace("\"rows\":3", "\"rows\":4"))),
            "6: the chain is broken: 'prev' is not the hash of seq 5, which was replaced, or this line was"),
        change("one deleted", lines -> lines.remove(4), "5: seq 5 is missing before this line"),
        change(
            "several deleted",
            lines -> lines.subList(3, 7).clear(),
            "4: seq 4 to 7 are missing before this line (4 lines)"),
        change(
            "first deleted",
            lines -> lines.remove(0),
            "1: the file begins with seq 2; what was before it is missing"),
        change(
            "swapped",
            lines -> Collections.swap(lines, 4, 5),
            "6: seq 5 stands behind seq 6: lines were swapped"),
        change(
            "swapped far",
            lines -> Collections.swap(lines, 2, 6),
            "4: seq 4 stands behind seq 7: lines were swapped",
            "5: seq 5 stands behind seq 7: lines were swapped",
            "6: seq 6 stands behind seq 7: lines were swapped",
            "7: seq 3 stands behind seq 7: lines were swapped"),
        change(
            "doubled",
            lines -> lines.add(5, lines.get(4)),
            "6: seq 5 is here once more: the line was doubled"),
        change(
            "inserted",
            lines -> lines.add(4, again(lines.get(4).replace("\"rows\":3", "\"rows\":4"))),
            "6: seq 5 is another line's already: one of the two was inserted"),
        change(
            "inserted without a hash that fits",
            lines -> lines.add(4, lines.get(2).replace("a1", "a9")),
            "5: the line was edited: its hash does not fit what it says"),
        change(
            "inserted as before",
            lines -> lines.add(4, "{\"v\":1,\"event\":\"admitted\"}"),
            "5: the line is no part of the chain: an earlier version of the guard wrote it, or somebody else"),
        change(
            "torn in the middle",
            lines -> lines.set(4, lines.get(4).substring(0, 100)),
            "5: 100 bytes are no line of the audit, and no line says why",
            "6: seq 5 is missing before this line"),
        change(
            "cut off at the end",
            lines -> lines.subList(7, 9).clear(),
            ": 'audit.jsonl.head' knows seq 9, but the file ends with seq 7: the last 2 lines were cut off"),
        change(
            "last line rewritten",
            lines -> lines.set(8, again(lines.get(8).replace("\"rows\":3", "\"rows\":4"))),
            ": seq 9 has another hash than 'audit.jsonl.head' knows: the chain was written anew, there or before"));
  }

  private static Arguments change(String name, Consumer<List<String>> change, String... findings) {
    return Arguments.of(name, change, List.of(findings));
  }

  /** A line with the hash that fits it. */
  private static String again(String line) {
    String members =
        line.replaceFirst("^\\{\"v\":2,\"seq\":\\d+,", "{").replaceFirst(",\"prev\":.*", "}");
    AuditRecord record = AuditRecord.parse(line).orElseThrow();
    return ChainFormat.next(new ChainHead(record.number("seq") - 1, record.text("prev")), members)
        .json();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void saysWhatHappened(String name, Consumer<List<String>> change, List<String> findings)
      throws IOException {
    change(file, change);

    Verification verification = AuditVerifier.verify(file);

    assertThat(verification.findings(Gravity.BROKEN))
        .as(name)
        .extracting(finding -> finding.toString().substring(file.toString().length() + 1).strip())
        .containsExactlyInAnyOrderElementsOf(
            findings.stream().map(text -> text.replaceFirst("^: ", "")).toList());
    assertThat(verification.broken()).isEqualTo(findings.size());
  }

  private static void change(Path file, Consumer<List<String>> change) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    change.accept(lines);
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  @Test
  void seesByAnAnchorThatAllWasWrittenAnew() throws IOException {
    ChainHead anchor = AuditVerifier.verify(file).last();
    Files.delete(file);
    Path other = folder.resolve("other/audit.jsonl");
    for (int i = 0; i < 12; i++) {
      new AuditLog(other).write(Events.refused("r" + i));
    }
    Files.copy(other, file);
    Files.copy(HeadFile.beside(other), HeadFile.beside(file), StandardCopyOption.REPLACE_EXISTING);

    assertThat(AuditVerifier.verify(file, anchor).findings())
        .extracting(AuditFinding::message)
        .contains(
            "seq 9 has another hash than the anchor knows: the chain was written anew, there or before");
  }

  @Test
  void seesByAnAnchorThatTheTailWasCutOffWithTheHead() throws IOException {
    ChainHead anchor = AuditVerifier.verify(file).last();
    change(file, lines -> lines.subList(5, 9).clear());
    Files.delete(HeadFile.beside(file));

    assertThat(AuditVerifier.verify(file).findings(Gravity.NOTE))
        .extracting(AuditFinding::message)
        .containsExactly(
            "without 'audit.jsonl.head' nobody sees what was cut off at the end; give an anchor of the log");
    assertThat(AuditVerifier.verify(file, anchor).findings(Gravity.BROKEN))
        .extracting(AuditFinding::message)
        .containsExactly(
            "the anchor knows seq 9, but the file ends with seq 5: the last 4 lines were cut off");
  }

  @Test
  void tellsATornEndFromOneThatWasCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    byte[] more = Arrays.copyOf(whole, whole.length + 30);
    Arrays.fill(more, whole.length, more.length, (byte) '{');
    Files.write(file, more);
    Verification torn = AuditVerifier.verify(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 30));
    Verification cut = AuditVerifier.verify(file);

    assertThat(torn.intact()).isTrue();
    assertThat(torn.findings())
        .extracting(AuditFinding::toString)
        .containsExactly(
            file
                + ":10: a torn line of 30 bytes at the end: a process ended while it wrote, or writes just now");
    assertThat(cut.findings(Gravity.BROKEN))
        .extracting(AuditFinding::kind)
        .containsExactly(AuditFinding.Kind.TORN, AuditFinding.Kind.CUT);
  }

  @Test
  void tellsOfStatementsWithoutAnOutcome() throws IOException {
    new AuditLog(file).write(Events.admitted("a5"));

    Verification verification = AuditVerifier.verify(file);

    assertThat(verification.intact()).isTrue();
    assertThat(verification.unfinished()).isEqualTo(1);
    assertThat(verification.findings())
        .extracting(AuditFinding::toString)
        .containsExactly(
            "%s:10: update on production was sent at 2026-11-23T17:34:25Z [a5], and nobody wrote down what came of it: process %d on laptop-7 ended before, or still runs; whether it took effect, only the database knows"
                .formatted(file, ProcessHandle.current().pid()));
  }

  @Test
  void seesWhichFileIsGoneAndWhichDoesNotFollow() throws IOException {
    Path many = folder.resolve("many.jsonl");
    for (int i = 0; i < 40; i++) {
      new AuditLog(many).write(Events.refused("r" + i), SMALL);
    }
    List<Rotation> full = Rotation.besides(many);
    assertThat(full).hasSizeGreaterThan(3);

    change(full.get(2).file(), lines -> lines.remove(lines.size() - 1));
    Verification tail = AuditVerifier.verify(many);
    Verification alone = AuditVerifier.verify(full.get(2).file());
    Files.delete(full.get(2).file());
    Verification gone = AuditVerifier.verify(many);
    Files.delete(full.get(0).file());
    Files.delete(full.get(1).file());
    Verification first = AuditVerifier.verify(many);

    long last = full.get(2).seq();
    assertThat(tail.findings())
        .extracting(AuditFinding::toString)
        .containsExactly(
            "%s:1: seq %d is missing before this line".formatted(full.get(3).file(), last));
    assertThat(alone.findings())
        .extracting(AuditFinding::message)
        .containsExactly(
            "the name of the file knows seq %d, but the file ends with seq %d: the last 1 lines were cut off"
                .formatted(last, last - 1));
    assertThat(gone.findings())
        .extracting(AuditFinding::toString)
        .containsExactly(
            "%s:1: seq %d to %d are missing before this line (%d lines)"
                .formatted(
                    full.get(3).file(), full.get(1).seq() + 1, last, last - full.get(1).seq()));
    assertThat(first.intact()).isTrue();
    assertThat(first.findings())
        .extracting(AuditFinding::message)
        .containsExactly(
            "'%s', with the lines up to seq %d, is not here: deleted as too old, or moved"
                .formatted(full.get(2).file().getFileName(), last));
  }
}
