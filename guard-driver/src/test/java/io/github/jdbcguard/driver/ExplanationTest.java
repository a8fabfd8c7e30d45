package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.audit.JsonLine;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.PolicyCase;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.policy.file.PolicyReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final String INSERT = "INSERT INTO t VALUES (1)";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          jdbc:postgresql://db.example.com/shop              | INSERT INTO t VALUES (1) | workstation | 2026-11-02 | production | DENY    | origin workstation: write
          jdbc:guard:postgresql://db.example.com/shop        | INSERT INTO t VALUES (1) | application | 2026-11-02 | production | CONFIRM | level protected: write
          jdbc:postgresql://db.example.com/shop              | INSERT INTO t VALUES (1) | deploy      | 2026-12-24 | production | DENY    | freeze
          jdbc:postgresql://db.example.com/shop              | INSERT INTO t VALUES (1) | application | 2026-12-24 | production | CONFIRM | level protected: write
          jdbc:postgresql://db.example.com/shop              | SELECT 1                 | deploy      | 2026-12-24 | production | ALLOW   | level protected: read
          jdbc:postgresql://db.example.com/shop              | ''                       | application | 2026-12-24 | production | -       | ''
          jdbc:postgresql://A.example.com/x                  | INSERT INTO t VALUES (1) | application | 2026-11-02 | production | CONFIRM | level protected: write
          jdbc:postgresql://b.example.com/x                  | INSERT INTO t VALUES (1) | application | 2026-11-02 | staging    | ALLOW   | level guarded: write
          jdbc:postgresql://127.0.0.1/x                      | INSERT INTO t VALUES (1) | application | 2026-11-02 | undeclared | DENY    | level sealed: write
          jdbc:guard:@prod:postgresql://db.example.com/shop  | SELECT 1                 | application | 2026-11-02 | production | ALLOW   | level protected: read
          jdbc:guard:@staging:postgresql://a.example.com/x   | SELECT 1                 | application | 2026-11-02 | production | DENY    | a stated expectation has to hold
          jdbc:postgresql://127.0.0.1/                       | SELECT 1                 | application | 2026-11-02 | undeclared | ALLOW   | level sealed: read
          """)
  void explainsTheCasesOfAPolicy(
      String url,
      String sql,
      String origin,
      String day,
      String environment,
      Verdict verdict,
      String rule)
      throws Exception {
    Explanation explanation = under(url, sql, origin, day + "T12:00:00Z");

    assertThat(explanation.environment()).isEqualTo(environment);
    assertThat(explanation.verdict()).isEqualTo(Optional.ofNullable(verdict));
    assertThat(explanation.rule()).isEqualTo(rule);
  }

  @Test
  void asksNothingOfThisMachineForACase() throws Exception {
    System.setProperty("guard.expect", "staging");
    System.setProperty("socksProxyHost", "localhost");
    try {
      Explanation explanation =
          under("jdbc:postgresql://db.example.com/shop", "SELECT 1", "ci", NOW.toString());

      assertThat(explanation.passes()).isTrue();
      assertThat(explanation.environment()).isEqualTo("production");
      assertThat(explanation.next()).isEqualTo("runs without a question");
    } finally {
      System.clearProperty("guard.expect");
      System.clearProperty("socksProxyHost");
    }
  }

  @Test
  void saysWhatIsUnusableInACase() {
    assertThatThrownBy(() -> under("jdbc:guard:@x", "SELECT 1", "ci", NOW.toString()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("names no database");
  }

  @Test
  void explainsRuleByRule() throws Exception {
    Explanation explanation =
        under("jdbc:postgresql://db.example.com/shop", INSERT, "application", NOW.toString());

    assertThat(JsonLine.of(explanation.toMap()))
        .startsWith(
            "{\"target\":{\"engine\":\"postgresql\",\"endpoints\":[{\"host\":\"db.example.com\",\"port\":5432,\"database\":\"shop\"}],\"database\":\"shop\",\"resolved\":true},\"environment\":\"production\",\"level\":\"protected\",\"evidence\":")
        .contains(
            "\"evidence_place\":{\"file\":\"guard.yaml\",\"line\":7,\"column\":9},",
            "\"claims\":[{\"environment\":\"production\",\"level\":\"protected\",\"evidence\":",
            "\"origins\":[\"application\"],\"origin_evidence\":[{\"origin\":\"application\",\"evidence\":\"the case says so (guard.yaml:",
            "\"decision\":{\"verdict\":\"confirm\",\"environment\":\"production\",\"operations\":[\"insert\"],\"why\":\"INSERT\",\"rule\":\"level protected: write\",\"place\":\"guard.yaml:5:12\",\"rule_place\":{\"file\":\"guard.yaml\",\"line\":5,\"column\":12},\"note\":\"Use the release train.\",\"rules\":[{\"environment\":\"production\",\"operation\":\"insert\",\"verdict\":\"confirm\",\"rule\":\"level protected: write\",\"place\":{");
    assertThat(explanation.next())
        .startsWith("wrong target? correct the URL: this one is production.")
        .contains("GUARD_CONFIRM=");
  }

  @Test
  void tellsWhichFilesWereConsidered() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("guard.yaml"),
            "guard: 1\nenvironments: { local: { level: open, match: [ { engine: h2 } ] } }\n");
    Properties properties = new Properties();
    properties.setProperty("guard.policy", file.toString());

    Map<String, Object> all = Explanation.of("jdbc:h2:mem:x", properties, "").toMap();

    assertThat(all).extractingByKey("policy").asString().contains(file + "=as set");
    assertThat(all).doesNotContainKeys("decision", "refused");
  }

  @Test
  void tellsWhyAConnectionIsRefused() throws Exception {
    Map<String, Object> all =
        under("jdbc:guard:@staging:postgresql://a.example.com/x", "", "ci", NOW.toString()).toMap();

    assertThat(JsonLine.of(all)).contains("\"refused\":{\"state\":\"28X05\",\"because\":\"refused");
  }

  private static Explanation under(String url, String sql, String origin, String at)
      throws Exception {
    String text =
        """
      guard: 1
      environments:
        production:
          aliases: [prod]
          level: protected
          match:
            - { host: db.example.com, database: shop }
            - cidr: 10.20.0.0/16
          freeze:
            - { from: 2026-12-20, to: 2027-01-02, reason: "year end" }
          origins:
            workstation: { write: deny }
        staging:
          level: guarded
          match: [ { cidr: 10.30.0.0/16 } ]
      messages:
        write: { text: "Use the release train." }
      tests:
        - name: one
          url: %s
          sql: "%s"
          origin: %s
          at: "%s"
          addresses: { a.example.com: [10.20.1.1], b.example.com: [10.30.1.1] }
          expect: { verdict: deny }
      """
            .formatted("\"" + url + "\"", sql, origin, at);
    if (sql.isEmpty()) {
      text = text.replace("    sql: \"\"\n", "");
    }
    Layer layer = PolicyReader.read(Layer.Kind.TEAM, "guard.yaml", text);
    PolicyCase one = layer.cases().get(0);
    return Explanation.under(new Policy(java.util.List.of(layer)), one, NOW);
  }
}
