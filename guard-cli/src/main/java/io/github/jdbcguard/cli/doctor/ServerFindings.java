package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Marker;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.ServerReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be said of one server that was asked. */
final class ServerFindings {
  private final Policy policy;
  private final AskedServer server;
  private final Environment environment;
  private final Set<Origin> origins;
  private final Neighbours neighbours;
  private final List<DoctorFinding> findings = new ArrayList<>();

  private ServerFindings(
      Policy policy, AskedServer server, Set<Origin> origins, Neighbours neighbours) {
    this.policy = policy;
    this.server = server;
    this.environment = server.assignment().environment();
    this.origins = origins;
    this.neighbours = neighbours;
  }

  /**
   * The findings.
   *
   * @param origins where this process may run
   * @param neighbours which environments share a server
   */
  static List<DoctorFinding> of(
      Policy policy, AskedServer server, Set<Origin> origins, Neighbours neighbours) {
    ServerFindings one = new ServerFindings(policy, server, origins, neighbours);
    one.mistaken();
    one.mismarked();
    if (server.assignment().isProtected() && server.assignment().declared()) {
      one.identity();
      one.marker();
      one.writing();
    } else if (!SameServerFindings.passesForAnother(server, neighbours.servers())) {
      one.sharedName();
    }
    return one.findings;
  }

  private void mistaken() {
    String actual = environment.name();
    boolean unexpected = !server.expected().isEmpty() && !environment.isCalled(server.expected());
    if (!server.byName().equals(actual) || unexpected) {
      String said = unexpected ? server.expected() : server.byName();
      add(
          Topic.MISTAKEN_NAME,
          Severity.DANGER,
          Optional.of(server.assignment().claim().place()),
          "%s is said to be %s, and is %s".formatted(server.url(), said, actual),
          "whoever trusts the name works on another database than they think",
          mistakenFix(said));
    }
  }

  private List<String> mistakenFix(String said) {
    List<String> fix = new ArrayList<>();
    fix.add(
        "look where the name leads, a tunnel or an alias; evidence: "
            + server.assignment().evidence());
    boolean pinned =
        environment
            .identity()
            .getOrDefault(server.report().engine(), Set.of())
            .contains(server.report().identity().orElse(""));
    if (pinned && neighbours.of(server, environment.name()).contains(said)) {
      fix.add(
          "a server that both share on purpose? take its identity out of %s, and mark each database: guard mark"
              .formatted(environment.name()));
    }
    return fix;
  }

  /** Whether the database calls itself milder than all other evidence together. */
  private void mismarked() {
    Optional<Environment> marked = marked();
    Optional<Environment> strictest =
        server.assignment().environments().stream()
            .filter(one -> !one.name().equals(Assignment.UNDECLARED))
            .max(Comparator.comparing(Environment::level));
    if (marked.isPresent()
        && strictest.isPresent()
        && marked.get().level().compareTo(strictest.get().level()) < 0) {
      Environment real = strictest.get();
      findings.add(
          new DoctorFinding(
              Topic.MISMARKED,
              real.level().protective() ? Severity.DANGER : Severity.WARNING,
              real.name(),
              Optional.of(real.place()),
              "database '%s' of %s is marked as %s"
                  .formatted(server.database(), real.name(), marked.get().name()),
              "under another name, or through a tunnel, its own word makes it %s"
                  .formatted(marked.get().name()),
              List.of(
                  "guard mark --environment %s --replace URL".formatted(real.name()),
                  "where the guard refuses that: --print prints the SQL, for the owner of the database")));
    }
  }

  private Optional<Environment> marked() {
    ServerReport report = server.report();
    return report.markerStale()
        ? Optional.empty()
        : report
            .marker()
            .map(Marker::environment)
            .flatMap(name -> Environments.named(policy, name));
  }

