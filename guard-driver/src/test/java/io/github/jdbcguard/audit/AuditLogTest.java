package io.github.jdbcguard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.AuditTerms.Sync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in the file after events were written. */
class AuditLogTest {
  private static final AuditTerms SMALL = new AuditTerms(3_000, Duration.ZERO, Sync.NEVER);

  @TempDir Path folder;

  private Path file;
  private AuditLog log;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("state/guard/audit.jsonl");
    log = new AuditLog(file);
  }

  @Test
  void chainsEachLineToTheOneBefore() throws Exception {
    log.write(Events.admitted("a1"));
    AuditLine last = log.write(Events.completed("a1"));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("{\"v\":2,\"seq\":1,\"time\":\"2026-11-23T17:34:25Z\"");
    assertThat(lines.get(0)).contains("\"event\":\"opened\"", "\"prev\":\"" + "0".repeat(64));
    String prev = "0".repeat(64);
    for (String line : lines) {
      int end = line.indexOf(",\"hash\":\"");
      String hash = sha256(line.substring(0, end) + "}");
      assertThat(line).endsWith(",\"prev\":\"%s\",\"hash\":\"%s\"}".formatted(prev, hash));
      prev = hash;
    }
    assertThat(last).isEqualTo(new AuditLine(3, prev, lines.get(2)));
    assertThat(AuditVerifier.verify(file).intact()).isTrue();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void keepsFilesAndFoldersForTheirOwner() throws Exception {
    log.write(Events.admitted("a1"), SMALL);
    IntStream.range(0, 5).forEach(i -> write(log, "b" + i, SMALL));

    assertThat(permissions(folder.resolve("state/guard"))).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder.resolve("state/guard"))) {
      assertThat(files.toList())
          .hasSizeGreaterThan(2)
          .allSatisfy(one -> assertThat(permissions(one)).isEqualTo("rw-------"));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void write(AuditLog log, String id, AuditTerms terms) {
    try {
      log.write(Events.admitted(id), terms);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void beginsANewFileWhereOneIsFull() throws Exception {
    for (int i = 0; i < 20; i++) {
      log.write(Events.admitted("a" + i), SMALL);
      log.write(Events.completed("a" + i), SMALL);
    }

    List<Rotation> full = Rotation.besides(file);
    assertThat(full).hasSizeGreaterThan(5);
    for (Rotation one : full) {
      List<String> lines = Files.readAllLines(one.file());
      assertThat(Files.size(one.file())).isLessThanOrEqualTo(SMALL.rotateBytes() + 700);
      assertThat(lines.get(0)).contains("\"event\":\"opened\"");
      assertThat(lines.get(lines.size() - 1)).contains("\"seq\":" + one.seq() + ",");
      assertThat(one.file().getFileName())
          .hasToString("audit.jsonl.%012d-20261123T173425Z".formatted(one.seq()));
    }
    Rotation newest = full.get(full.size() - 1);
    assertThat(Files.readAllLines(file).get(0))
        .contains("\"previous\":\"" + newest.file().getFileName() + "\"")
        .contains("\"previous_seq\":" + newest.seq() + ",");
    Verification all = AuditVerifier.verify(file);
    assertThat(all.findings()).isEmpty();
    assertThat(all.files()).hasSize(full.size() + 1);
    assertThat(all.events()).isEqualTo(40 + full.size() + 1);
  }

  @Test
  void deletesOnlyFilesOfItsOwnThatAreOld() throws Exception {
    AuditTerms terms = new AuditTerms(1_500, Duration.ofDays(30), Sync.NEVER);
    Instant start = Events.TIME;
    Files.createDirectories(folder.resolve("state/guard"));
    List<Path> others = new ArrayList<>();
    for (String name :
        List.of(
            "audit.jsonl.000000000001-20200101T000000Z.bak",
            "audit.jsonl.1-20200101T000000Z",
            "audit.jsonl.000000000001-20201301T000000Z",
            "other.jsonl.000000000001-20200101T000000Z",
            "audit.jsonl.1")) {
      others.add(Files.createFile(file.resolveSibling(name)));
    }
    for (int day = 0; day < 60; day++) {
      log.write(Events.admitted("a" + day, start.plus(Duration.ofDays(day))), terms);
    }

    List<Rotation> kept = Rotation.besides(file);
    assertThat(kept)
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.time()).isAfter(start.plus(Duration.ofDays(28))));
    assertThat(others).allSatisfy(other -> assertThat(other).exists());
    Verification verification = AuditVerifier.verify(file);
    assertThat(verification.intact()).isTrue();
    assertThat(verification.findings().get(0).kind())
        .isEqualTo(AuditFinding.Kind.EARLIER_FILES_GONE);
  }

  @Test
  void endsATornLineAndSaysSo() throws Exception {
    log.write(Events.admitted("a1"));
    Files.writeString(file, "{\"v\":2,\"seq\":3,\"ti", StandardOpenOption.APPEND);
    log.write(Events.completed("a1"));

    assertThat(Files.readAllLines(file).get(3))
        .contains("\"seq\":3,", "\"event\":\"torn\"", "\"bytes\":18,");
    Verification verification = AuditVerifier.verify(file);
    assertThat(verification.intact()).isTrue();
    assertThat(verification.findings())
        .extracting(AuditFinding::kind, AuditFinding::line)
        .containsExactly(tuple(AuditFinding.Kind.TORN_BY_A_KILL, 3L));
  }

  @Test
  void takesALineThatLacksItsEndAlone() throws Exception {
    log.write(Events.admitted("a1"));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    log.write(Events.completed("a1"));

    assertThat(Files.readAllLines(file)).hasSize(3);
    assertThat(AuditVerifier.verify(file).findings()).isEmpty();
  }

  @Test
  void continuesBehindLinesThatWereNeverChained() throws Exception {
    Files.createDirectories(folder.resolve("state/guard"));
    Files.writeString(file, "{\"v\":1,\"time\":\"2026-11-01T00:00:00Z\"}\n".repeat(3));
    log.write(Events.admitted("a1"));
    log.write(Events.completed("a1"));

    assertThat(Files.readAllLines(file).get(3)).contains("\"seq\":1,", "\"event\":\"opened\"");
    Verification verification = AuditVerifier.verify(file);
    assertThat(verification.intact()).isTrue();
    assertThat(verification.findings())
        .extracting(AuditFinding::toString)
        .containsExactly(
            file
                + ":1: the first 3 lines are of format 1 and not chained: nobody can tell whether they were changed");
  }

  /** What was cut off must not be healed by whoever writes next. */
  @Test
  void leavesAHoleWhereLinesWereCutOff() throws Exception {
    for (String id : List.of("a1", "a2", "a3")) {
      log.write(Events.admitted(id));
      log.write(Events.completed(id));
    }
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, String.join("\n", lines.subList(0, 4)) + "\n");
    log.write(Events.admitted("a4"));
    log.write(Events.completed("a4"));

    assertThat(AuditVerifier.verify(file).findings())
        .extracting(AuditFinding::message)
        .contains("seq 5 to 7 are missing before this line (3 lines)");
  }

  @Test
  void countsOnWhereTheFileWasDeleted() throws Exception {
    log.write(Events.admitted("a1"));
    Files.delete(file);
    log.write(Events.completed("a1"));

    assertThat(Files.readAllLines(file).get(0)).contains("\"seq\":3,", "\"event\":\"opened\"");
    assertThat(AuditVerifier.verify(file).findings())
        .extracting(AuditFinding::kind)
        .containsExactly(AuditFinding.Kind.LOST_FILE);
  }

  @Test
  void countsOnWhereTheHeadWasDeletedAsWell() throws Exception {
    log.write(Events.admitted("a1"));
    Files.delete(HeadFile.beside(file));
    AuditLine second = log.write(Events.completed("a1"));
    Files.delete(HeadFile.beside(file));
    Files.delete(file);
    AuditLine third = log.write(Events.admitted("a2"));

    assertThat(second.seq()).isEqualTo(3);
    assertThat(third.seq()).isEqualTo(5);
  }

  /** An interrupt closes channels; other threads share them, and closing would give up locks. */
  @Test
  void writesInAThreadThatIsInterrupted() throws Exception {
    Thread.currentThread().interrupt();
    try {
      log.write(Events.admitted("a1"));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    log.write(Events.completed("a1"));

    assertThat(AuditVerifier.verify(file).events()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Sync.class)
  void losesNothingAmongThreads(Sync sync) throws Exception {
    int threads = 8;
    int each = sync == Sync.NEVER ? 300 : 40;
    AuditTerms terms = new AuditTerms(50_000, Duration.ZERO, sync);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      String name = "t" + thread + "-";
      done.add(
          pool.submit(
              () ->
                  IntStream.range(0, each)
                      .forEach(i -> write(new AuditLog(file), name + i, terms))));
    }
    for (Future<?> one : done) {
      one.get();
    }
    pool.shutdown();

    Verification verification = AuditVerifier.verify(file);
    assertThat(verification.broken()).isZero();
    assertThat(verification.unfinished()).isEqualTo((long) threads * each);
    assertThat(verification.events())
        .isEqualTo((long) threads * each + verification.files().size());
  }

  @Test
  void saysWhichFolderCannotBeMade() throws Exception {
    Files.createDirectory(folder.resolve("state"));
    Files.createFile(folder.resolve("state/guard"));

    assertThatThrownBy(() -> log.write(Events.admitted("a1")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the audit '%s' could not be written: '%s' is a file where a folder has to be"
                .formatted(file, folder.resolve("state/guard")));
  }

  @Test
  void saysThatTheFileIsAFolder() throws Exception {
    Files.createDirectories(file);

    assertThatThrownBy(() -> log.write(Events.admitted("a1")))
        .hasMessage(
            "the audit '%s' could not be written: %s (Is a directory)".formatted(file, file));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void saysThatTheFileKeepsNothing() throws Exception {
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, Path.of("/dev/null"));

    assertThatThrownBy(() -> log.write(Events.admitted("a1")))
        .hasMessageContaining("is no ordinary file, so nothing would be kept in it");
  }

  @Test
  void escapesWhatPeopleWrite() throws Exception {
    log.write(Events.because("two\nlines, \u001b[31mred\u202e and “quotes”"));

    String line = Files.readAllLines(file).get(1);
    assertThat(line).matches("[ -~]+").contains("two\\nlines, \\u001b[31mred\\u202e and");
    assertThat(JsonReader.object(line))
        .containsEntry("reason", "two\nlines, \u001b[31mred\u202e and “quotes”");
  }
}
