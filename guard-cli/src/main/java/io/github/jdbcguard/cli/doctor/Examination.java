package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.review.PolicyReview;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was found out about a policy and its servers, from this machine.
 *
 * @param environments that files declare
 * @param origins where this process may run
 * @param findings the most dangerous first
 */
public record Examination(
    List<Environment> environments,
    Set<Origin> origins,
    List<Reach> reaches,
    List<AskedServer> servers,
    List<DoctorFinding> findings) {

  /** How long all servers together have to answer. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  public Examination {
    environments = List.copyOf(environments);
    origins = Set.copyOf(origins);
    reaches = List.copyOf(reaches);
    servers = List.copyOf(servers);
    findings = List.copyOf(findings);
  }

  /** Dials every server that the policy names in full; sends nothing. */
  public static List<Reach> dial(Policy policy) {
    return Dialling.all(ServerAddress.of(policy), PATIENCE);
  }

  /**
   * Puts together what is known.
   *
   * @param reaches what came of dialling
   * @param servers that were asked
   * @param failures of servers that could not be asked
   * @param now decides what has expired
   */
  public static Examination of(
      Policy policy,
      Set<Origin> origins,
      List<Reach> reaches,
      List<AskedServer> servers,
      List<DoctorFinding> failures,
      Instant now) {
    List<DoctorFinding> findings = new ArrayList<>(failures);
    Set<String> visited = new HashSet<>();
    Neighbours neighbours = new Neighbours(reaches, servers);
    for (AskedServer server : servers) {
      findings.addAll(ServerFindings.of(policy, server, origins, neighbours));
      server.report().identity().ifPresent(told -> visited.addAll(names(server)));
    }
    List<DoctorFinding> same = SameServerFindings.of(servers, neighbours);
    findings.addAll(same);
    findings.addAll(unsaid(NameFindings.of(policy, reaches), same));
    findings.addAll(TrapFindings.sharedNames(policy, new Rename(servers)));
    findings.addAll(TrapFindings.unpinned(policy, visited, neighbours));
    findings.addAll(ReachFindings.of(Environments.of(policy), reaches, servers, origins));
    findings.addAll(reviewed(policy, now));
    findings.addAll(notAsked(policy, servers));
    if (reaches.size() >= ServerAddress.MOST) {
      findings.add(tooMany());
    }
    findings.sort(DoctorFinding.BY_DANGER);
    Set<String> told = new HashSet<>();
    findings.removeIf(finding -> !told.add(finding.topic() + finding.what()));
    return new Examination(Environments.of(policy), origins, reaches, servers, findings);
  }

  /** What the servers themselves said of an environment need not be guessed from names. */
  private static List<DoctorFinding> unsaid(List<DoctorFinding> byName, List<DoctorFinding> same) {
    return byName.stream()
        .filter(
            finding ->
                finding.topic() != Topic.ONE_SERVER
                    || same.stream()
                        .noneMatch(
                            said ->
                                said.topic() == Topic.ONE_SERVER
                                    && pair(said).equals(pair(finding))))
        .toList();
  }

  private static String pair(DoctorFinding oneServer) {
    return oneServer.what().substring(0, oneServer.what().indexOf(" on one server"));
  }

  private static Set<String> names(AskedServer server) {
    Set<String> names = new TreeSet<>();
    server.assignment().claims().stream()
        .map(Claim::environment)
        .map(Environment::name)
        .forEach(names::add);
    return names;
  }

  private static List<DoctorFinding> reviewed(Policy policy, Instant now) {
    return policy.layers().stream()
        .filter(layer -> layer.kind() != Layer.Kind.BUILT_IN)
        .flatMap(layer -> PolicyReview.of(layer, now).stream())
        .map(
            finding ->
                new DoctorFinding(
                    Topic.POLICY,
                    Severity.WARNING,
                    "",
                    Optional.of(finding.place()),
                    finding.message(),
                    "what was not meant protects nobody",
                    List.of("correct it, or leave it if it is meant; 'guard check' tells it, too")))
        .toList();
  }

  private static List<DoctorFinding> notAsked(Policy policy, List<AskedServer> servers) {
    Set<String> asked = new HashSet<>();
    servers.forEach(server -> asked.addAll(names(server)));
    return Environments.of(policy).stream()
        .filter(environment -> environment.level().protective())
        .filter(environment -> !asked.contains(environment.name()))
        .map(
            environment ->
                new DoctorFinding(
                    Topic.NOT_EXAMINED,
                    Severity.NOTE,
                    environment.name(),
                    Optional.of(environment.place()),
                    "no server of %s was asked for identity, marker and privileges"
                        .formatted(environment.name()),
                    "a name is a claim, and privileges are known to the server alone",
                    List.of("guard doctor --url %s=URL".formatted(environment.name()))))
        .toList();
  }

  private static DoctorFinding tooMany() {
    return new DoctorFinding(
        Topic.NOT_EXAMINED,
        Severity.NOTE,
        "",
        Optional.empty(),
        "only the first %d addresses of the policy were looked at".formatted(ServerAddress.MOST),
        "what was not looked at may be reachable",
        List.of("name ports and engines in the policy, or examine parts of it: guard doctor FILE"));
  }

  /** Whether there is something that one mistake turns into harm. */
  public boolean dangerous() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.DANGER);
  }
}
