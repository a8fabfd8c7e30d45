package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.NoTerminal;
import io.github.jdbcguard.confirm.ScriptedTerminal;
import io.github.jdbcguard.policy.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfirmationTest {
  private static final String UPDATE = "UPDATE customers SET name = 'x' WHERE id = 7";

  @TempDir Path folder;
  private Path audit;

  @BeforeEach
  void nameAudit() {
    audit = folder.resolve("deep/audit.jsonl");
  }

  @Test
  void asksForTheNameOfTheEnvironment() throws Exception {
    ScriptedTerminal terminal = new ScriptedTerminal("production");
    Gate gate = gate(terminal, Origin.WORKSTATION);

    gate.admit(UPDATE);
    gate.admit(UPDATE);

    assertThat(terminal.shown())
        .isEqualTo(
            """

            PRODUCTION: UPDATE on 'customers'
              target        postgresql db.example.com:5432/shop as app
              known by      host "db.example.com" and database "shop" (guard.yaml:6:9)
              statement     UPDATE customers SET name = ? WHERE id = ?
              judged as     update

            type 'production' to run it, or nothing not to: \
            """);
    assertThat(Files.readString(audit).lines().skip(1))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("\"consent\":\"terminal\""));
  }

  @Test
  void takesNothingElseForAYes() {
    ScriptedTerminal terminal = new ScriptedTerminal("yes", "shop", "y");
    Gate gate = gate(terminal, Origin.WORKSTATION);

    GuardRefusedException refusal = refused("28X02", () -> gate.admit(UPDATE));

    assertThat((Throwable) refusal)
        .hasMessageContaining("needs a confirmation, and it was not given");
    assertThat(terminal.shown()).endsWith("not run\n");
  }

  @Test
  void takesSilenceForANo() {
    ScriptedTerminal terminal = new ScriptedTerminal();

    refused("28X02", () -> gate(terminal, Origin.WORKSTATION).admit(UPDATE));

    assertThat(terminal.shown()).endsWith("no answer within 120 s, so not run\n");
  }

  @ParameterizedTest
  @EnumSource(
      value = Origin.class,
      names = {"CI", "AGENT"})
  void asksNoMachine(Origin origin) {
    ScriptedTerminal terminal = new ScriptedTerminal("production");

    refused("28X02", () -> gate(terminal, origin).admit(UPDATE));

    assertThat(terminal.shown()).isEmpty();
  }

  @Test
  void saysWhatWasRefusedAndWhatToDoNext() {
    Gate gate =
        new Gate(
            Sessions.of("protected", audit, new NoTerminal(), Set.of(Origin.WORKSTATION)),
            TransactionState.none());

    GuardRefusedException refusal = refused("28X02", () -> gate.admit(UPDATE));

    assertThat((Throwable) refusal)
        .hasMessage(
            """
            refused on production (postgresql db.example.com:5432/shop): UPDATE on 'customers' needs a confirmation, and nobody can be asked here [rule level protected: write, guard.yaml:4:12]. Nothing was sent.
              target        postgresql db.example.com:5432/shop as app
              known by      host "db.example.com" and database "shop" (guard.yaml:6:9)
              statement     UPDATE customers SET name = ? WHERE id = ?
              judged as     update
              wrong target? correct the URL: this one is production.
              meant it?     run it again with GUARD_CONFIRM=%s (good today on this machine, for this text, target and user), or at a terminal.
              wrong alarm?  not what the statement does, or not what the target is? See why: guard explain URL 'STATEMENT'.
              (SQLState 28X02, refusal %s)"""
                .formatted(code(refusal), refusal.id()));
    assertThat(refusal.environment()).isEqualTo("production");
    assertThat(refusal.rule()).isEqualTo("level protected: write (guard.yaml:4:12)");
  }

  @Test
  void acceptsTheCodeForThisStatementOnly() throws Exception {
    String code = code(refused("28X02", () -> script().admit(UPDATE)));

    script(code).admit(UPDATE);

    refused("28X02", () -> script(code).admit(UPDATE + " AND true"));
    refused("28X01", () -> script(code).admit("DROP TABLE customers"));
  }

  @Test
  void printsAllCodesThatAMigrationNeedsSoFar() throws Exception {
    String first = code(refused("28X02", () -> script().admit(UPDATE)));
    Gate second = script(first);
    second.admit(UPDATE);
    String alter = "ALTER TABLE customers ADD COLUMN a INTEGER";

    String both = code(refused("28X02", () -> second.admit(alter)));

    assertThat(both).startsWith(first + ",");
    Gate third = script(both.split(","));
    third.admit(UPDATE);
    third.admit(alter);
  }

  @Test
  void sendsNothingThatCannotBeRecorded() throws Exception {
    String code = code(refused("28X02", () -> script().admit(UPDATE)));
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    Gate gate =
        new Gate(
            Sessions.of(
                "protected",
                notAFolder.resolve("audit.jsonl"),
                new NoTerminal(),
                Set.of(Origin.WORKSTATION),
                code),
            TransactionState.none());

    GuardRefusedException refusal = refused("28X01", () -> gate.admit(UPDATE));

    assertThat((Throwable) refusal).hasMessageContaining("has to be recorded before it is sent");
    gate.admit("SELECT 1");
  }

  private Gate gate(ScriptedTerminal terminal, Origin origin) {
    return new Gate(
        Sessions.of("protected", audit, terminal, Set.of(origin)), TransactionState.none());
  }

  private Gate script(String... codes) {
    return new Gate(
        Sessions.of("protected", audit, new NoTerminal(), Set.of(Origin.WORKSTATION), codes),
        TransactionState.none());
  }

  private static String code(GuardRefusedException refusal) {
    return refusal.next().replaceAll("(?s).*GUARD_CONFIRM=(\\S+).*", "$1");
  }
}
