package io.github.jdbcguard.confirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String REQUEST = StatementDigest.of("request");
  private static final String DROP = StatementDigest.of("DROP TABLE legacy");
  private static final String OTHER = StatementDigest.of("TRUNCATE logs");

  @TempDir Path folder;

  private Path file;
  private FileLedger ledger;

  @BeforeEach
  void open() {
    file = folder.resolve("guard").resolve("ledger");
    ledger = new FileLedger(file);
  }

  private static Ledger.Use use(String statement, int allowed) {
    return new Ledger.Use(REQUEST, statement, allowed, NOW, "sam on laptop 7");
  }

  @Test
  void givesEveryUseOnce() throws Exception {
    assertThat(ledger.take(List.of(use(DROP, 2)))).isTrue();
    assertThat(new FileLedger(file).take(List.of(use(DROP, 2)))).isTrue();
    assertThat(ledger.take(List.of(use(DROP, 2)))).isFalse();
    assertThat(ledger.take(List.of(use(OTHER, 2), use(DROP, 2)))).as("all or none").isFalse();
    assertThat(ledger.take(List.of(use(OTHER, 2), use(OTHER, 2)))).isTrue();
    assertThat(ledger.take(List.of(use(OTHER, 2)))).isFalse();
    assertThat(Files.readAllLines(file))
        .hasSize(4)
        .first()
        .isEqualTo("use %s %s 2 2026-11-23T12:00:00Z sam_on_laptop_7".formatted(REQUEST, DROP));
  }

  @Test
  void refusesMoreAtOnceThanAreAllowed() throws Exception {
    assertThat(ledger.take(List.of(use(DROP, 1), use(DROP, 1)))).isFalse();
    assertThat(file).doesNotExist();
  }

  @Test
  void keepsVetoes() throws Exception {
    assertThat(ledger.vetoes(REQUEST)).isEmpty();

    ledger.addVeto(REQUEST, "guard1.a.b");
    ledger.addVeto(OTHER, "guard1.c.d");

    assertThat(new FileLedger(file).vetoes(REQUEST)).containsExactly("guard1.a.b");
    assertThat(ledger.take(List.of(use(DROP, 1)))).isTrue();
    assertThatThrownBy(() -> ledger.addVeto(REQUEST, "guard1.a\nuse x y"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isForItsOwnerAlone() throws Exception {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));

    ledger.take(List.of(use(DROP, 1)));

    assertThat(rights(file)).isEqualTo("rw-------");
    assertThat(rights(Path.of(file + ".lock"))).isEqualTo("rw-------");
    assertThat(rights(folder.resolve("guard"))).isEqualTo("rwx------");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** Wherever the last line was cut: it counts if it may have been this use. */
  @Test
  void countsALineThatWasCutShort() throws Exception {
    ledger.take(List.of(use(DROP, 1)));
    String line = Files.readString(file);
    for (int length = 1; length < line.length(); length++) {
      Files.writeString(file, line.substring(0, length));

      assertThat(ledger.take(List.of(use(DROP, 1)))).as("cut at %d", length).isFalse();
    }
    Files.writeString(file, line.substring(0, line.length() - 30));
    assertThat(ledger.take(List.of(use(OTHER, 1)))).as("another statement").isTrue();
    assertThat(ledger.take(List.of(use(OTHER, 1)))).isFalse();
    assertThat(ledger.take(List.of(use(DROP, 1)))).isFalse();
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"used up", "'use a b c'", "'\u0000\u0000'", "'veto x guard2'"})
  void refusesWhereALineIsNone(String line) throws Exception {
    Files.createDirectories(folder.resolve("guard"));
    Files.writeString(file, line + "\n");

    assertThatThrownBy(() -> ledger.take(List.of(use(DROP, 1))))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ":1 is no line of a ledger; see what was sent, and correct the file or begin a new one");
    assertThatThrownBy(() -> ledger.vetoes(REQUEST)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesWhereItCannotWrite() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    FileLedger impossible = new FileLedger(folder.resolve("file").resolve("ledger"));

    assertThatThrownBy(() -> impossible.take(List.of(use(DROP, 1))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void survivesAnInterrupt() throws Exception {
    Thread.currentThread().interrupt();
    try {
      assertThat(ledger.take(List.of(use(DROP, 1)))).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(ledger.take(List.of(use(DROP, 1)))).isFalse();
  }

  @Test
  void startsAnewWhereItWasRemoved() throws Exception {
    ledger.take(List.of(use(DROP, 1)));
    Files.delete(file);
    Files.delete(Path.of(file + ".lock"));

    assertThat(ledger.take(List.of(use(DROP, 1)))).isTrue();
    assertThat(ledger.take(List.of(use(DROP, 1)))).isFalse();
    assertThat(Path.of(file + ".lock")).exists();
  }

  /** The last use, taken by many threads at once, some of them with classes of their own. */
  @Test
  void givesTheLastUseToOneThread() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (URLClassLoader other = otherClasses()) {
      for (int round = 0; round < 20; round++) {
        String statement = StatementDigest.of("statement " + round);
        List<Callable<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          takers.add(() -> new FileLedger(file).take(List.of(use(statement, 1))));
          takers.add(() -> takenBy(other, statement));
        }
        int taken = 0;
        for (Future<Boolean> future : threads.invokeAll(takers)) {
          taken += future.get() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static URLClassLoader otherClasses() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry :
        System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private boolean takenBy(ClassLoader classes, String statement) throws Exception {
    Class<?> taker = classes.loadClass(LedgerTaker.class.getName());
    return (Boolean)
        taker
            .getMethod("take", String.class, String.class)
            .invoke(null, file.toString(), statement);
  }
}
