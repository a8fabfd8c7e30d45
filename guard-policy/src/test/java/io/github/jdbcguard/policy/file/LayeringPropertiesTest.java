package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.AuditTerms;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.Container;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Defaults.Question;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Occasion;
import io.github.jdbcguard.policy.OriginFinder;
import io.github.jdbcguard.policy.Origins;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A lower layer never turns a decision of a higher one into a weaker one, whatever they say. */
class LayeringPropertiesTest {
  private static final Instant DAY = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<String> SQL = List.of("DELETE FROM t", "UPDATE t SET a = 1", "DROP t");

  @Property(tries = 2_000)
  void aTeamNeverWeakensWhatTheOrganisationDeclares(@ForAll Random random) throws Exception {
    Layer organisation = new RandomPolicy(random).layer(Layer.Kind.ORGANISATION);
    Layer team = new RandomPolicy(random).layer(Layer.Kind.TEAM);
    Policy alone = new Policy(List.of(organisation));
    Policy merged = new Policy(List.of(organisation, team));

    for (int i = 0; i < 10; i++) {
      Situation situation = Situation.any(random);
      // Where the organisation declares nothing, it is the team that does; and there only.
      if (!situation.assign(alone).names().contains(Assignment.UNDECLARED)) {
        assertNotWeaker(situation, alone, merged);
      }
    }
    assertAnswersNotWeaker(alone, merged, Question.UNDECLARED, Question.MISSING_POLICY);
    assertAuditNotWeaker(alone.audit(), merged.audit());
  }

  @Property(tries = 2_000)
  void aUserNeverWeakensAnything(@ForAll Random random) throws Exception {
    Layer organisation = new RandomPolicy(random).layer(Layer.Kind.ORGANISATION);
    Layer team = new RandomPolicy(random).layer(Layer.Kind.TEAM);
    Layer user = new RandomPolicy(random).layer(Layer.Kind.USER);
    Policy above = new Policy(List.of(organisation, team));
    Policy merged = new Policy(List.of(user, organisation, team));

    for (int i = 0; i < 10; i++) {
      assertNotWeaker(Situation.any(random), above, merged);
    }
    assertAnswersNotWeaker(above, merged, Question.values());
    assertAuditNotWeaker(above.audit(), merged.audit());
  }

  private static void assertNotWeaker(Situation situation, Policy above, Policy merged) {
    Assignment before = situation.assign(above);
    Assignment after = situation.assign(merged);
    assertThat(after.names()).containsAll(before.names());
    assertThat(after.environment().level()).isGreaterThanOrEqualTo(before.environment().level());
    for (Operation operation : Operation.values()) {
      Decision strict = before.decide(EnumSet.of(operation), situation.occasion());
      Decision merely = after.decide(EnumSet.of(operation), situation.occasion());
      assertThat(merely.verdict())
          .as("%s by %s, was %s, is %s", operation, situation, strict, merely)
          .isGreaterThanOrEqualTo(strict.verdict());
      if (strict.verdict() == Verdict.CONFIRM && merely.verdict() == Verdict.CONFIRM) {
        assertThat(merely.confirmation().validFor())
            .isLessThanOrEqualTo(strict.confirmation().validFor());
        assertThat(merely.confirmation().scope())
            .isLessThanOrEqualTo(strict.confirmation().scope());
        assertThat(
                merely.confirmation().reasonRequired() || !strict.confirmation().reasonRequired())
            .isTrue();
      }
    }
  }

  private static void assertAnswersNotWeaker(Policy above, Policy merged, Question... questions) {
    for (Question question : questions) {
      assertThat(merged.answer(question)).isGreaterThanOrEqualTo(above.answer(question));
    }
  }

  private static void assertAuditNotWeaker(AuditTerms above, AuditTerms merged) {
    assertThat(merged.sync()).isGreaterThanOrEqualTo(above.sync());
    assertThat(merged.retention().isZero() || !above.retention().isZero()).isTrue();
    if (!merged.retention().isZero()) {
      assertThat(merged.retention()).isGreaterThanOrEqualTo(above.retention());
    }
  }

  /** A process that asks for a connection, and a statement. */
  private record Situation(ConnectionRequest request, ProcessTraits process, Occasion occasion) {
    static Situation any(Random random) {
      List<Endpoint> endpoints = new ArrayList<>();
      for (int i = random.nextInt(5) == 0 ? 2 : 1; i > 0; i--) {
        endpoints.add(
            new Endpoint(
                "h" + random.nextInt(3), 5432 + random.nextInt(2), "d" + random.nextInt(3)));
      }
      Target target = Target.resolved(Engine.POSTGRESQL, endpoints, List.of());
      return new Situation(
          new ConnectionRequest(target, List.of("", "u0", "u1").get(random.nextInt(3)), ""),
          new ProcessTraits(
              List.of(Map.<String, String>of(), Map.of("CI", "true"), Map.of("CLAUDECODE", "1"))
                  .get(random.nextInt(3)),
              "m" + random.nextInt(2),
              "o" + random.nextInt(2),
              List.of(Container.values()).get(random.nextInt(3)),
              random.nextBoolean()),
          new Occasion(
              DAY.plus(Duration.ofHours(random.nextInt(48))),
              SQL.get(random.nextInt(SQL.size())),
              Dialect.POSTGRESQL));
    }

