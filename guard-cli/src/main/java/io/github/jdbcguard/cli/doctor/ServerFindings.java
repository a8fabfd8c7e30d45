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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be said of one server that was asked. */
final class ServerFindings {
  private final Policy policy;
  private final AskedServer server;
  private final Environment environment;
  private final Set<Origin> origins;
  private final List<DoctorFinding> findings = new ArrayList<>();

  private ServerFindings(Policy policy, AskedServer server, Set<Origin> origins) {
    this.policy = policy;
    this.server = server;
    this.environment = server.assignment().environment();
    this.origins = origins;
  }

  /**
   * The findings.
   *
   * @param origins where this process may run
   */
  static List<DoctorFinding> of(Policy policy, AskedServer server, Set<Origin> origins) {
    ServerFindings one = new ServerFindings(policy, server, origins);
    one.mistaken();
    if (server.assignment().isProtected() && server.assignment().declared()) {
      one.identity();
      one.marker();
      one.writing();
    } else {
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
          List.of(
              "look where the name leads, a tunnel or an alias; evidence: "
                  + server.assignment().evidence()));
    }
  }

  private void identity() {
    ServerReport report = server.report();
    if (report.identity().isEmpty()) {
      return;
    }
    String identity = report.identity().get();
    boolean pinned =
        environment.identity().getOrDefault(report.engine(), Set.of()).contains(identity);
    if (!pinned) {
      String snippet =
          "identity: { %s: [\"%s\"] }"
              .formatted(
                  report.engine().id(), identity.replace("\\", "\\\\").replace("\"", "\\\""));
      findings.add(
          TrapFindings.unpinned(
              environment, "write under %s: %s".formatted(environment.name(), snippet)));
    }
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
    if (!fits) {
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
          Severity.WARNING,
          place(),
          "database '%s' of %s %s"
              .formatted(report.database().orElse(""), environment.name(), found),
          "a marker tells databases of one server apart, whatever name leads there",
          List.of("guard mark --environment %s URL".formatted(environment.name())));
    }
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
      List<String> fix = new ArrayList<>();
      fix.add("give people a role that reads, and keep logins that write off workstations:");
      fix.addAll(ReadOnlyRole.sql(report.engine(), report.database().orElse("")));
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
          fix);
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
                    findings.add(TrapFindings.shared(strict, environment.name(), database, entry)));
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