  private void identity() {
    ServerReport report = server.report();
    if (report.identity().isEmpty()) {
      return;
    }
    String identity = report.identity().get();
    boolean pinned =
        environment.identity().getOrDefault(report.engine(), Set.of()).contains(identity);
    if (!pinned && others().isEmpty()) {
      findings.add(
          TrapFindings.unpinned(
              environment, TrapFindings.hidden(policy), List.of(Pin.line(environment, report))));
    }
  }

  private Set<String> others() {
    return neighbours.of(server, environment.name());
  }

  private void marker() {
    ServerReport report = server.report();
    if (report.databaseIdentity().isEmpty()) {
      return;
    }
    Optional<Marker> marker = report.marker();
    boolean fits =
        !report.markerStale()
            && marker.filter(found -> environment.isCalled(found.environment())).isPresent();
    boolean mismarked =
        marked().filter(one -> one.level().compareTo(environment.level()) < 0).isPresent();
    if (!fits && !mismarked) {
      Set<String> others = others();
      boolean danger = !others.isEmpty() && TrapFindings.hidden(policy);
      String found =
          marker
              .map(
                  one ->
                      report.markerStale()
                          ? "has a stale marker, written for " + one.identity()
                          : "is marked as " + one.environment())
              .orElse("has no marker");
      add(
          Topic.NOT_MARKED,
          danger ? Severity.DANGER : Severity.WARNING,
          place(),
          "database '%s' of %s %s"
              .formatted(report.database().orElse(""), environment.name(), found),
          "a marker tells databases of one server apart, whatever name leads there",
          markFix(marker.isPresent() && !report.markerStale(), others));
    }
  }

  private List<String> markFix(boolean replace, Set<String> others) {
    String mark =
        "guard mark --environment %s%s URL"
            .formatted(environment.name(), replace ? " --replace" : "");
    return others.isEmpty()
        ? List.of(mark)
        : List.of(mark, Pin.instead(environment.name(), others));
  }

  private void writing() {
    if (!server.privileges().known()) {
      add(
          Topic.NOT_EXAMINED,
          Severity.NOTE,
          place(),
          "whether %s could be written to is not known: the server did not tell the privileges"
              .formatted(server.url()),
          "only privileges stop whoever leaves the guard out",
          List.of("look at them by other means"));
    } else if (server.privileges().writes()) {
      boolean person = origins.contains(Origin.WORKSTATION) || origins.contains(Origin.AGENT);
      ServerReport report = server.report();
      add(
          Topic.WRITABLE,
          person ? Severity.DANGER : Severity.NOTE,
          place(),
          "user '%s' could write to %s from here: %s"
              .formatted(
                  report.user().orElse("?"),
                  environment.name(),
                  String.join("; ", server.privileges().ways())),
          "the guard is a seat belt; only privileges stop whoever leaves it out",
          ReadOnlyRole.fix(report.engine(), server.database(), server.tableOwners()));
    }
  }

  /** The real name of a database on this side, which an entry on the other side means. */
  private void sharedName() {
    String database = server.report().database().orElse("");
    if (database.isEmpty() || !server.assignment().declared()) {
      return;
    }
    for (Environment strict : Environments.of(policy)) {
      if (strict.level().protective()) {
        strict.recognition().matches().stream()
            .filter(entry -> TrapFindings.names(entry, database))
            .findFirst()
            .ifPresent(
                entry ->
                    findings.add(
                        TrapFindings.shared(
                            strict,
                            environment.name(),
                            database,
                            entry,
                            new Rename(neighbours.servers()))));
      }
    }
  }

  private Optional<Place> place() {
    return environment.name().equals(Assignment.UNDECLARED)
        ? Optional.empty()
        : Optional.of(environment.place());
  }

  private void add(
      Topic topic,
      Severity severity,
      Optional<Place> place,
      String what,
      String why,
      List<String> fix) {
    findings.add(new DoctorFinding(topic, severity, environment.name(), place, what, why, fix));
  }
}
