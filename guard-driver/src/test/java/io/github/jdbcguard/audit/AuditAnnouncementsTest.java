package io.github.jdbcguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.AuditTerms.Sync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log of the application hears. */
class AuditAnnouncementsTest {
  private static final Logger LOGGER = Logger.getLogger("guard.audit");

  @TempDir Path folder;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private AuditLog log;

  @BeforeEach
  void listen() {
    log = new AuditLog(folder.resolve("audit.jsonl"));
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
    LOGGER.setLevel(Level.FINE);
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
    LOGGER.setLevel(null);
  }

  @Test
  void tellsWhatMattersLouder() throws Exception {
    log.write(Events.admitted("a1"));
    log.write(Events.completed("a1"));
    log.write(Events.failed("a2"));
    log.write(Events.refused("r1"));
    log.write(Events.glassBroken("g1"));

    assertThat(lines.stream().filter(line -> !line.contains("anchor")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("FINE ")
                    .contains("admitted on production by lena@laptop-7: update;"),
            line ->
                assertThat(line)
                    .startsWith("INFO ")
                    .endsWith("completed on production by lena@laptop-7: ok, 3 rows, 12 ms [a1]"),
            line ->
                assertThat(line).startsWith("INFO ").endsWith("failed, 2 ms: duplicate key … [a2]"),
            line ->
                assertThat(line)
                    .startsWith("INFO ")
                    .endsWith(
                        "refused on production by lena@laptop-7: update; UPDATE customers SET name = ? WHERE id = ? [rule level protected: write]; consent: none [r1]"),
            line ->
                assertThat(line)
                    .startsWith("INFO ")
                    .contains("glass-broken on production")
                    .endsWith("consent: approval by lena, tom [g1]"));
    assertThat(lines.get(0)).contains("seq=2", "environment=production", "operations=[update]");
  }

  @Test
  void anchorsTheChainAtFirstAtRotationAndNowAndThen() throws Exception {
    AuditTerms terms = new AuditTerms(1_000_000, Duration.ZERO, Sync.NEVER);
    AuditLine first = log.write(Events.refused("r0"), terms);
    for (int i = 1; i <= 1_000; i++) {
      log.write(Events.refused("r" + i), terms);
    }
    int files = Rotation.besides(log.file()).size();

    List<String> anchors = lines.stream().filter(line -> line.contains("anchor")).toList();
    assertThat(anchors).hasSize(2 + files);
    assertThat(anchors.get(0))
        .startsWith("INFO ")
        .endsWith("anchor %d:%s of %s".formatted(first.seq(), first.hash(), log.file()));
    String head = anchors.get(1).replaceFirst(".*anchor (\\S+) of .*", "$1");
    assertThat(AuditVerifier.verify(log.file(), ChainHead.parse(head)).intact()).isTrue();
  }

  @Test
  void saysNothingThatATerminalWouldObey() throws Exception {
    log.write(Events.because("one\nINFO two \u001b[31m \u202e"));

    assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain("\n", "\u001b", "\u202e"));
    assertThat(lines.get(0)).contains("reason=one INFO two ?[31m ?");
  }
}
