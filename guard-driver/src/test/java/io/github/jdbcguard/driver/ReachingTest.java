package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.PolicyCase;
import io.github.jdbcguard.policy.file.PolicyReader;
import io.github.jdbcguard.sql.Reach;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachingTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://db.example.com/shop, shop, false",
    "jdbc:mysql://db.example.com/shop, crm, false",
    "jdbc:mysql://db.example.com/shop, payroll, true",
    "jdbc:mysql://dev.example.com/dev1, dev1, false",
    "jdbc:mysql://dev.example.com/dev1, shop, true",
    "jdbc:mysql://dev.example.com/dev1, '', true",
    "jdbc:trino://db.example.com:8080/shop, crm, false",
    "jdbc:trino://db.example.com:8080/shop, payroll, true"
  })
  void knowsWhetherAnotherDatabaseIsAnotherEnvironment(String url, String database, boolean leaves)
      throws Exception {
    Layer organisation =
        PolicyReader.read(
            Layer.Kind.ORGANISATION,
            "org",
            """
            guard: 1
            environments:
              production: { level: sealed, match: [ { host: db.example.com, database: payroll } ] }
            """);
    Layer team =
        PolicyReader.read(
            Layer.Kind.TEAM,
            "team",
            """
            guard: 1
            environments:
              production: { level: guarded, match: [ { host: db.example.com } ] }
              dev: { level: open, match: [ { host: dev.example.com, url: "jdbc:mysql://dev.example.com/dev*" } ] }
            tests:
              - { name: one, url: "%s", expect: { verdict: allow } }
            """
                .formatted(url));
    Policy policy = new Policy(List.of(organisation, team));
    PolicyCase one = team.cases().get(0);

    Session session =
        CaseSession.of(new GuardUrl("", url), policy, one, Instant.parse("2026-11-23T12:00:00Z"));

    assertThat(new Reaching(session).leaves(Reach.of(Reach.Kind.NEXT_DATABASE, database)))
        .isEqualTo(leaves);
  }
}
