package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks for protected environments that any laptop reaches. */
final class ReachFindings {
  private ReachFindings() {}

  /**
   * The findings, for a workstation.
   *
   * @param reaches what came of dialling the policy
   * @param servers that were asked, and so reached
   */
  static List<DoctorFinding> of(
      List<Environment> environments,
      List<Reach> reaches,
      List<AskedServer> servers,
      Set<Origin> origins) {
    List<DoctorFinding> findings = new ArrayList<>();
    for (Environment environment : environments) {
      Set<String> where = where(environment, reaches, servers);
      if (origins.contains(Origin.WORKSTATION)
          && environment.level().protective()
          && !where.isEmpty()) {
        findings.add(reachable(environment, where, onlyReads(environment, servers)));
      }
    }
    return findings;
  }

  private static Set<String> where(
      Environment environment, List<Reach> reaches, List<AskedServer> servers) {
    Set<String> where = new TreeSet<>();
    reaches.stream()
        .filter(reach -> reach.address().environment().equals(environment))
        .filter(Reach::reachedElsewhere)
        .forEach(reach -> where.add(reach.address().toString()));
    servers.stream()
        .filter(server -> server.assignment().environments().contains(environment))
        .filter(AskedServer::reachedElsewhere)
        .forEach(server -> where.add(server.where()));
    return where;
  }

  /** Whether the logins that were looked at can do no harm. */
  private static boolean onlyReads(Environment environment, List<AskedServer> servers) {
    List<AskedServer> own =
        servers.stream()
            .filter(server -> server.assignment().environments().contains(environment))
            .toList();
    return !own.isEmpty()
        && own.stream()
            .allMatch(server -> server.privileges().known() && !server.privileges().writes());
  }

  private static DoctorFinding reachable(
      Environment environment, Set<String> where, boolean onlyReads) {
    return new DoctorFinding(
        Topic.REACHABLE,
        onlyReads ? Severity.WARNING : Severity.DANGER,
        environment.name(),
        Optional.of(environment.place()),
        "this workstation reaches %s: %s".formatted(environment.name(), String.join(", ", where)),
        "what any laptop can reach, any script on any laptop can damage, with or without the guard",
        List.of(
            "let firewall, security group or pg_hba.conf admit the application and a bastion alone",
            "people go through the bastion, for as long as a task takes"));
  }
}
