package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.Terminal;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes with the time, and what holds for one statement alone. */
class OccasionsTest {
  private static final String BEFORE = "2026-12-20T17:59:59Z";
  private static final String DURING = "2026-12-20T18:00:00Z";
  private static final String AFTER = "2027-01-03T00:00:00Z";
  private static final String UPDATE = "UPDATE customers SET name = 'x' WHERE id = 7";
  private static final String CLEANUP = "DELETE FROM sessions";

  private static final String FREEZE =
      """
      guard: 1
      environments:
        production:
          level: guarded
          match: [ { host: db.example.com } ]
          freeze:
            - { from: 2026-12-20T18:00, to: 2027-01-02, reason: "year end" }
      """;

  private static final String PROTECTED_FREEZE = FREEZE.replace("guarded", "protected");

  private static final String EXCEPTION =
      """
      guard: 1
      environments:
        production:
          level: %s
          match: [ { host: db.example.com } ]
      exceptions:
        - environment: production
          rule: delete-all
          statement: "DELETE FROM sessions"
          reason: "nightly cleanup"
          expires: 2026-12-31
      """;

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(BEFORE);

  @Test
  void seesAFreezeBeginAndEndOnAConnectionThatIsOpen() throws Exception {
    Gate gate = gate(FREEZE);
    gate.admit(UPDATE);
    gate.admit(UPDATE);
    gate.admit(UPDATE);

    clock.set(DURING);
    GuardRefusedException refusal = refused("28X01", () -> gate.admit(UPDATE));
    gate.admit("SELECT 1");

    clock.set(AFTER);
    gate.admit(UPDATE);
    assertThat(refusal.rule()).isEqualTo("freeze (guard.yaml:7:9)");
    assertThat((Throwable) refusal)
        .hasMessageContaining("\n  policy says   ")
        .hasMessageContaining("year end");
  }

  @Test
  void sendsNothingIfAFreezeBeginsWhileAPersonThinks() throws Exception {
    Terminal slow =
        new Terminal() {
          @Override
          public boolean present() {
            return true;
          }

          @Override
          public void discardTypedAhead() {}

          @Override
          public void show(String text) {}

          @Override
          public Optional<String> readLine(Duration patience) {
            clock.set(DURING);
            return Optional.of("production");
          }
        };
    Gate gate =
        new Gate(
            Sessions.by(PROTECTED_FREEZE, folder.resolve("audit")).on(clock).at(slow).session(),
            TransactionState.none());

    GuardRefusedException refusal = refused("28X01", () -> gate.admit(UPDATE));

    assertThat(refusal.rule()).isEqualTo("freeze (guard.yaml:7:9)");
    assertThat(Files.readString(folder.resolve("audit"))).doesNotContain("\"admitted\"");
  }

  @Test
  void sendsNothingIfAFreezeBeginsWhileACodeIsCompared() throws Exception {
    Clock jumping =
        new Clock() {
          @Override
          public Instant instant() {
            return clock.instant();
          }

          @Override
          public ZoneId getZone() {
            clock.set(DURING); // nothing but a code asks for it: what day is it there?
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    Sessions sessions = Sessions.by(PROTECTED_FREEZE, folder.resolve("audit")).on(clock);
    String code =
        refused("28X02", () -> new Gate(sessions.session(), TransactionState.none()).admit(UPDATE))
            .next()
            .replaceAll("(?s).*GUARD_CONFIRM=(\\S+).*", "$1");
    new Gate(sessions.with(code).session(), TransactionState.none()).admit(UPDATE);
    Gate gate = new Gate(sessions.on(jumping).session(), TransactionState.none());

    refused("28X01", () -> gate.admit(UPDATE));
  }

  @Test
  void saysInTheLogWhyAnExceptionOnlyWarns() throws Exception {
    Gate gate =
        gate(EXCEPTION.formatted("protected").replace("  reason:", "  verdict: warn\n    reason:"));
    try (CapturedLog log = new CapturedLog()) {
      gate.admit(CLEANUP);

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING [delete-all] on production")
          .endsWith("policy says: until 2026-12-31: nightly cleanup");
    }
  }

  @Test
  void judgesWhatWasPreparedWhenItIsExecuted() throws Exception {
    Gate gate = gate(FREEZE);
    Ruling prepared = gate.prepare(UPDATE);
    gate.admit(prepared);

    clock.set(DURING);
    refused("28X01", () -> gate.admit(prepared));
    refused("28X01", () -> gate.prepare(UPDATE));

    clock.set(AFTER);
    gate.admit(prepared);
  }

  @Test
  void holdsWhatHasNoTextBackInAFreezeToo() throws Exception {
    Gate gate = gate(FREEZE);
    gate.admit(Operation.UPDATE, "updateRow of a result set");
    assertThat(gate.verdict(Operation.RAW)).isEqualTo(Verdict.WARN);
    gate.admitRaw("unwrap to Object");

    clock.set(DURING);

    refused("28X01", () -> gate.admit(Operation.UPDATE, "updateRow of a result set"));
    refused("28X01", () -> gate.admitRaw("unwrap to Object"));
    assertThat(gate.verdict(Operation.RAW)).isEqualTo(Verdict.DENY);
  }

  @Test
  void holdsBatchesBackInAFreezeToo() throws Exception {
    Gate gate = gate(FREEZE);
    List<Ruling> batch = List.of(gate.judge(UPDATE), gate.judge("INSERT INTO t VALUES (1)"));
    admitTogether(gate, batch);

    clock.set(DURING);

    refused("28X01", () -> admitTogether(gate, batch));
    refused("28X01", () -> admitTogether(gate, batch.subList(0, 1)));
  }

  @Test
  void allowsTheExceptedStatementUntilItsDay() throws Exception {
    Gate gate = gate(EXCEPTION.formatted("protected"));
    gate.admit(CLEANUP);
    gate.admit(gate.prepare("  DELETE FROM sessions ;"));
    refused("28X01", () -> gate.admit("DELETE FROM customers"));
    refused("28X01", () -> gate.prepare("DELETE FROM customers"));
    refused("28X01", () -> gate.admit("DELETE FROM sessions; DELETE FROM customers"));

    clock.set("2027-01-01T00:00:00Z");

    refused("28X01", () -> gate.admit(CLEANUP));
    assertThat(Files.readString(folder.resolve("audit")).lines().skip(1).limit(1))
        .allSatisfy(line -> assertThat(line).contains("\"rule\":\"exception: delete-all ("));
  }

  @Test
  void judgesEachTextOfABatchByItself() throws Exception {
    Gate gate = gate(EXCEPTION.formatted("guarded"));
    List<Ruling> excepted = List.of(gate.judge(CLEANUP), gate.judge(UPDATE));
    admitTogether(gate, excepted);

    GuardRefusedException refusal =
        refused(
            "28X02",
            () ->
                admitTogether(
                    gate,
                    List.of(
                        gate.judge(CLEANUP),
                        gate.judge("DROP TABLE a"),
                        gate.judge("TRUNCATE TABLE b"))));

    assertThat((Throwable) refusal).hasMessageContaining("DROP, TRUNCATE on 'a', 'b'");
  }

  private Gate gate(String policy) {
    return new Gate(
        Sessions.by(policy, folder.resolve("audit")).on(clock).session(), TransactionState.none());
  }

  private static void admitTogether(Gate gate, List<Ruling> batch) throws Exception {
    gate.admitTogether(batch, batch);
  }
}