    Assignment assign(Policy policy) {
      OriginFinder finder = named -> Origins.of(process, named).set();
      return policy.assign(request, HostAddresses.NONE, finder);
    }
  }

  /** Policies of few names, so that they are about the same things. */
  private record RandomPolicy(Random random) {
    private static final List<String> VERDICTS =
        List.of("allow", "warn", "confirm", "approve", "deny");
    private static final List<String> OPERATIONS =
        List.of("read", "write", "update", "ddl", "destroy", "drop", "delete-all", "call", "raw");
    private static final List<String> ORIGINS =
        List.of("workstation", "ci", "deploy", "application", "agent");

    Layer layer(Layer.Kind kind) throws InvalidPolicyException {
      StringBuilder text = new StringBuilder("guard: 1\nlevels:\n");
      text.append("  own: { extends: %s, rules: { %s } }\n".formatted(level(false), rules()));
      text.append("approvers: [ { id: p0, key: k }, { id: p1, key: k } ]\n");
      if (random.nextInt(3) == 0) {
        text.setLength(text.indexOf("approvers"));
      }
      boolean approvers = text.indexOf("approvers") >= 0;
      if (random.nextBoolean()) {
        text.append(
            "defaults: { undeclared: %s, missing_policy: %s, audit_failure: %s }\n"
                .formatted(
                    one(List.of("read-only", "refuse")),
                    one(List.of("built-in", "refuse")),
                    one(List.of("warn", "refuse"))));
      }
      if (random.nextBoolean()) {
        text.append(
            "origins: { %s: { host: m%d }, agent: { user: o%d } }\n"
                .formatted(
                    one(List.of("deploy", "application", "ci")),
                    random.nextInt(2),
                    random.nextInt(2)));
      }
      for (String audit :
          List.of(
              "sync: " + one(List.of("never", "consent", "always")),
              "retention: %dd".formatted(1 + random.nextInt(3)))) {
        if (random.nextInt(4) == 0) {
          text.append("audit: { %s }\n".formatted(audit));
          break;
        }
      }
      text.append("environments:\n");
      for (int i = random.nextInt(3); i >= 0; i--) {
        text.append(environment("e" + i, approvers));
      }
      if (random.nextBoolean()) {
        text.append(
            "exceptions: [ { environment: e0, rule: %s, statement: %s, verdict: %s, reason: r, expires: 2026-11-24 } ]\n"
                .formatted(one(OPERATIONS), one(SQL), one(VERDICTS)));
      }
      return PolicyReader.read(kind, kind.id(), text.toString());
    }

    private String environment(String name, boolean approvers) {
      StringBuilder text = new StringBuilder("  %s:\n    level: %s\n".formatted(name, level(true)));
      text.append(
          "    match: [ { host: %s }, { database: d%d, user: u%d } ]\n"
              .formatted(one(List.of("h0", "h1", "\"h*\"")), random.nextInt(3), random.nextInt(2)));
      text.append("    rules: { %s }\n".formatted(rules()));
      text.append("    origins: { %s: { %s } }\n".formatted(one(ORIGINS), rules()));
      text.append(
          "    confirm: { reason: %s, valid_for: %dm, scope: %s }\n"
              .formatted(
                  one(List.of("optional", "required")),
                  1 + random.nextInt(3),
                  one(List.of("statement", "transaction", "connection", "session"))));
      if (random.nextInt(3) == 0 && approvers) {
        text.append("    approve: { required: %d }\n".formatted(1 + random.nextInt(3)));
      }
      if (random.nextInt(3) == 0) {
        text.append(
            "    windows: [ { from: \"08:00\", to: \"%02d:00\" } ]\n"
                .formatted(9 + random.nextInt(9)));
      }
      if (random.nextInt(3) == 0) {
        text.append("    freeze: [ { from: 2026-11-24, to: 2026-11-24, reason: r } ]\n");
      }
      if (random.nextInt(4) == 0) {
        text.append("    marker: required\n    expect: required\n");
      }
      return text.toString();
    }

    private String rules() {
      Set<String> names = new TreeSet<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        names.add(one(OPERATIONS));
      }
      List<String> rules = names.stream().map(name -> name + ": " + one(VERDICTS)).toList();
      return String.join(", ", rules);
    }

    private String level(boolean own) {
      List<String> levels = new ArrayList<>(List.of("open", "guarded", "protected", "sealed"));
      if (own) {
        levels.add("own");
      }
      return one(levels);
    }

    private <T> T one(List<T> all) {
      return all.get(random.nextInt(all.size()));
    }
  }
}
