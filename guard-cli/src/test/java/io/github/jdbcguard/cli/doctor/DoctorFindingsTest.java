package io.github.jdbcguard.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.cli.doctor.Reach.Outcome;
import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.PolicyFiles;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a policy and of what dialling its servers came to; dials nothing. */
class DoctorFindingsTest {
  private static final Set<Origin> LAPTOP = Set.of(Origin.WORKSTATION);

  @TempDir Path folder;

  @Test
  void findsTheTrapOfTheStory() throws Exception {
    List<DoctorFinding> findings =
        findings(
            """
              local: { level: open, match: [ { host: localhost, database: [dev, App] } ] }
              production: { level: protected, match: [ { host: db.example.com, database: app } ] }
            """,
            Map.of());

    DoctorFinding trap = findings.get(0);
    assertThat(trap.topic()).isEqualTo(Topic.SHARED_DATABASE_NAME);
    assertThat(trap.severity()).isEqualTo(Severity.DANGER);
    assertThat(trap.what()).isEqualTo("a database is called 'app' in local and in production");
    assertThat(trap.place().orElseThrow().line()).isEqualTo(3);
    assertThat(trap.fix().get(0))
        .startsWith("rename the database 'app' of local to 'app_local', on the server of local");
    assertThat(trap.fix()).noneMatch(step -> step.contains("ALTER DATABASE"));
  }

  @Test
  void isSilentWhereNoNameIsShared() throws Exception {
    List<DoctorFinding> findings =
        findings(
            """
              local: { level: open, match: [ { host: localhost, database: app_dev }, { engine: h2 } ] }
              staging: { level: guarded, match: [ { host: s.example.com } ] }
              production: { level: protected, match: [ { host: db.example.com, database: app } ] }
              archive: { level: sealed, match: [ { host: a.example.com, database: app } ] }
            """,
            Map.of());

    assertThat(topics(findings)).doesNotContain(Topic.SHARED_DATABASE_NAME);
  }

  @Test
  void fearsTunnelsWhereLocalhostIsMilder() throws Exception {
    String production =
        "  production: { level: protected, match: [ { host: db.example.com } ]%s }\n";
    String local = "  local: { level: open, match: [ { host: localhost } ] }\n";
    String pinned = ", identity: { postgresql: \"1\" }";

    assertThat(severity(findings(production.formatted("") + local, Map.of())))
        .isEqualTo(Severity.DANGER);
    assertThat(severity(findings(production.formatted(""), Map.of()))).isEqualTo(Severity.WARNING);
    assertThat(topics(findings(production.formatted(pinned) + local, Map.of())))
        .doesNotContain(Topic.IDENTITY_NOT_PINNED);
  }

  private static Severity severity(List<DoctorFinding> findings) {
    return findings.stream()
        .filter(finding -> finding.topic() == Topic.IDENTITY_NOT_PINNED)
        .map(DoctorFinding::severity)
        .findFirst()
        .orElseThrow();
  }

  /** More hosts than the addresses are asked of for one connection. */
  private static String manyHosts(String more) {
    return IntStream.range(0, 70)
        .mapToObj("{ host: h%02d.example.com, port: 5432, database: app }"::formatted)
        .collect(
            Collectors.joining(
                ", ", "  production: { level: protected, match: [ ", " ] }\n" + more));
  }

