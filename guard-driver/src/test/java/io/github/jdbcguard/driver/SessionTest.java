package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.PolicyReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {

  @ParameterizedTest
  @CsvSource({
    "corp, true",
    "production, true",
    "live, true",
    "staging, false",
    "mine, false",
    "undeclared, false"
  })
  void isCalledByTheStrictestEnvironmentsThatDeclareIt(String name, boolean called)
      throws Exception {
    Layer organisation =
        PolicyReader.read(
            Layer.Kind.ORGANISATION,
            "org",
            "guard: 1\nenvironments: { corp: { level: protected, match: [ { host: db } ] } }");
    Layer team =
        PolicyReader.read(
            Layer.Kind.TEAM,
            "team",
            """
            guard: 1
            environments:
              production: { level: protected, aliases: live, match: [ { host: db } ] }
              staging: { level: guarded, match: [ { host: "d*" } ] }
            tests:
              - { name: one, url: "jdbc:postgresql://db/x", expect: { verdict: allow } }
            """);
    Layer user =
        PolicyReader.read(
            Layer.Kind.USER,
            "user",
            "guard: 1\nenvironments: { mine: { level: protected, match: [ { host: db } ] } }");

    Session session =
        CaseSession.of(
            new GuardUrl("", "jdbc:postgresql://db/x"),
            new Policy(List.of(organisation, team, user)),
            team.cases().get(0),
            Instant.parse("2026-11-23T12:00:00Z"));

    assertThat(session.isCalled(name)).isEqualTo(called);
  }
}
