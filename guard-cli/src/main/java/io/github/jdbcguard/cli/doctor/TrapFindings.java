package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.TextPattern;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for what lets one mistake reach a protected environment. */
final class TrapFindings {
  /** Where the entrance of a tunnel would be. */
  private static final Endpoint TUNNEL = new Endpoint("localhost", 15432, "any-database");

  private static final Set<Engine> TELLING =
      Set.of(Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB, Engine.SQLSERVER, Engine.ORACLE);

  private TrapFindings() {}

  /** Names of databases that are the same on both sides of the border. */
  static List<DoctorFinding> sharedNames(Policy policy) {
    List<DoctorFinding> findings = new ArrayList<>();
    List<Environment> all = Environments.of(policy);
    for (Environment strict : protectedOnes(all)) {
      for (Environment mild : all) {
        if (!mild.level().protective()) {
          shared(strict, mild, findings);
        }
      }
    }
    return findings;
  }

  private static void shared(Environment strict, Environment mild, List<DoctorFinding> findings) {
    Set<String> told = new LinkedHashSet<>();
    for (MatchEntry one : servers(strict)) {
      for (MatchEntry other : servers(mild)) {
        both(one, other)
            .filter(told::add)
            .ifPresent(name -> findings.add(shared(strict, mild.name(), name, other)));
      }
    }
  }

  private static List<MatchEntry> servers(Environment environment) {
    return environment.recognition().matches().stream()
        .filter(
            entry ->
                entry.engines().isEmpty() || !entry.engines().stream().allMatch(Engine::embeddable))
        .toList();
  }

  /** A database that both entries name. */
  private static Optional<String> both(MatchEntry one, MatchEntry other) {
    return literals(one)
        .filter(name -> names(other, name))
        .findFirst()
        .or(() -> literals(other).filter(name -> names(one, name)).findFirst());
  }

  private static java.util.stream.Stream<String> literals(MatchEntry entry) {
    return entry.databases().stream().filter(TextPattern::literal).map(TextPattern::text);
  }

  /** Whether an entry means this name, and not just any. */
  static boolean names(MatchEntry entry, String database) {
    return entry.databases().stream()
        .anyMatch(pattern -> !pattern.text().equals("*") && pattern.matches(database, true));
  }

  static DoctorFinding shared(
      Environment strict, String mild, String database, MatchEntry entryOrFirst) {
    return new DoctorFinding(
        Topic.SHARED_DATABASE_NAME,
        Severity.DANGER,
        strict.name(),
        Optional.of(entryOrFirst.place()),
        "a database is called '%s' in %s and in %s".formatted(database, mild, strict.name()),
        "whoever pastes the wrong host into a URL finds a database there, instead of an error",
        List.of(
            "rename that of %s, and its entry here: ALTER DATABASE %s RENAME TO %s_%s;"
                .formatted(mild, database, database, mild)));
  }

  /** Protected environments that a tunnel would hide. */
  static List<DoctorFinding> unpinned(Policy policy, Set<String> visited) {
    Assignment tunnel = Environments.of(policy, Engine.POSTGRESQL, TUNNEL, "", HostAddresses.NONE);
    boolean hidden = tunnel.declared() && !tunnel.environment().level().protective();
    return protectedOnes(Environments.of(policy)).stream()
        .filter(environment -> !visited.contains(environment.name()))
        .filter(TrapFindings::lacksIdentity)
        .map(environment -> unpinned(environment, "guard pin URL prints the line to write here"))
        .map(finding -> hidden ? finding : milder(finding))
        .toList();
  }

  private static boolean lacksIdentity(Environment environment) {
    return servers(environment).stream()
        .anyMatch(
            entry ->
                entry.engines().isEmpty()
                    ? environment.identity().isEmpty()
                    : entry.engines().stream()
                        .filter(TELLING::contains)
                        .anyMatch(engine -> !environment.identity().containsKey(engine)));
  }

  static DoctorFinding unpinned(Environment environment, String fix) {
    return new DoctorFinding(
        Topic.IDENTITY_NOT_PINNED,
        Severity.DANGER,
        environment.name(),
        Optional.of(environment.place()),
        "no identity is pinned for the servers of " + environment.name(),
        "a tunnel on localhost, or a new name, leads to them, and nothing but their names tells what they are",
        List.of(fix));
  }

  private static DoctorFinding milder(DoctorFinding finding) {
    return new DoctorFinding(
        finding.topic(),
        Severity.WARNING,
        finding.environment(),
        finding.place(),
        finding.what(),
        finding.why(),
        finding.fix());
  }

  /** Protected environments that any laptop reaches. */
  static List<DoctorFinding> reachable(List<Reach> reaches, Set<Origin> origins) {
    if (!origins.contains(Origin.WORKSTATION)) {
      return List.of();
    }
    return reaches.stream()
        .filter(reach -> reach.address().environment().level().protective())
        .filter(Reach::reachedElsewhere)
        .collect(Collectors.groupingBy(reach -> reach.address().environment()))
        .entrySet()
        .stream()
        .map(entry -> reachable(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static DoctorFinding reachable(Environment environment, List<Reach> reached) {
    String where =
        reached.stream()
            .map(reach -> reach.address().toString())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return new DoctorFinding(
        Topic.REACHABLE,
        Severity.WARNING,
        environment.name(),
        Optional.of(reached.get(0).address().entry().place()),
        "this workstation reaches %s: %s".formatted(environment.name(), where),
        "what any laptop can reach, any script on any laptop can damage, with or without the guard",
        List.of(
            "let firewall, security group or pg_hba.conf admit the application and a bastion alone",
            "people go through the bastion, for as long as a task takes"));
  }

  private static List<Environment> protectedOnes(List<Environment> all) {
    return all.stream().filter(environment -> environment.level().protective()).toList();
  }
}
