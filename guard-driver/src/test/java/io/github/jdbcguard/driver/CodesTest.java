package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.confirm.IssuedCodes;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes that confirm without a terminal: what they are bound to, and what a misfit tells. */
class CodesTest {
  private static final String UPDATE = "UPDATE customers SET name = 'x' WHERE id = 7";
  private static final String INSERT = "INSERT INTO customers VALUES (1)";
  private static final String ALTER = "ALTER TABLE customers ADD COLUMN a INTEGER";

  @TempDir Path folder;

  /** One point changes, the others stay as they are in {@link #usual}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          environment | is for environment production, and this is live
          policy      | is for another version of the policy
          identity    | is for the server that calls itself '7339', and this is '7340'
          user        | is for database user 'app', and this is 'root'
          host        | is for machine 'laptop', and this is 'server'
          day         | is for 2026-11-02, and today is 2026-11-03
          """)
  void namesWhatHasChangedSinceItWasPrinted(String what, String said) throws Exception {
    String code = code(refused("28X02", () -> gate(usual()).admit(UPDATE)));
    gate(usual().with(code)).admit(UPDATE);

    GuardRefusedException refusal =
        refused("28X02", () -> gate(changed(what).with(code)).admit(UPDATE));

    assertThat((Throwable) refusal).hasMessageContaining(code + " " + said);
    assertThat(code(refusal)).isNotEqualTo(code);
  }

  @Test
  void saysThatItIsForAnotherStatement() throws Exception {
    String code = code(refused("28X02", () -> gate(usual()).admit(UPDATE)));

    GuardRefusedException refusal = refused("28X02", () -> gate(usual().with(code)).admit(INSERT));

    assertThat((Throwable) refusal)
        .hasMessageContaining(code + " is for another statement, and this one came on top")
        .hasMessageContaining("for these 2 texts, target and user");
  }

  @Test
  void saysThatItWasNotPrintedHere() throws Exception {
    GuardRefusedException refusal =
        refused("28X02", () -> gate(usual().with("ABCD-EFGH")).admit(UPDATE));

    assertThat((Throwable) refusal)
        .hasMessageContaining(
            "nothing is known of ABCD-EFGH for lena on this machine: mistyped, printed elsewhere");
  }

  @Test
  void coversEverythingSeenSoFarByOneCode() throws Exception {
    String first = code(refused("28X02", () -> migrate(usual())));
    String second = code(refused("28X02", () -> migrate(usual().with(first))));
    String third = code(refused("28X02", () -> migrate(usual().with(second))));

    assertThat(Stream.of(first, second, third)).allMatch(code -> code.length() == 9);
    migrate(usual().with(third));
    refused("28X02", () -> gate(usual().with(third)).admit(ALTER + " NOT NULL"));
  }

  @Test
  void keepsNoStatementAndIsReadableByItsOwnerAlone() throws Exception {
    String code = code(refused("28X02", () -> gate(usual()).admit(UPDATE)));

    Path file = folder.resolve("codes").resolve(code);
    assertThat(Files.readString(file)).doesNotContain("UPDATE").doesNotContain("'x'");
    assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("GROUP");
  }

  @Test
  void fitsItsStatementWhereNothingCanBeKept() throws Exception {
    Sessions sessions = usual().keeping(IssuedCodes.none());
    String code = code(refused("28X02", () -> gate(sessions).admit(UPDATE)));
    gate(usual().keeping(IssuedCodes.none()).with(code)).admit(UPDATE);

    String both =
        code(
            refused(
                "28X02", () -> gate(usual().keeping(IssuedCodes.none()).with(code)).admit(INSERT)));

    assertThat(both.split(",")).hasSize(2).contains(code);
    gate(usual().keeping(IssuedCodes.none()).with(both.split(","))).admit(INSERT);
  }

  private void migrate(Sessions sessions) throws Exception {
    Gate gate = gate(sessions);
    gate.admit(UPDATE);
    gate.admit(INSERT);
    gate.admit(ALTER);
  }

  private Sessions changed(String what) {
    return switch (what) {
      case "environment" -> by(policy("live"), "2026-11-02", "7339");
      case "policy" -> by(policy("production") + "# reviewed\n", "2026-11-02", "7339");
      case "identity" -> by(policy("production"), "2026-11-02", "7340");
      case "user" -> usual().as("root");
      case "host" -> usual().on("server");
      case "day" -> by(policy("production"), "2026-11-03", "7339");
      default -> throw new IllegalArgumentException(what);
    };
  }

  private Sessions usual() {
    return by(policy("production"), "2026-11-02", "7339");
  }

  private Sessions by(String policy, String day, String identity) {
    Clock clock = new SettableClock(day + "T10:00:00Z");
    return Sessions.by(policy, folder.resolve("audit"))
        .on(clock)
        .on("laptop")
        .answeredBy(server(identity))
        .keeping(new IssuedCodes(folder.resolve("codes")));
  }

  private static ServerReport server(String identity) {
    return new ServerReport(
        Engine.POSTGRESQL,
        Optional.of(identity),
        Optional.of(identity),
        Optional.of("shop"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty());
  }

  private static String policy(String name) {
    return """
        guard: 1
        environments:
          %s: { level: protected, match: [ { host: db.example.com } ] }
        """
        .formatted(name);
  }

  private static Gate gate(Sessions sessions) {
    return new Gate(sessions.session(), TransactionState.none());
  }

  private static String code(GuardRefusedException refusal) {
    return refusal.next().replaceAll("(?s).*GUARD_CONFIRM=(\\S+).*", "$1");
  }
}
