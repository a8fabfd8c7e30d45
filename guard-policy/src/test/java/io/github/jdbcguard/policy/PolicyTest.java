package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.file.PolicyReader;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final String TEAM =
      """
      guard: 1
      environments:
        local:
          level: open
          match:
            - host: [localhost, 127.0.0.1]
            - engine: [h2]
            - cidr: 192.168.0.0/16
        staging:
          level: guarded
          match:
            - { host: "*.example.com", database: "*_staging" }
            - { host: shared.example.com, port: 3307 }
        production:
          level: protected
          match:
            - { host: db.example.com, database: shop }
            - { host: shared.example.com, database: shop }
            - cidr: [10.20.0.0/16, "fd00::/8"]
          rules: { insert: allow, write: confirm }
          origins:
            ci: { ddl: approve }
            application: { write: allow }
        archive:
          level: sealed
          match: [ { database: archive } ]
      """;

  private static final Map<String, List<String>> NAMES =
      Map.of(
          "alias.example.org", List.of("10.20.3.4"),
          "both.example.org", List.of("192.168.1.1", "8.8.8.8"),
          "lan.example.org", List.of("192.168.1.1"));

  private static final OriginFinder LAPTOP = named -> Set.of(Origin.WORKSTATION);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          POSTGRESQL | localhost          | 5432 | shop          | local
          POSTGRESQL | db.example.com     | 5432 | shop          | production
          POSTGRESQL | DB.example.com     | 5432 | SHOP          | production
          POSTGRESQL | db.example.com     | 5432 | shop_staging  | staging
          POSTGRESQL | db.example.com     | 5432 | SHOP_STAGING  | undeclared
          POSTGRESQL | db.example.com     | 5432 | other         | undeclared
          POSTGRESQL | xdb.example.com    | 5432 | shop          | undeclared
          MYSQL      | shared.example.com | 3307 | x             | staging
          MYSQL      | shared.example.com | 3306 | x             | undeclared
          MYSQL      | shared.example.com | 3307 | shop          | production
          POSTGRESQL | 10.20.255.1        | 5432 | anything      | production
          POSTGRESQL | 10.21.0.1          | 5432 | anything      | undeclared
          POSTGRESQL | fd00:0:0:0:0:0:0:1 | 5432 | anything      | production
          POSTGRESQL | alias.example.org  | 5432 | anything      | production
          POSTGRESQL | lan.example.org    | 5432 | anything      | local
          POSTGRESQL | both.example.org   | 5432 | anything      | undeclared
          POSTGRESQL | nobody.example.org | 5432 | anything      | production
          POSTGRESQL | localhost          | 5432 | archive       | archive
          H2         | remote.example.net | 9092 | test          | production
          """)
  void assignsTheStrictestEnvironmentThatMatches(
      Engine engine, String host, int port, String database, String expected) throws Exception {
    Target target = Target.resolved(engine, List.of(new Endpoint(host, port, database)), List.of());

    Assignment assignment =
        policy(TEAM).assign(ConnectionRequest.of(target), PolicyTest::addresses, LAPTOP);

    assertThat(assignment.environment().name()).isEqualTo(expected);
  }

  @Test
  void takesAnEngineWithoutHostForDatabasesInProcessOnly() throws Exception {
    Target inProcess = Target.resolved(Engine.H2, List.of(Endpoint.inProcess("mem:x")), List.of());
    Target server =
        Target.resolved(Engine.H2, List.of(new Endpoint("8.8.8.8", 9092, "test")), List.of());

    assertThat(name(inProcess)).isEqualTo("local");
    assertThat(name(server)).isEqualTo("undeclared");
  }

  @Test
  void judgesSeveralEndpointsByTheStrictest() throws Exception {
    Target localAndProduction = postgres("localhost/shop", "db.example.com/shop");
    Target localAndUnknown = postgres("localhost/shop", "other.example.com/shop_staging2");

    assertThat(name(localAndProduction)).isEqualTo("production");
    assertThat(name(localAndUnknown)).isEqualTo("undeclared");
  }

  @Test
  void letsAnUnresolvedTargetMatchNoMildEnvironment() throws Exception {
    Target unresolved = Target.unresolved(Engine.POSTGRESQL, "a socketFactory decides");

    Assignment assignment =
        policy(TEAM).assign(ConnectionRequest.of(unresolved), PolicyTest::addresses, LAPTOP);

    assertThat(assignment.names()).containsExactly("undeclared");
    assertThat(assignment.evidence())
        .isEqualTo("the target cannot be known: a socketFactory decides");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          local      | WORKSTATION | DROP        | ALLOW
          staging    | WORKSTATION | UPDATE      | ALLOW
          staging    | WORKSTATION | UPDATE_ALL  | CONFIRM
          staging    | WORKSTATION | WEAKEN      | WARN
          production | WORKSTATION | READ        | ALLOW
          production | WORKSTATION | INSERT      | ALLOW
          production | WORKSTATION | UPDATE      | CONFIRM
          production | WORKSTATION | DELETE_ALL  | DENY
          production | WORKSTATION | WEAKEN      | DENY
          production | WORKSTATION | RETARGET    | DENY
          production | CI          | CREATE      | DENY
          production | CI          | UPDATE      | CONFIRM
          production | APPLICATION | UPDATE      | ALLOW
          production | APPLICATION | CREATE      | CONFIRM
          undeclared | WORKSTATION | READ        | ALLOW
          undeclared | WORKSTATION | CALL        | DENY
          """)
  void decides(String environment, Origin origin, Operation operation, Verdict expected)
      throws Exception {
    Target target =
        switch (environment) {
          case "local" -> postgres("localhost/x");
          case "staging" -> postgres("a.example.com/a_staging");
          case "production" -> postgres("db.example.com/shop");
          default -> postgres("elsewhere.example.org/x");
        };

    Assignment assignment =
        policy(TEAM)
            .assign(
                ConnectionRequest.of(target),
                host -> List.of(literal("8.8.8.8")),
                named -> Set.of(origin));
    Decision decision = assignment.decide(EnumSet.of(operation, Operation.READ));

    assertThat(assignment.environment().name()).isEqualTo(environment);
    assertThat(decision.verdict()).isEqualTo(expected);
  }

  @Test
  void takesTheStrictestOfSeveralOrigins() throws Exception {
    Assignment assignment =
        policy(TEAM)
            .assign(
                ConnectionRequest.of(postgres("db.example.com/shop")),
                PolicyTest::addresses,
                named -> Set.of(Origin.APPLICATION, Origin.CI));

    assertThat(assignment.decide(EnumSet.of(Operation.UPDATE)).verdict())
        .isEqualTo(Verdict.CONFIRM);
  }

  @Test
  void asksForApprovalOnlyWhereSomebodyCanGiveIt() throws Exception {
    Policy withApprover = policy(TEAM + "approvers: [ { id: dba, key: k } ]\n");
    Target target = postgres("db.example.com/shop");

    Decision asked =
        withApprover
            .assign(ConnectionRequest.of(target), PolicyTest::addresses, LAPTOP)
            .decide(EnumSet.of(Operation.DROP));
    Decision denied =
        policy(TEAM)
            .assign(ConnectionRequest.of(target), PolicyTest::addresses, LAPTOP)
            .decide(EnumSet.of(Operation.DROP));

    assertThat(asked.verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(denied.verdict()).isEqualTo(Verdict.DENY);
    assertThat(denied.rule()).isEqualTo("level protected: destroy, which nobody can approve");
  }

  @Test
  void letsAUserFileTightenButDeclareNothing() throws Exception {
    Layer team = PolicyReader.read(Layer.Kind.TEAM, "team", TEAM);
    Layer user =
        PolicyReader.read(
            Layer.Kind.USER,
            "user",
            """
            guard: 1
            environments:
              mine: { level: open, match: [ { host: prod2.example.org }, { host: db.example.com } ] }
              careful: { level: sealed, match: [ { host: a.example.com } ] }
            """);
    Policy merged = new Policy(List.of(team, user));

    assertThat(name(merged, postgres("prod2.example.org/x"))).isEqualTo("undeclared");
    assertThat(name(merged, postgres("db.example.com/shop"))).isEqualTo("production");
    Assignment tightened =
        merged.assign(
            ConnectionRequest.of(postgres("a.example.com/a_staging")),
            host -> List.of(literal("8.8.8.8")),
            LAPTOP);
    assertThat(tightened.environment().name()).isEqualTo("staging");
    assertThat(tightened.decide(EnumSet.of(Operation.INSERT)).verdict()).isEqualTo(Verdict.DENY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localhost      | local
          127.0.0.1      | local
          127.9.9.9      | local
          ::1            | local
          127.evil.com   | undeclared
          db.example.com | undeclared
          """)
  void opensLoopbackWithoutAPolicy(String host, String expected) {
    Target target = postgres(host.contains(":") ? "[" + host + "]/x" : host + "/x");

    Assignment assignment =
        Policy.builtIn().assign(ConnectionRequest.of(target), PolicyTest::addresses, LAPTOP);

    assertThat(assignment.environment().name()).isEqualTo(expected);
  }

  @Test
  void recognisesAServerByItsIdentity() throws Exception {
    Policy policy =
        policy(
            """
            guard: 1
            environments:
              production:
                level: protected
                match: [ { host: db.example.com } ]
                identity: { postgresql: ["42"] }
            """);

    assertThat(policy.pinsIdentity(Engine.POSTGRESQL)).isTrue();
    assertThat(policy.pinsIdentity(Engine.MYSQL)).isFalse();
    Assignment elsewhere =
        policy.assign(ConnectionRequest.of(postgres("localhost/x")), PolicyTest::addresses, LAPTOP);
    Assignment production =
        policy.assign(
            ConnectionRequest.of(postgres("db.example.com/x")), PolicyTest::addresses, LAPTOP);
    assertThat(asked(policy, elsewhere, "42").names())
        .containsExactlyInAnyOrder("undeclared", "production");
    assertThat(asked(policy, elsewhere, "43")).isEqualTo(elsewhere);
    assertThat(asked(policy, production, "42").names()).containsExactly("production");
    assertThat(asked(policy, production, "43").names())
        .containsExactlyInAnyOrder("production", "undeclared");
  }

  private static Assignment asked(Policy policy, Assignment claimed, String identity) {
    return policy.assignAsked(
        ServerReports.of(identity, "42", null),
        ConnectionRequest.of(postgres("localhost/x")),
        claimed,
        PolicyTest::addresses,
        LAPTOP);
  }

  private static Target postgres(String... endpoints) {
    return Target.resolved(
        Engine.POSTGRESQL,
        Arrays.stream(endpoints)
            .map(e -> e.split("/", 2))
            .map(e -> new Endpoint(e[0].replaceAll("[\\[\\]]", ""), 5432, e[1]))
            .toList(),
        List.of());
  }

  private static String name(Target target) throws InvalidPolicyException {
    return name(policy(TEAM), target);
  }

  private static String name(Policy policy, Target target) {
    return policy
        .assign(ConnectionRequest.of(target), host -> List.of(literal("8.8.8.8")), LAPTOP)
        .environment()
        .name();
  }

  private static Policy policy(String text) throws InvalidPolicyException {
    return new Policy(List.of(PolicyReader.read(Layer.Kind.TEAM, "guard.yaml", text)));
  }

  private static List<InetAddress> addresses(String host) {
    if (host.equals("localhost")) {
      return List.of(literal("127.0.0.1"));
    }
    if (host.endsWith("example.com")) {
      int own = host.toLowerCase(Locale.ROOT).hashCode();
      return List.of(literal("8.%d.%d.%d".formatted(own >> 16 & 255, own >> 8 & 255, own & 255)));
    }
    return NAMES.getOrDefault(host, List.of()).stream().map(PolicyTest::literal).toList();
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
