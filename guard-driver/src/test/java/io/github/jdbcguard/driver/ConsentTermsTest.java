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
import org.junit.jupiter.params.provider.ValueSource;

/** A confirmation on the terms that the policy sets. */
class ConsentTermsTest {
  private static final String UPDATE = "UPDATE customers SET name = 'x' WHERE id = 7";
  private static final String INSERT = "INSERT INTO customers VALUES (1)";

  @TempDir Path folder;
  private Path audit;
  private final SettableClock clock = new SettableClock("2026-11-02T10:00:00Z");

  @BeforeEach
  void nameAudit() {
    audit = folder.resolve("audit");
  }

  @Test
  void asksForThePhraseOfThePolicy() throws Exception {
    ScriptedTerminal terminal = new ScriptedTerminal("production", "production eu");

    gate(by("phrase: \"production eu\"").at(terminal)).admit(UPDATE);

    assertThat(terminal.shown()).contains("type 'production eu' to run it");
  }

  @Test
  void asksAgainWhenTheYesHasRunOut() throws Exception {
    Gate gate = gate(by("valid_for: 5m").at(new ScriptedTerminal("production")));
    gate.admit(UPDATE);

    clock.set("2026-11-02T10:04:59Z");
    gate.admit(UPDATE);
    clock.set("2026-11-02T10:05:00Z");

    refused("28X02", () -> gate.admit(UPDATE));
  }

  @Test
  void takesAYesForOneStatementIfNothingElseIsSaid() throws Exception {
    Gate gate = gate(by("valid_for: 5m").at(new ScriptedTerminal("production")));
    gate.admit(UPDATE);

    refused("28X02", () -> gate.admit(INSERT));
  }

  @Test
  void takesAYesForEverythingOnTheConnection() throws Exception {
    Sessions sessions = by("scope: connection").at(new ScriptedTerminal("production"));
    Gate gate = gate(sessions);
    gate.admit(UPDATE);
    gate.admit(INSERT);

    refused("28X02", () -> gate(sessions).admit(INSERT));
    refused("28X01", () -> gate.admit("DROP TABLE customers"));
  }

