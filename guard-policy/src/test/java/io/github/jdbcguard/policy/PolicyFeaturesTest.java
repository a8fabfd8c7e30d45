package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Defaults.Choice;
import io.github.jdbcguard.policy.Defaults.Question;
import io.github.jdbcguard.policy.file.PolicyReader;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.HostName;
import io.github.jdbcguard.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy can say beyond environments, levels and rules. */
class PolicyFeaturesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final OriginFinder LAPTOP = named -> Set.of(Origin.WORKSTATION);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          db.example.com   | app      | -                                  | production
          db.example.com   | migrator | -                                  | migrations production
          db.example.com   | MIGRATOR | -                                  | migrations production
          db.example.com   | -        | -                                  | migrations production
          dev.example.com  | dev1     | -                                  | dev
          dev.example.com  | DEV1     | -                                  | undeclared
          dev.example.com  | -        | -                                  | undeclared
          w12.example.com  | app      | -                                  | warehouse
          W12.EXAMPLE.COM  | app      | -                                  | warehouse
          w123.example.com | app      | -                                  | undeclared
          x.example.com    | app      | jdbc:trino://x.example.com/reports | reports
          x.example.com    | app      | jdbc:trino://x.example.com/other   | undeclared
          x.example.com    | app      | -                                  | reports
          """)
  void matchesByUserUrlAndRegularExpression(
      String host, String user, String url, String environments) throws Exception {
    Policy policy =
        policy(
            """
            guard: 1
            environments:
              production: { level: protected, match: [ { host: db.example.com } ] }
              migrations: { level: protected, match: [ { host: db.example.com, user: migrator } ] }
              dev: { level: open, match: [ { host: dev.example.com, user: "dev*" } ] }
              warehouse: { level: protected, match: [ { host: "regex:w\\\\d\\\\d\\\\.example\\\\.com" } ] }
              reports: { level: protected, match: [ { host: x.example.com, url: "jdbc:trino:*/reports" } ] }
            """);
    Target target =
        Target.resolved(Engine.POSTGRESQL, List.of(new Endpoint(host, 5432, "shop")), List.of());

    Set<String> names =
        policy
            .assign(
                new ConnectionRequest(target, user == null ? "" : user, url == null ? "" : url),
                HostAddresses.NONE,
                LAPTOP)
            .names();

    assertThat(names).containsExactlyInAnyOrder(environments.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:snowflake://acme/prod, production undeclared",
    "jdbc:snowflake://acme/test, undeclared"
  })
  void knowsAnUnresolvedTargetByItsUrlWhereThatProtects(String url, String environments)
      throws Exception {
    Policy policy =
        policy(
            """
            guard: 1
            environments:
              production: { level: protected, match: [ { url: "jdbc:snowflake:*/prod" } ] }
              test: { level: open, match: [ { url: "jdbc:snowflake:*/test" } ] }
            """);
    Target target = Target.unresolved(Engine.SNOWFLAKE, "no resolver");

    Assignment assignment =
        policy.assign(new ConnectionRequest(target, "", url), HostAddresses.NONE, LAPTOP);

    assertThat(assignment.names()).containsExactlyInAnyOrder(environments.split(" "));
    assertThat(verdict(assignment, Operation.INSERT)).isEqualTo(Verdict.DENY);
  }

  @Test
  void letsAnOwnLevelSpeakBeforeTheOneItExtends() throws Exception {
    Assignment assignment =
        assign(
            """
            guard: 1
            levels: { careful: { extends: guarded, rules: { write: confirm, update: warn } } }
            environments:
              p: { level: careful, match: [ { host: db } ], rules: { insert: allow } }
            """);

    assertThat(verdict(assignment, Operation.INSERT)).isEqualTo(Verdict.ALLOW);
    assertThat(verdict(assignment, Operation.UPDATE)).isEqualTo(Verdict.WARN);
    assertThat(verdict(assignment, Operation.DELETE)).isEqualTo(Verdict.CONFIRM);
    assertThat(verdict(assignment, Operation.DROP)).isEqualTo(Verdict.CONFIRM);
    assertThat(verdict(assignment, Operation.CREATE)).isEqualTo(Verdict.ALLOW);
    assertThat(assignment.environment().level()).isEqualTo(Level.GUARDED);
    Decision decision = assignment.decide(EnumSet.of(Operation.DELETE));
    assertThat(decision.rule()).isEqualTo("level careful: write");
    assertThat(decision.place()).hasToString("p:2:49");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE FROM sessions        | DELETE_ALL        | 2026-11-23T12:00:00Z | ALLOW
          '  DELETE FROM sessions ; ' | DELETE_ALL        | 2026-11-23T12:00:00Z | ALLOW
          DELETE FROM sessions        | DELETE_ALL        | 2026-12-31T23:59:59Z | ALLOW
          DELETE FROM sessions        | DELETE_ALL        | 2027-01-01T00:00:00Z | DENY
          delete from sessions        | DELETE_ALL        | 2026-11-23T12:00:00Z | DENY
          DELETE  FROM sessions       | DELETE_ALL        | 2026-11-23T12:00:00Z | DENY
          DELETE FROM orders          | DELETE_ALL        | 2026-11-23T12:00:00Z | DENY
          DELETE FROM sessions        | DELETE_ALL GRANT  | 2026-11-23T12:00:00Z | DENY
          DELETE FROM sessions        | DELETE_ALL UPDATE | 2026-11-23T12:00:00Z | CONFIRM
          DROP TABLE a                | DROP              | 2026-11-23T12:00:00Z | CONFIRM
          DROP TABLE a                | DROP              | 2026-11-24T00:00:00Z | DENY
          UPDATE a SET b = 1          | UPDATE            | 2026-11-23T12:00:00Z | CONFIRM
          """)
  void isMilderForOneStatementUntilADay(
      String sql, String operations, Instant moment, Verdict expected) throws Exception {
    Assignment assignment =
        assign(
            """
            guard: 1
            environments:
              p: { level: protected, match: [ { host: db } ] }
            exceptions:
              - { environment: p, rule: destroy, statement: "DELETE FROM sessions;", reason: r, expires: 2026-12-31 }
              - { environment: p, rule: drop, statement: "DROP TABLE a", verdict: confirm, reason: r, expires: 2026-11-23 }
              - { environment: p, rule: update, statement: "UPDATE a SET b = 1", verdict: deny, reason: r, expires: 2026-12-31 }
            """);
    Set<Operation> all =
        Stream.of(operations.split(" ")).map(Operation::valueOf).collect(Collectors.toSet());

    Decision decision = assignment.decide(all, new Occasion(moment, sql, Dialect.POSTGRESQL));

    assertThat(assignment.varies()).isTrue();
    assertThat(decision.verdict()).isEqualTo(expected);
  }

  @Test
  void saysWhyAnExceptionHolds() throws Exception {
    Decision decision =
        assign(
                """
                guard: 1
                environments:
                  p: { level: protected, match: [ { host: db } ] }
                exceptions:
                  - { environment: p, rule: drop, statement: "DROP TABLE a", verdict: warn, reason: ticket 1, expires: 2026-12-31 }
                messages:
                  destroy: { text: Ask the board., link: "https://wiki.example.com" }
                """)
            .decide(
                EnumSet.of(Operation.DROP), new Occasion(NOW, "DROP TABLE a", Dialect.POSTGRESQL));

    assertThat(decision.rule()).isEqualTo("exception: drop");
    assertThat(decision.place()).hasToString("p:5:5");
    assertThat(decision.note())
        .isEqualTo("until 2026-12-31: ticket 1; Ask the board. https://wiki.example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          required: 1               | APPROVE
          required: 2               | APPROVE
          required: 3               | DENY
          people: [a]               | APPROVE
          people: [a], required: 2  | DENY
          """)
  void asksForApprovalWhereEnoughPeopleCanGiveIt(String approve, Verdict expected)
      throws Exception {
    Assignment assignment =
        assign(
            """
            guard: 1
            environments:
              p: { level: protected, match: [ { host: db } ], approve: { %s } }
            approvers: [ { id: a, key: k }, { id: b, key: k } ]
            """
                .formatted(approve));

    assertThat(verdict(assignment, Operation.DROP)).isEqualTo(expected);
  }

  @Test
  void givesTheStrictestTermsOfAllThatSpeak() throws Exception {
    Decision decision =
        assign(
                """
                guard: 1
                environments:
                  a: { level: protected, match: [ { host: db } ], confirm: { phrase: really a, valid_for: 1h, timeout: 1m, scope: session } }
                  b: { level: guarded, match: [ { host: db } ], confirm: { reason: required, valid_for: 5m, scope: connection } }
                """)
            .decide(EnumSet.of(Operation.UPDATE));

    assertThat(decision.confirmation())
        .isEqualTo(
            new ConsentTerms.Confirmation(
                "really a",
                true,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                ConsentTerms.Scope.CONNECTION));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          -,      -,      -,      REFUSE_UNRECORDED
          -,      warn,   -,      REFUSE_UNRECORDED
          warn,   -,      -,      WARN
          warn,   warn,   -,      WARN
          warn,   refuse, -,      REFUSE_UNRECORDED
          refuse, warn,   -,      REFUSE_UNRECORDED
          -,      -,      warn,   REFUSE_UNRECORDED
          -,      warn,   refuse, REFUSE_UNRECORDED
          """)
  void takesTheStrictestAnswer(String organisation, String team, String user, Choice expected)
      throws Exception {
    Policy policy =
        new Policy(
            List.of(
                layer(Layer.Kind.ORGANISATION, organisation),
                layer(Layer.Kind.TEAM, team),
                layer(Layer.Kind.USER, user)));

    assertThat(policy.answer(Question.AUDIT_FAILURE)).isEqualTo(expected);
  }

  @Test
  void takesATeamsAnswerWhereThereIsNoOrganisation() throws Exception {
    Policy policy = new Policy(List.of(layer(Layer.Kind.TEAM, "warn")));

    assertThat(policy.answer(Question.AUDIT_FAILURE)).isEqualTo(Choice.WARN);
  }

  /** Of sync, rotate and retention; a layer that says nothing changes nothing. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          -,                             -,                              -,                  CONSENT, 67108864,   0
          -,                             sync: never,                    -,                  CONSENT, 67108864,   0
          -,                             sync: always,                   -,                  ALWAYS,  67108864,   0
          -,                             -,                              sync: always,       ALWAYS,  67108864,   0
          sync: never,                   -,                              -,                  NEVER,   67108864,   0
          sync: never,                   sync: consent,                  sync: never,        CONSENT, 67108864,   0
          sync: always,                  sync: never,                    sync: consent,      ALWAYS,  67108864,   0
          -,                             retention: 400d,                -,                  CONSENT, 67108864,   0
          retention: 400d,               retention: 30d,                 retention: 10d,     CONSENT, 67108864,   400
          retention: 400d,               retention: 500d,                retention: 450d,    CONSENT, 67108864,   500
          retention: 400d,               rotate: 2GB,                    -,                  CONSENT, 2147483648, 400
          rotate: 64kB,                  rotate: 2GB,                    rotate: 1MB,        CONSENT, 65536,      0
          -,                             -,                              rotate: 1MB,        CONSENT, 1048576,    0
          """)
  void letsALowerLayerAskForMoreOfTheAudit(
      String organisation, String team, String user, AuditTerms.Sync sync, long rotate, int days)
      throws Exception {
    Policy policy =
        new Policy(
            List.of(
                audit(Layer.Kind.USER, user),
                audit(Layer.Kind.TEAM, team),
                audit(Layer.Kind.ORGANISATION, organisation)));

    assertThat(policy.audit()).isEqualTo(new AuditTerms(rotate, Duration.ofDays(days), sync));
  }

  @ParameterizedTest
  @CsvSource({"TEAM, NEVER, 30", "USER, CONSENT, 0"})
  void letsTheHighestLayerAskForLessUnlessItIsAUsers(
      Layer.Kind kind, AuditTerms.Sync sync, int days) throws Exception {
    Layer layer = audit(kind, "sync: never, retention: 30d");

    Policy policy = new Policy(List.of(layer, BuiltInDefaults.LAYER));
    Policy alone = new Policy(List.of(layer));

    assertThat(alone.audit()).isEqualTo(new AuditTerms(64L << 20, Duration.ofDays(days), sync));
    assertThat(policy.audit()).isEqualTo(alone.audit());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          -,       -,     -,    ''
          org.led, a.led, -,    org.led
          -,       a.led, b.led, a.led
          -,       -,     'jdbc:mysql://db/guard', jdbc:mysql://db/guard
          """)
  void keepsTheLedgerWhereTheHighestLayerSays(
      String organisation, String team, String user, String expected) throws Exception {
    Policy policy =
        new Policy(
            List.of(
                ledger(Layer.Kind.USER, user),
                ledger(Layer.Kind.ORGANISATION, organisation),
                ledger(Layer.Kind.TEAM, team)));

    assertThat(policy.ledger()).isEqualTo(expected);
  }

  @Test
  void givesNoNameAndNoPhraseByAUsersFile() throws Exception {
    Layer organisation =
        PolicyReader.read(
            Layer.Kind.ORGANISATION,
            "org",
            """
            guard: 1
            environments:
              production: { level: protected, match: [ { host: db } ], confirm: { phrase: I know } }
            """);
    Layer user =
        PolicyReader.read(
            Layer.Kind.USER,
            "user",
            """
            guard: 1
            levels: { x: { extends: sealed, rules: { write: confirm, ddl: deny } } }
            environments:
              y: { level: x, match: [ { host: db }, { host: other } ], confirm: { phrase: y } }
            """);
    Policy policy = new Policy(List.of(organisation, user));
    Assignment known =
        policy.assign(ConnectionRequest.of(target("db")), HostAddresses.NONE, LAPTOP);
    Assignment unknown =
        policy.assign(ConnectionRequest.of(target("other")), HostAddresses.NONE, LAPTOP);

    assertThat(known.environment().name()).isEqualTo("production");
    assertThat(known.decide(EnumSet.of(Operation.INSERT)).confirmation().phrase())
        .isEqualTo("I know");
    assertThat(verdict(known, Operation.CREATE)).isEqualTo(Verdict.DENY);
    assertThat(unknown.environment().name()).isEqualTo("undeclared");
  }

  @Test
  void knowsNoUrlBehindAnotherDatabase() {
    ConnectionRequest request = new ConnectionRequest(target("db"), "app", "jdbc:x://db/shop");

    assertThat(request.withDatabase("other"))
        .isEqualTo(new ConnectionRequest(target("db").withDatabase("other"), "app", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "fd00::0:1, fd00::1",
    "'[fd00::1]', fd00::1",
    "fd00:0:0:0:0:0:0:1, fd00::1",
    "'::ffff:10.1.2.3', 10.1.2.3",
    "010.1.2.3, 10.1.2.3",
    "DB.Example.COM., db.example.com"
  })
  void knowsAHostInEverySpelling(String written, String host) throws Exception {
    Policy policy =
        policy(
            "guard: 1\nenvironments: { p: { level: sealed, match: [ { host: \"%s\" } ] } }"
                .formatted(written));

    Assignment assignment =
        policy.assign(
            ConnectionRequest.of(target(HostName.parse(host).orElseThrow())),
            HostAddresses.NONE,
            LAPTOP);

    assertThat(assignment.environment().name()).isEqualTo("p");
  }

  @Test
  void takesTheLedgerInAnyLettersAndGivesItInThoseThatDriversTake() throws Exception {
    Layer layer = ledger(Layer.Kind.TEAM, "JDBC:postgresql://db/guarddb");

    assertThat(new Policy(List.of(layer)).ledger()).isEqualTo("jdbc:postgresql://db/guarddb");
  }

  private static Target target(String host) {
    return Target.resolved(Engine.POSTGRESQL, List.of(new Endpoint(host, 5432, "shop")), List.of());
  }

  private static Layer layer(Layer.Kind kind, String auditFailure) throws Exception {
    String defaults = auditFailure == null ? "" : "defaults: { audit_failure: %s }\n";
    return PolicyReader.read(
        kind, kind.id(), "guard: 1\nenvironments: {}\n" + defaults.formatted(auditFailure));
  }

  private static Layer audit(Layer.Kind kind, String terms) throws Exception {
    String audit = terms == null ? "" : "audit: { %s }\n".formatted(terms);
    return PolicyReader.read(kind, kind.id(), "guard: 1\nenvironments: {}\n" + audit);
  }

  private static Layer ledger(Layer.Kind kind, String place) throws Exception {
    String ledger = place == null ? "" : "ledger: \"%s\"\n".formatted(place);
    return PolicyReader.read(kind, kind.id(), "guard: 1\nenvironments: {}\n" + ledger);
  }

  private static Verdict verdict(Assignment assignment, Operation operation) {
    return assignment.decide(EnumSet.of(operation)).verdict();
  }

  private static Assignment assign(String text) throws InvalidPolicyException {
    Target target =
        Target.resolved(Engine.POSTGRESQL, List.of(new Endpoint("db", 5432, "shop")), List.of());
    return policy(text).assign(ConnectionRequest.of(target), HostAddresses.NONE, LAPTOP);
  }

  private static Policy policy(String text) throws InvalidPolicyException {
    return new Policy(List.of(PolicyReader.read(Layer.Kind.TEAM, "p", text)));
  }
}
