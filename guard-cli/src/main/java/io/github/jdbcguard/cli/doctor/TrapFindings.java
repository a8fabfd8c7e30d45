package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.TextPattern;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for what lets one mistake reach a protected environment. */
final class TrapFindings {
  /** Where the entrance of a tunnel would be. */
  private static final Endpoint TUNNEL = new Endpoint("localhost", 15432, "any-database");

  private static final Set<Engine> TELLING =
      Set.of(Engine.POSTGRESQL, Engine.MYSQL, Engine.MARIADB, Engine.SQLSERVER, Engine.ORACLE);

  private TrapFindings() {}

  /** Names of databases that are the same on both sides of the border. */
  static List<DoctorFinding> sharedNames(Policy policy, Rename rename) {
    List<DoctorFinding> findings = new ArrayList<>();
    List<Environment> all = Environments.of(policy);
    for (Environment strict : protectedOnes(all)) {
      for (Environment mild : all) {
        if (!mild.level().protective()) {
          shared(strict, mild, rename, findings);
        }
      }
    }
    return findings;
  }

  private static void shared(
      Environment strict, Environment mild, Rename rename, List<DoctorFinding> findings) {
    Set<String> told = new LinkedHashSet<>();
    for (MatchEntry one : servers(strict)) {
      for (MatchEntry other : servers(mild)) {
        both(one, other)
            .filter(told::add)
            .ifPresent(name -> findings.add(shared(strict, mild.name(), name, other, rename)));
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
      Environment strict, String mild, String database, MatchEntry entryOrFirst, Rename rename) {
    return new DoctorFinding(
        Topic.SHARED_DATABASE_NAME,
        Severity.DANGER,
        strict.name(),
        Optional.of(entryOrFirst.place()),
        "a database is called '%s' in %s and in %s".formatted(database, mild, strict.name()),
        "whoever pastes the wrong host into a URL finds a database there, instead of an error",
        rename.fix(strict, mild, database));
  }

  /** Protected environments that a tunnel would hide. */
  static List<DoctorFinding> unpinned(Policy policy, Set<String> visited, Neighbours neighbours) {
    boolean hidden = hidden(policy);
    return protectedOnes(Environments.of(policy)).stream()
        .filter(environment -> !visited.contains(environment.name()))
        .filter(TrapFindings::lacksIdentity)
        .map(environment -> unpinned(environment, hidden, fix(environment, neighbours)))
        .toList();
  }

  private static List<String> fix(Environment environment, Neighbours neighbours) {
    Set<String> others = neighbours.of(environment);
    return others.isEmpty()
        ? List.of("guard pin URL prints the line to write here")
        : List.of(
            "mark each of its databases: guard mark --environment %s URL"
                .formatted(environment.name()),
            Pin.instead(environment.name(), others));
  }

  /** Whether the entrance of a tunnel would pass for something milder than protected. */
  static boolean hidden(Policy policy) {
    Assignment tunnel = Environments.of(policy, Engine.POSTGRESQL, TUNNEL, "", HostAddresses.NONE);
    return tunnel.declared() && !tunnel.environment().level().protective();
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

  static DoctorFinding unpinned(Environment environment, boolean hidden, List<String> fix) {
    return new DoctorFinding(
        Topic.IDENTITY_NOT_PINNED,
        hidden ? Severity.DANGER : Severity.WARNING,
        environment.name(),
        Optional.of(environment.place()),
        "no identity is pinned for the servers of " + environment.name(),
        "a tunnel on localhost, or a new name, leads to them, and nothing but their names tells what they are",
        fix);
  }

  private static List<Environment> protectedOnes(List<Environment> all) {
    return all.stream().filter(environment -> environment.level().protective()).toList();
  }
}
