package io.github.jdbcguard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdbcguard.audit.AuditFinding.Gravity;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes and class loaders on one audit file, and what befalls them. */
class AuditProcessesIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final Logger LOGGER = Logger.getLogger("guard.audit");

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("audit.jsonl");
    LOGGER.setLevel(Level.OFF); // thousands of lines
  }

  @AfterEach
  void log() {
    LOGGER.setLevel(null);
  }

  @Test
  void losesNothingAmongProcessesThreadsAndRotations() throws Exception {
    Process one = start(AuditWriter.class, file.toString(), "one", "4", "400", "200000");
    Process two = start(AuditWriter.class, file.toString(), "two", "4", "400", "200000");

    assertThat(output(one)).endsWith("done\n");
    assertThat(output(two)).endsWith("done\n");
    Verification verification = AuditVerifier.verify(file);
    assertThat(verification.findings()).isEmpty();
    assertThat(verification.files()).hasSizeGreaterThan(10);
    assertThat(verification.events()).isEqualTo(2 * 4 * 400 * 2 + verification.files().size());
    assertThat(admitted(verification.files()))
        .hasSize(2 * 4 * 400)
        .contains("one-3-399", "two-0-0");
  }

  private static Set<String> admitted(List<Path> files) throws IOException {
    Set<String> ids = new HashSet<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        AuditRecord event = AuditRecord.parse(line).orElseThrow();
        if (event.text("event").equals("admitted")) {
          assertThat(ids.add(event.text("id"))).as(line).isTrue();
        }
      }
    }
    return ids;
  }

  @Test
  void losesNothingAmongClassLoaders() throws Exception {
    try (URLClassLoader first = own();
        URLClassLoader second = own()) {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> write(first, "one")),
              CompletableFuture.runAsync(() -> write(second, "two")))
          .join();
    }

    Verification verification = AuditVerifier.verify(file);
    assertThat(verification.findings()).isEmpty();
    assertThat(verification.events()).isEqualTo(2 * 2 * 300 * 2 + verification.files().size());
  }

  private static URLClassLoader own() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("opentelemetry-sdk")) { // which allows for one class loader alone
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private void write(ClassLoader loader, String name) {
    try {
      loader
          .loadClass(AuditWriter.class.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {file.toString(), name, "2", "300", "100000"});
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tellsThatAProcessWasKilledBeforeTheOutcome() throws Exception {
    Process process = start(AuditSleeper.class, file.toString());
    assertThat(process.getInputStream().read()).isEqualTo('s'); // it has written and sleeps
    long pid = process.pid();
    process.destroyForcibly().waitFor();

    Verification verification = AuditVerifier.verify(file);
    assertThat(verification.intact()).isTrue();
    assertThat(verification.findings(Gravity.UNFINISHED))
        .extracting(AuditFinding::message)
        .containsExactly(
            "update on production was sent at 2026-11-23T17:34:25Z [a1], and nobody wrote down what came of it: process %d on laptop-7 ended before, or still runs; whether it took effect, only the database knows"
                .formatted(pid));
  }

  @Test
  void staysWholeHoweverOftenProcessesAreKilled() throws Exception {
    for (int i = 0; i < 6; i++) {
      Process process =
          start(AuditWriter.class, file.toString(), "run" + i, "3", "1000000", "300000");
      Path head = HeadFile.beside(file);
      String before = Files.exists(head) ? Files.readString(head) : "";
      while (!Files.exists(head) || Files.readString(head).equals(before)) {
        assertThat(process.isAlive()).isTrue();
        Thread.sleep(5);
      }
      Thread.sleep(40L * i);
      process.destroyForcibly().waitFor();
    }
    new AuditLog(file).write(Events.refused("r1"));

    Verification verification = AuditVerifier.verify(file);
    assertThat(verification.findings(Gravity.BROKEN)).isEmpty();
    assertThat(verification.unfinished()).isLessThanOrEqualTo(6 * 3);
  }

  @Test
  void leavesNothingBehindOnAFullDisk() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Files.createSymbolicLink(file, full);

    assertThatThrownBy(() -> new AuditLog(file).write(Events.admitted("a1")))
        .isInstanceOf(IOException.class)
        .hasMessage("the audit '%s' could not be written: No space left on device".formatted(file));
  }

  @Test
  void takesBackTheHalfOfALineWhereTheFileMayNotGrow() throws Exception {
    new AuditLog(file).write(Events.admitted("a1"));
    new AuditLog(file).write(Events.completed("a1"));
    long before = Files.size(file);
    String blocks = String.valueOf(before / 1024 + 1);
    List<String> command = command(AuditWriter.class, file.toString(), "b", "1", "9", "900000");
    command.addAll(0, List.of("bash", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "bash"));

    String output = output(new ProcessBuilder(command).redirectErrorStream(true).start());

    assertThat(output)
        .contains("the audit '%s' could not be written: File too large".formatted(file))
        .doesNotContain("done\n");
    assertThat(Files.readString(file)).endsWith("\"}\n");
    assertThat(Files.size(file)).isGreaterThanOrEqualTo(before).isLessThan(before + 1024);
    new AuditLog(file).write(Events.refused("r1"));
    assertThat(AuditVerifier.verify(file).findings(Gravity.BROKEN)).isEmpty();
    assertThat(AuditVerifier.verify(file).findings(Gravity.NOTE)).isEmpty();
  }

  @Test
  void saysThatTheFolderIsReadOnly() throws Exception {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    assumeFalse(Files.isWritable(closed)); // as root

    assertThatThrownBy(
            () -> new AuditLog(closed.resolve("audit.jsonl")).write(Events.admitted("a")))
        .hasMessageContaining("could not be written: no permission for");
  }

  private Process start(Class<?> program, String... arguments) throws IOException {
    return new ProcessBuilder(command(program, arguments)).redirectErrorStream(true).start();
  }

  /** Without a log: nobody reads it while they run, and they would wait for a reader. */
  private List<String> command(Class<?> program, String... arguments) throws IOException {
    Path logging = Files.writeString(folder.resolve("logging.properties"), ".level=OFF");
    List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1"));
    command.add("-Djava.util.logging.config.file=" + logging);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
