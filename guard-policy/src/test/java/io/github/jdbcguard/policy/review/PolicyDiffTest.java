package io.github.jdbcguard.policy.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.PolicyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyDiffTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String PRODUCTION =
      """
      guard: 1
      environments:
        production:
          level: protected
          match: [ { host: db.example.com, database: [shop] } ]
          origins: { workstation: { write: deny } }
          rules: { ddl: deny }
      """;

  private static final String BASE =
      """
      guard: 1
      defaults: { undeclared: refuse, audit_failure: refuse }
      origins:
        deploy: { host: "deploy-*", user: deployer }
      environments:
        local: { level: open, match: [ { host: localhost, port: 1 }, { cidr: 10.1.1.0/24 }, { engine: h2 }, { host: u.example.com, user: u, url: "jdbc:postgresql:*" }, { host: "regex:t[0-9]+" } ] }
        hidden: { level: protected, match: [ { host: "regex:h[0-9]+" } ] }
        production:
          level: protected
          match: [ { host: db.example.com }, { host: "*.example.org" } ]
          aliases: [prod]
          marker: optional
          expect: required
          identity: { postgresql: ["1"] }
          confirm: { phrase: "production eu", reason: required, valid_for: 10m, scope: statement }
          approve: { people: [dba1, sam], required: 2, self: false, valid_for: 8h }
          break_glass: { people: dba1, reason_length: 20, valid_for: 1h }
          windows: [ { days: [mon, tue], from: "09:00", to: "15:00" } ]
          freeze: [ { from: 2026-11-01, to: 2026-12-31, reason: r } ]
        marked: { level: guarded, match: [ { host: m.example.net } ], marker: required, read_only: transaction }
      exceptions:
        - { environment: production, rule: drop, statement: DROP TABLE a, verdict: confirm, reason: r, expires: 2026-12-31 }
      approvers: [ { id: dba1, key: a }, { id: sam, key: b } ]
      audit: { sync: consent, rotate: 1MB, retention: 400d }
      ledger: a.ledger
      """;

  @Test
  void findsNothingBetweenEqualPolicies() throws Exception {
    assertThat(PolicyDiff.between(policy(PRODUCTION), policy(PRODUCTION), NOW)).isEmpty();
    assertThat(TermDiff.between(policy(PRODUCTION), policy(PRODUCTION), NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'write: deny'    | 'write: confirm'   | production | 'insert, update, delete, merge, bulk' | deny > confirm  | WORKSTATION
          'level: protected' | 'level: sealed'  | production | 'call, maintenance, unknown'          | confirm > deny  | WORKSTATION
          'ddl: deny'      | 'ddl: deny, drop: allow' | production | 'drop'                         | deny > allow    | all
          'database: [shop]' | 'database: [shop, crm]' | undeclared > production | 'call, maintenance, unknown' | deny > confirm | WORKSTATION
          """)
  void findsChangedDecisions(
      String from,
      String to,
      String environments,
      String operations,
      String verdicts,
      String origins)
      throws Exception {
    List<DecisionChange> changes =
        PolicyDiff.between(policy(PRODUCTION), policy(PRODUCTION.replace(from, to)), NOW);

    assertThat(changes)
        .anySatisfy(
            change -> {
              String names =
                  change.environment().equals(change.newEnvironment())
                      ? change.environment()
                      : change.environment() + " > " + change.newEnvironment();
              assertThat(names).isEqualTo(environments);
              assertThat(change.operations()).containsExactly(operations.split(", "));
              assertThat(change.before().id() + " > " + change.after().id()).isEqualTo(verdicts);
              assertThat(change.origins()).hasSize(origins.equals("all") ? 5 : 1);
              assertThat(change.weaker()).isEqualTo(change.before().stricterThan(change.after()));
            });
  }

  @Test
  void findsAFreezeThatIsGone() throws Exception {
    String frozen =
        PRODUCTION + "    freeze: [ { from: 2026-12-20, to: 2027-01-02, reason: year end } ]\n";

    List<DecisionChange> changes = PolicyDiff.between(policy(frozen), policy(PRODUCTION), NOW);

    assertThat(changes).isNotEmpty().allMatch(DecisionChange::weaker);
    assertThat(changes)
        .allSatisfy(
            change -> assertThat(change.moment()).contains(Instant.parse("2026-12-20T00:00:00Z")));
  }

  @Test
  void findsAWindowThatIsWider() throws Exception {
    String narrow = PRODUCTION + "    windows: [ { from: \"09:00\", to: \"15:00\" } ]\n";
    String wide = narrow.replace("15:00", "17:00");

    List<DecisionChange> changes = PolicyDiff.between(policy(narrow), policy(wide), NOW);

    assertThat(changes)
        .isNotEmpty()
        .allSatisfy(
            change -> assertThat(change.moment()).contains(Instant.parse("2026-11-23T15:00:00Z")));
  }

  /** Loosenings of which a comparison of a few connections, as they are now, sees nothing. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("loosenings")
  void tellsEveryLoosening(String from, String to) throws Exception {
    String changed = BASE.replace(from, to);
    assertThat(changed).isNotEqualTo(BASE);

    assertThat(weaker(BASE, changed)).as("%s to %s", from, to).isTrue();
  }

  static Stream<Arguments> loosenings() throws Exception {
    return lines("loosenings.txt")
        .map(line -> line.split(" => ", -1))
        .map(pair -> Arguments.of(pair[0], pair[1].replace("\\n", "\n")));
  }

  /** What becomes stricter, or no other, is no loosening. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tightenings")
  void doesNotTellWeakerWhatIsNot(String from, String to) throws Exception {
    String changed = BASE.replace(from, to);
    assertThat(changed).isNotEqualTo(BASE);

    assertThat(weaker(BASE, changed)).as("%s to %s", from, to).isFalse();
  }

  static Stream<Arguments> tightenings() throws Exception {
    return lines("tightenings.txt")
        .map(line -> line.split(" => ", -1))
        .map(pair -> Arguments.of(pair[0], pair[1].replace("\\n", "\n")));
  }

  private static Stream<String> lines(String resource) throws IOException {
    return text(resource).lines().filter(line -> line.contains(" => "));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = PolicyDiffTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean weaker(String before, String after) throws Exception {
    return PolicyDiff.between(policy(before), policy(after), NOW).stream()
            .anyMatch(DecisionChange::weaker)
        || TermDiff.between(policy(before), policy(after), NOW).stream()
            .anyMatch(TermChange::weaker);
  }

  @Test
  void tellsChangedTerms() throws Exception {
    String changed =
        PRODUCTION.replace("production:", "live:")
            + "  production:\n    level: protected\n    expect: required\n    match: [ { host: x } ]\n";

    List<TermChange> terms = TermDiff.between(policy(PRODUCTION), policy(changed), NOW);

    assertThat(terms)
        .extracting(term -> term.direction().id() + " " + term)
        .containsExactly(
            "changed live: environments: (none) → live",
            "changed production: match: (none) → host \"x\"",
            "stricter production: expect: optional → required");
  }

  @Test
  void tellsFreezesThatAreGoneEvenWhereARuleIsStricter() throws Exception {
    String frozen =
        PRODUCTION
            + "    freeze: [ { from: 2026-12-20, to: 2027-01-02, reason: a }, { from: 2027-04-01, to: 2027-04-02, reason: b } ]\n";

    List<DecisionChange> changes =
        PolicyDiff.between(
            policy(frozen), policy(PRODUCTION.replace("ddl: deny", "ddl: deny, call: deny")), NOW);

    assertThat(changes).anyMatch(change -> !change.weaker() && change.moment().isEmpty());
    assertThat(changes)
        .filteredOn(DecisionChange::weaker)
        .extracting(change -> change.moment().map(Instant::toString).orElse(""))
        .contains("2026-12-20T00:00:00Z", "2027-04-01T00:00:00Z");
  }

  @Test
  void countsWhatIsNotCompared() throws Exception {
    String regex = PRODUCTION.replace("host: db.example.com", "host: \"regex:db.*\"");

    assertThat(PolicyDiff.notCompared(policy(PRODUCTION), policy(PRODUCTION))).isZero();
    assertThat(PolicyDiff.notCompared(policy(PRODUCTION), policy(regex))).isEqualTo(1);
  }

  private static Policy policy(String text) throws InvalidPolicyException {
    return new Policy(List.of(PolicyReader.read(Layer.Kind.TEAM, "p", text)));
  }
}
