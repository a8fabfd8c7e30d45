package io.github.jdbcguard.policy.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.PolicyReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void findsNothingBetweenEqualPolicies() throws Exception {
    assertThat(PolicyDiff.between(policy(PRODUCTION), policy(PRODUCTION), NOW)).isEmpty();
    assertThat(PolicyDiff.changedTerms(policy(PRODUCTION), policy(PRODUCTION))).isEmpty();
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

  @Test
  void tellsChangedTerms() throws Exception {
    String changed =
        PRODUCTION.replace("production:", "live:")
            + "  production:\n    level: protected\n    expect: required\n    match: [ { host: x } ]\n";

    List<String> terms = PolicyDiff.changedTerms(policy(PRODUCTION), policy(changed));

    assertThat(terms)
        .containsExactly(
            "production: expect was optional, and is required (p:8:3)", "live is new (p:3:3)");
  }

  private static Policy policy(String text) throws InvalidPolicyException {
    return new Policy(List.of(PolicyReader.read(Layer.Kind.TEAM, "p", text)));
  }
}