  @Test
  void takesAYesForTheTransaction() throws Exception {
    Sessions sessions = by("scope: transaction").at(new ScriptedTerminal("production"));
    Gate gate = gate(sessions);
    gate.admit("BEGIN");
    gate.admit(UPDATE);
    gate.admit(INSERT);
    gate.admit("COMMIT");
    gate.admit("BEGIN");

    refused("28X02", () -> gate.admit(INSERT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMIT; UPDATE customers SET name = 'y' WHERE id = 8",
        "ROLLBACK; BEGIN; UPDATE customers SET name = 'y' WHERE id = 8"
      })
  void takesNoYesOfATransactionForATextThatEndsIt(String sql) throws Exception {
    Gate gate = gate(by("scope: transaction").at(new ScriptedTerminal("production")));
    gate.admit("BEGIN");
    gate.admit(UPDATE);

    refused("28X02", () -> gate.admit(sql));
  }

  @Test
  void takesAYesForOneStatementOutsideOfATransaction() throws Exception {
    Gate gate = gate(by("scope: transaction").at(new ScriptedTerminal("production")));
    gate.admit(UPDATE);
    gate.admit(UPDATE);

    refused("28X02", () -> gate.admit(INSERT));
  }

  @Test
  void takesAYesForTheSameUserOnEveryConnection() throws Exception {
    Sessions sessions = by("scope: session").at(new ScriptedTerminal("production"));
    gate(sessions).admit(UPDATE);
    gate(sessions).admit(INSERT);

    refused("28X02", () -> gate(sessions.as("other")).admit(INSERT));
    clock.set("2026-11-02T10:10:00Z");
    refused("28X02", () -> gate(sessions.as("app")).admit(INSERT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"statement", "connection", "session"})
  void takesNoYesThatTheClockHasNotComeToAgain(String scope) throws Exception {
    Gate gate = gate(by("scope: " + scope).at(new ScriptedTerminal("production")));
    gate.admit(UPDATE);
    gate.admit(UPDATE);

    clock.set("2026-11-02T09:59:59Z");
    refused("28X02", () -> gate.admit(UPDATE));
    clock.set("2026-11-02T10:00:00Z");

    refused("28X02", () -> gate.admit(UPDATE));
  }

  @Test
  void sharesNoYesOfAUserWhomNobodyKnows() throws Exception {
    Sessions sessions = by("scope: session").as("").at(new ScriptedTerminal("production"));
    Gate gate = gate(sessions);
    gate.admit(UPDATE);
    gate.admit(INSERT);

    refused("28X02", () -> gate(sessions).admit(INSERT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scope: session, reason: required",
        "scope: session, phrase: \"production eu\"",
        "scope: session, valid_for: 5m",
        "scope: connection",
        "scope: transaction",
        "scope: statement"
      })
  void takesNoYesThatWasGivenOnOtherTerms(String terms) throws Exception {
    Sessions before = by("scope: session").at(new ScriptedTerminal("production"));
    gate(before).admit(UPDATE);
    gate(before).admit(UPDATE);

    refused("28X02", () -> gate(by(terms).at(new ScriptedTerminal()).after(before)).admit(UPDATE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Origin.class,
      names = {"CI", "AGENT"})
  void takesNoYesOfAPersonForAMachine(Origin origin) throws Exception {
    Sessions sessions = by("scope: session").at(new ScriptedTerminal("production"));
    gate(sessions).admit(UPDATE);

    refused("28X02", () -> gate(sessions.from(Set.of(origin))).admit(UPDATE));
  }

  @Test
  void takesNoYesWhereNobodyIsAtTheTerminal() throws Exception {
    Sessions sessions = by("scope: session").at(new ScriptedTerminal("production"));
    gate(sessions).admit(UPDATE);

    refused("28X02", () -> gate(sessions.at(new NoTerminal())).admit(UPDATE));
  }

  @Test
  void takesACodeForItsStatementAlone() throws Exception {
    Sessions sessions = by("scope: session");
    String code = code(refused("28X02", () -> gate(sessions).admit(UPDATE)));
    Gate gate = gate(sessions.with(code));
    gate.admit(UPDATE);

    refused("28X02", () -> gate.admit(INSERT));
  }

  @Test
  void asksForTheReasonFirstAndKeepsIt() throws Exception {
    ScriptedTerminal terminal = new ScriptedTerminal("ticket 4711", "production");
    Gate gate = gate(by("reason: required").at(terminal));

    gate.admit(UPDATE);
    gate.admit(UPDATE);

    assertThat(terminal.shown())
        .endsWith(
            """
              judged as     update
              policy says   Ask in the channel first. https://wiki.example.com/db

            why is it done? The audit keeps it: \
            type 'production' to run it, or nothing not to: \
            """);
    assertThat(Files.readString(audit).lines().skip(1))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("\"reason\":\"ticket 4711\""));
  }

  @Test
  void takesNoReasonForANo() {
    ScriptedTerminal terminal = new ScriptedTerminal(" ", "production");

    refused("28X02", () -> gate(by("reason: required").at(terminal)).admit(UPDATE));

    assertThat(terminal.shown()).endsWith("why is it done? The audit keeps it: not run\n");
  }

  @Test
  void asksForNoReasonThatIsSet() throws Exception {
    ScriptedTerminal terminal = new ScriptedTerminal("production");

    gate(by("reason: required").at(terminal).because("ticket 4712")).admit(UPDATE);

    assertThat(terminal.shown()).doesNotContain("why is it done?");
    assertThat(Files.readString(audit)).contains("\"reason\":\"ticket 4712\"");
  }

  @Test
  void takesNoCodeWithoutAReason() throws Exception {
    Sessions sessions = by("reason: required").at(new NoTerminal());
    GuardRefusedException first = refused("28X02", () -> gate(sessions).admit(UPDATE));

    sessions.with(code(first));
    GuardRefusedException second = refused("28X02", () -> gate(sessions).admit(UPDATE));
    gate(sessions.because("ticket 4713")).admit(UPDATE);

    assertThat(first.next())
        .contains("run it again with GUARD_REASON=\"why\" GUARD_CONFIRM=" + code(first));
    assertThat((Throwable) second)
        .hasMessageContaining("needs a confirmation with a reason, and no reason was given")
        .hasMessageContaining(
            "\n  policy says   Ask in the channel first. https://wiki.example.com/db\n");
  }

  private Sessions by(String terms) {
    return Sessions.by(
            """
            guard: 1
            environments:
              production:
                level: protected
                match: [ { host: db.example.com } ]
                confirm: { %s }
            messages:
              write: { text: "Ask in the channel first.", link: "https://wiki.example.com/db" }
            """
                .formatted(terms),
            audit)
        .on(clock);
  }

  private static Gate gate(Sessions sessions) {
    return new Gate(sessions.session(), TransactionState.none());
  }

  private static String code(GuardRefusedException refusal) {
    return refusal.next().replaceAll("(?s).*GUARD_CONFIRM=(\\S+).*", "$1");
  }
}