  @Test
  void findsAServerThatIsMilderByItsAddress() throws Exception {
    Map<String, String> last = Map.of("h69.example.com", "10.1.2.3");
    List<DoctorFinding> milder =
        findings(
            manyHosts("  office: { level: guarded, match: [ { cidr: 10.0.0.0/8 } ] }\n"), last);
    List<DoctorFinding> nobody = findings(manyHosts(""), last);

    assertThat(milder.get(0).topic()).isEqualTo(Topic.NOT_KNOWN_BY_ADDRESS);
    assertThat(milder.get(0).severity()).isEqualTo(Severity.DANGER);
    assertThat(milder.get(0).what())
        .isEqualTo("h69.example.com leads to 10.1.2.3, and by that address it is office");
    assertThat(milder.get(0).fix())
        .containsExactly(
            "add to match of production: - { cidr: \"10.1.2.3\", port: [5432], database: [\"app\"] }");
    assertThat(nobody)
        .filteredOn(finding -> finding.topic() == Topic.NOT_KNOWN_BY_ADDRESS)
        .extracting(DoctorFinding::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void knowsAServerByItsAddress() throws Exception {
    List<DoctorFinding> findings =
        findings(
            "  production: { level: protected, match: [ { host: db.example.com } ] }\n",
            Map.of("db.example.com", "10.1.2.3"));

    assertThat(topics(findings)).doesNotContain(Topic.NOT_KNOWN_BY_ADDRESS);
  }

  @Test
  void tellsTwoEnvironmentsOnOneServerApart() throws Exception {
    String policy =
        """
          staging: { level: guarded, match: [ { host: s.example.com%s } ] }
          production: { level: protected, match: [ { host: db.example.com, database: app } ] }
        """;
    Map<String, String> one = Map.of("s.example.com", "10.1.2.3", "db.example.com", "10.1.2.3");
    List<DoctorFinding> milder = findings(policy.formatted(""), one);
    List<DoctorFinding> apart = findings(policy.formatted(", database: app_staging"), one);
    Map<String, String> two = Map.of("s.example.com", "10.1.2.4", "db.example.com", "10.1.2.3");

    assertThat(topics(milder)).contains(Topic.ONE_SERVER);
    assertThat(topics(apart))
        .contains(Topic.ONE_SERVER)
        .doesNotContain(Topic.MILDER_BY_ANOTHER_NAME);
    assertThat(topics(findings(policy.formatted(""), two)))
        .doesNotContain(Topic.ONE_SERVER, Topic.MILDER_BY_ANOTHER_NAME);
  }

  @Test
  void warnsOfWorkstationsThatReachProtectedServers() throws Exception {
    Policy policy =
        policy(
            "  production: { level: protected, match: [ { host: db.example.com, port: 5432 } ] }\n");
    List<Reach> reached = reaches(policy, Outcome.REACHED, Map.of("db.example.com", "192.0.2.3"));
    List<Reach> tunnel = reaches(policy, Outcome.REACHED, Map.of("db.example.com", "127.0.0.1"));
    List<Reach> closed = reaches(policy, Outcome.NO_ANSWER, Map.of("db.example.com", "192.0.2.3"));

    assertThat(reachable(policy, reached, LAPTOP))
        .extracting(DoctorFinding::what)
        .containsExactly("this workstation reaches production: db.example.com:5432");
    assertThat(reachable(policy, reached, Set.of(Origin.APPLICATION))).isEmpty();
    assertThat(reachable(policy, tunnel, LAPTOP)).isEmpty();
    assertThat(reachable(policy, closed, LAPTOP)).isEmpty();
  }

  private static List<DoctorFinding> reachable(
      Policy policy, List<Reach> reaches, Set<Origin> origins) {
    return ReachFindings.of(Environments.of(policy), reaches, List.of(), origins);
  }

  @Test
  void takesTheUsualPortsWhereNoneIsNamed() throws Exception {
    Policy policy =
        policy(
            """
              a: { level: guarded, match: [ { host: a.example.com } ] }
              b: { level: guarded, match: [ { host: b.example.com, engine: db2 } ] }
              c: { level: guarded, match: [ { host: c.example.com, port: [6432, 3306] } ] }
              d: { level: guarded, match: [ { host: "*.example.com" }, { engine: sqlite }, { cidr: 10.0.0.0/8 } ] }
              e: { level: guarded, match: [ { cidr: 10.0.0.7, engine: postgresql } ] }
            """);

    assertThat(ServerAddress.of(policy))
        .extracting(address -> address + (address.assumed() ? "?" : ""))
        .containsExactly(
            "a.example.com:5432?",
            "a.example.com:3306?",
            "a.example.com:1433?",
            "a.example.com:1521?",
            "b.example.com:50000",
            "c.example.com:3306",
            "c.example.com:6432",
            "10.0.0.7:5432");
  }

  @Test
  void tellsThatItDidNotLookAtEveryAddress() throws Exception {
    List<DoctorFinding> findings =
        findings(manyHosts("").replace("port: 5432", "port: [5432, 5433, 5434]"), Map.of());

    assertThat(findings)
        .extracting(DoctorFinding::what)
        .contains("only the first 200 addresses of the policy were looked at");
  }

  @Test
  void ordersByDanger() throws Exception {
    List<DoctorFinding> findings =
        findings(
            """
              local: { level: open, match: [ { host: localhost, database: app } ] }
              production: { level: protected, match: [ { host: db.example.com, database: app } ] }
            """,
            Map.of("db.example.com", "192.0.2.3"));

    assertThat(findings).isSortedAccordingTo(DoctorFinding.BY_DANGER);
    assertThat(findings.get(findings.size() - 1).severity()).isEqualTo(Severity.NOTE);
  }

  private static Set<Topic> topics(List<DoctorFinding> findings) {
    return findings.stream().map(DoctorFinding::topic).collect(Collectors.toSet());
  }

  private List<DoctorFinding> findings(String environments, Map<String, String> names)
      throws Exception {
    Policy policy = policy(environments);
    return Examination.of(
            policy,
            LAPTOP,
            reaches(policy, Outcome.NO_ANSWER, names),
            List.of(),
            List.of(),
            Instant.parse("2026-01-01T00:00:00Z"))
        .findings();
  }

  private static List<Reach> reaches(Policy policy, Outcome outcome, Map<String, String> names) {
    return ServerAddress.of(policy).stream()
        .map(address -> new Reach(address, outcome, resolved(names.get(address.host()))))
        .toList();
  }

  private static List<InetAddress> resolved(@Nullable String address) {
    return address == null ? List.of() : List.of(Cidr.literal(address).orElseThrow());
  }

  private Policy policy(String environments) throws Exception {
    Path file = folder.resolve("guard.yaml");
    Files.writeString(file, "guard: 1\nenvironments:\n" + environments);
    return new Policy(List.of(PolicyFiles.read(Layer.Kind.TEAM, "guard.yaml", file)));
  }
}
