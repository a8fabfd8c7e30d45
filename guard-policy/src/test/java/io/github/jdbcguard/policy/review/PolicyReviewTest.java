package io.github.jdbcguard.policy.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.PolicyReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyReviewTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  /** Cases that a line of tildes ends: the findings behind "! ", then the policy. */
  static Stream<Arguments> policies() throws Exception {
    try (InputStream in = PolicyReviewTest.class.getResourceAsStream("findings.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("\n~~~\n"))
          .map(String::lines)
          .map(Stream::toList)
          .map(
              lines ->
                  Arguments.of(
                      lines.stream()
                          .filter(line -> line.startsWith("! "))
                          .map(line -> line.substring(2))
                          .toList(),
                      String.join(
                          "\n", lines.stream().filter(line -> !line.startsWith("! ")).toList())));
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void tellsWhatIsWorthASecondLook(List<String> expected, String text) throws Exception {
    Layer layer = PolicyReader.read(Layer.Kind.TEAM, "p", text);

    List<Finding> findings = PolicyReview.of(layer, NOW);

    assertThat(findings).extracting(Finding::toString).containsExactlyElementsOf(expected);
  }

  @Test
  void tellsWhatALowerLayerSaysInVain() throws Exception {
    Layer organisation =
        PolicyReader.read(
            Layer.Kind.ORGANISATION,
            "org",
            """
            guard: 1
            defaults: { undeclared: refuse }
            audit: { rotate: 1GB, retention: 400d }
            ledger: "jdbc:postgresql://db/ledger"
            environments:
              production:
                level: protected
                match: [ { host: "*.example.com" } ]
                rules: { grant: deny }
            """);
    Layer team =
        PolicyReader.read(
            Layer.Kind.TEAM,
            "team",
            """
            guard: 1
            defaults: { undeclared: read-only, audit_failure: warn }
            audit: { sync: never, rotate: 1MB, retention: 500d }
            ledger: ours.ledger
            environments:
              live:
                level: protected
                match: [ { host: db.example.com } ]
                rules: { update: allow, grant: deny }
              own: { level: open, match: [ { host: localhost } ] }
            """);
    Layer user =
        PolicyReader.read(
            Layer.Kind.USER,
            "user",
            """
            guard: 1
            origins: { deploy: { host: "*" } }
            approvers: [ { id: me, key: k } ]
            audit: { sync: always, retention: 450d }
            environments:
              mine: { level: guarded, match: [ { host: box.example.org } ] }
              careful: { level: sealed, match: [ { host: localhost } ] }
            """);

    List<Finding> findings =
        PolicyReview.ofLayers(new Policy(List.of(team, user, organisation)), 100);

    assertThat(findings)
        .extracting(Finding::toString)
        .containsExactly(
            "team:2:25: warning: ignored: undeclared is 'refuse' at org:2:25, which is stricter",
            "team:3:16: warning: ignored: sync is 'consent' where the highest layer says nothing",
            "team:3:31: warning: ignored: rotate is '1048576kB' at org:3:18",
            "team:4:9: warning: ignored: the ledger is 'jdbc:postgresql://db/ledger' at org:4:9",
            "team:9:14: warning: ignored: 'rules: update' of live says allow here, and 'level protected: write' of production says confirm at org:7:12, for the same targets",
            "user:1:1: warning: the approvers of a user's file are ignored: it can make stricter, and declares nothing",
            "user:2:12: warning: ignored: a user's file cannot say where the process runs",
            "user:4:35: warning: ignored: retention is '12000h' at org:3:34",
            "user:6:36: warning: a user's file declares nothing: what only mine matches stays undeclared, for reads only");
  }

  @ParameterizedTest
  @CsvSource({"TEAM, 3, 3", "TEAM, 1000, 200", "USER, 3, 3", "USER, 1000, 200"})
  void looksAtSoManyEntriesOfALayerAndTellsNoMoreThanAnybodyReads(
      Layer.Kind kind, int mostEntries, int expected) throws Exception {
    StringBuilder text = new StringBuilder("guard: 1\nenvironments:\n");
    for (int i = 0; i < 300; i++) {
      text.append("  e%d: { level: open, match: [ { host: h%d.example.com } ] }\n".formatted(i, i));
    }
    Layer lower = PolicyReader.read(kind, "lower", text.toString());
    Layer above =
        PolicyReader.read(
            Layer.Kind.ORGANISATION,
            "above",
            """
            guard: 1
            environments: { all: { level: protected, match: [ { host: "%s" } ] } }
            """
                .formatted(kind == Layer.Kind.USER ? "*.example.org" : "*.example.com"));

    List<Finding> findings = PolicyReview.ofLayers(new Policy(List.of(above, lower)), mostEntries);

    assertThat(findings.stream().map(f -> f.place().line()).distinct())
        .hasSizeLessThanOrEqualTo(expected);
    assertThat(findings).isNotEmpty().hasSizeLessThanOrEqualTo(200);
  }
}
