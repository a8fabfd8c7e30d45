package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.Nearest;
import io.github.jdbcguard.target.Engine;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyReaderTest {

  @Test
  void readsTheOneScreenPolicy() throws Exception {
    Layer layer =
        PolicyReader.read(
            Layer.Kind.TEAM,
            "guard.yaml",
            """
            guard: 1
            environments:
              local:
                level: open
                match:
                  - host: [localhost, 127.0.0.1, "::1"]
                  - engine: [h2, sqlite, derby, hsqldb]
              staging:
                level: guarded
                match:
                  - { host: "*.example.com", database: "*_staging" }
              production:
                level: protected
                match:
                  - { host: "db.example.com", database: shop }
                  - cidr: 10.20.0.0/16
                identity:
                  postgresql: ["7339481022133344556"]
                origins:
                  workstation: { write: deny }          # nobody's laptop writes here
                  application: { write: allow }
            approvers:
              - { id: dba, key: "ssh-ed25519 AAAA" }
            """);

    assertThat(layer.environments())
        .extracting(Environment::name, Environment::level)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("local", Level.OPEN),
            org.assertj.core.groups.Tuple.tuple("staging", Level.GUARDED),
            org.assertj.core.groups.Tuple.tuple("production", Level.PROTECTED));
    assertThat(layer.environments().get(2).recognition().matches().get(0).place())
        .hasToString("guard.yaml:15:9");
    assertThat(layer.environments().get(2).identity())
        .containsEntry(Engine.POSTGRESQL, Set.of("7339481022133344556"));
    assertThat(layer.approvers())
        .containsExactly(new Layer.Approver("dba", "ssh-ed25519 AAAA", Set.of()));
  }

  static Stream<Arguments> brokenPolicies() throws IOException {
    return BrokenPolicies.all().stream().map(c -> Arguments.of(c.message(), c.text()));
  }

  @ParameterizedTest
  @MethodSource("brokenPolicies")
  void tellsFaultWithPlaceAndRemedy(String message, String text) {
    InvalidPolicyException thrown = refused(text);

    assertThat(thrown).hasMessage(message);
  }

  @Test
  void tellsAllFaultsAtOnceInTheOrderOfTheFile() {
    InvalidPolicyException thrown =
        refused(
            """
            guard: 1
            environments:
              a:
                level: opn
                match:
                  - { hots: x }
            aprovers: []
            """);

    assertThat(thrown.faults())
        .extracting(Fault::toString)
        .containsExactly(
            "p:4:12: unknown level 'opn'; did you mean 'open'?",
            "p:6:11: unknown key 'hots'; did you mean 'host'?",
            "p:7:1: unknown key 'aprovers'; did you mean 'approvers'?");
  }

  @Test
  void endsOnDeepNesting() {
    InvalidPolicyException thrown = refused("guard: " + "[".repeat(100_000));

    assertThat(thrown.faults()).hasSize(1);
    assertThat(thrown).hasMessageContaining("nested more than 20 deep");
  }

  @Test
  void doesNotExpandAliases() {
    InvalidPolicyException thrown =
        refused("guard: 1\nenvironments: {a: &a [x, x], b: [*a, *a, *a]}\n");

    assertThat(thrown.faults())
        .extracting(Fault::message)
        .contains("alias '*a': write the value out");
  }

  private static InvalidPolicyException refused(String text) {
    return catchThrowableOfType(
        InvalidPolicyException.class, () -> PolicyReader.read(Layer.Kind.TEAM, "p", text));
  }

  @Test
  void distancesOfNearWords() {
    assertThat(Nearest.to("prodution", List.of("production", "staging"))).contains("production");
    assertThat(Nearest.to("xyz", List.of("production", "staging"))).isEmpty();
  }
}
