package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.file.PolicyReader;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a marker that is written down in a database adds to what its name claims. */
class MarkersTest {
  private static final OriginFinder LAPTOP = named -> Set.of(Origin.WORKSTATION);

  private static final String POLICY =
      """
      guard: 1
      environments:
        local: { level: open, match: [ { host: localhost } ] }
        demo: { level: open, match: [ { host: demo } ], marker: required }
        staging: { level: guarded, match: [ { host: staging } ] }
        production: { level: protected, match: [ { host: db } ], aliases: [prod] }
      """;

  /** The host in the URL, the marker and for which server it was written; 1 is the one asked. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          localhost, -,                local
          localhost, production 1/7,   local production
          localhost, prod 1/7,         local production
          localhost, PROD 1/7,         local undeclared
          localhost, elsewhere 1/7,    local undeclared
          localhost, production 2/7,   local
          localhost, production 1/8,   local
          localhost, production,       local
          localhost, staging 1/7,      local staging
          db,        staging 1/7,      production staging
          db,        local 1/7,        local production
          db,        local 9/9,        production
          demo,      -,                demo undeclared
          demo,      demo 1/7,         demo
          demo,      demo 2/7,         demo undeclared
          demo,      local 1/7,        demo local undeclared
          """)
  void addsWhatTheMarkerNames(String host, @Nullable String marker, String expected)
      throws Exception {
    Assignment assignment = asked(host, ServerReports.of("1", "7", marker));

    assertThat(assignment.names().stream().sorted().collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void believesAMarkerThatCannotBeComparedButIsNotSatisfiedByIt() throws Exception {
    assertThat(asked("localhost", ServerReports.of(null, "7", "production 1/7")).names())
        .containsExactlyInAnyOrder("local", "production");
    assertThat(asked("demo", ServerReports.of(null, "7", "demo 1/7")).names())
        .containsExactlyInAnyOrder("demo", "undeclared");
  }

  @Test
  void readsOnlyWhereARequiredMarkerIsMissing() throws Exception {
    Assignment unmarked = asked("demo", ServerReports.of("1", "7", "demo 2/7"));
    Claim missing =
        unmarked.claims().stream()
            .filter(c -> c.environment().name().equals("undeclared"))
            .findAny()
            .orElseThrow();

    assertThat(unmarked.environment().name()).isEqualTo("demo");
    assertThat(verdict(unmarked, Operation.INSERT)).isEqualTo(Verdict.DENY);
    assertThat(verdict(unmarked, Operation.READ)).isEqualTo(Verdict.ALLOW);
    assertThat(missing.evidence())
        .isEqualTo("demo requires a marker, and the marker was written for another database, 2/7");
  }

  @Test
  void isNotCertainOfAMarkerBeforeAsking() throws Exception {
    Policy policy = policy();
    Assignment claimed = policy.assign(request("demo"), HostAddresses.NONE, LAPTOP);

    assertThat(claimed.names()).containsExactly("demo");
    assertThat(policy.assignBeforeAsking(Engine.POSTGRESQL, claimed, LAPTOP).names())
        .containsExactlyInAnyOrder("demo", "undeclared");
  }

  private static Assignment asked(String host, ServerReport report) throws Exception {
    Policy policy = policy();
    Assignment claimed = policy.assign(request(host), HostAddresses.NONE, LAPTOP);
    return policy.assignAsked(report, request(host), claimed, HostAddresses.NONE, LAPTOP);
  }

  private static ConnectionRequest request(String host) {
    return ConnectionRequest.of(
        Target.resolved(Engine.POSTGRESQL, List.of(new Endpoint(host, 5432, "x")), List.of()));
  }

  private static Verdict verdict(Assignment assignment, Operation operation) {
    return assignment.decide(EnumSet.of(operation)).verdict();
  }

  private static Policy policy() throws Exception {
    return new Policy(List.of(PolicyReader.read(Layer.Kind.TEAM, "guard.yaml", POLICY)));
  }
}
