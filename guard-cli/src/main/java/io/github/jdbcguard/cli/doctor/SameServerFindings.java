package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.policy.Environment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for asked servers that pass for several environments, and are one. */
final class SameServerFindings {
  private final Neighbours neighbours;
  private final List<DoctorFinding> findings = new ArrayList<>();
  private final Set<String> told = new LinkedHashSet<>();

  private SameServerFindings(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /** What is to be said of each two of them. */
  static List<DoctorFinding> of(List<AskedServer> servers, Neighbours neighbours) {
    SameServerFindings same = new SameServerFindings(neighbours);
    for (AskedServer one : servers) {
      for (AskedServer other : servers) {
        if (stricter(one, other)) {
          same.compare(one, other);
        }
      }
    }
    return same.findings;
  }

  /** The databases that pass for a milder environment as well: nothing is to be changed there. */
  static boolean passesForAnother(AskedServer server, List<AskedServer> servers) {
    return servers.stream()
        .anyMatch(
            other ->
                !other.environment().equals(server.environment()) && server.sameDatabase(other));
  }

  /** What no environment declares is the milder one here: it is not what the other is. */
  private static boolean stricter(AskedServer one, AskedServer other) {
    Comparator<AskedServer> order =
        Comparator.<AskedServer, Boolean>comparing(server -> server.assignment().declared())
            .thenComparing(server -> server.assignment().environment().level())
            .thenComparing(AskedServer::environment);
    return order.compare(one, other) > 0;
  }

  private void compare(AskedServer strict, AskedServer mild) {
    boolean apart = !strict.environment().equals(mild.environment());
    String pair = strict.environment() + " " + mild.environment() + " " + strict.database();
    if (apart && strict.sameDatabase(mild) && told.add(pair)) {
      findings.add(oneDatabase(strict, mild));
    } else if (apart
        && strict.sameServer(mild)
        && !strict.sameDatabase(mild)
        && told.add(strict.environment() + " " + mild.environment())) {
      findings.add(oneServer(strict, mild));
    }
  }

  private DoctorFinding oneDatabase(AskedServer strict, AskedServer mild) {
    Environment environment = strict.assignment().environment();
    boolean danger = environment.level().protective() && strict.assignment().declared();
    List<String> fix = new ArrayList<>();
    fix.add(
        "make no change by the URL of %s until the policy knows what is there"
            .formatted(mild.environment()));
    String mark =
        "guard mark --environment %s%s URL"
            .formatted(
                strict.environment(), strict.report().marker().isEmpty() ? "" : " --replace");
    Set<String> others = neighbours.of(strict, strict.environment());
    others.remove(mild.environment());
    if (others.isEmpty()) {
      fix.add(Pin.line(environment, strict.report()) + " (what 'guard pin' prints)");
      fix.add("and mark the database, by the URL of %s: %s".formatted(strict.environment(), mark));
      fix.add(
          "a copy of the files has the same identity; restore a dump where %s should be another one"
              .formatted(mild.environment()));
    } else {
      fix.add("mark the database, by the URL of %s: %s".formatted(strict.environment(), mark));
      fix.add(Pin.instead(strict.environment(), others));
    }
    return new DoctorFinding(
        Topic.ONE_DATABASE,
        danger ? Severity.DANGER : Severity.WARNING,
        strict.environment(),
        Optional.of(environment.place()),
        "%s and %s are one server and database: %s and %s both lead to '%s' of %s %s"
            .formatted(
                mild.environment(),
                strict.environment(),
                mild.url(),
                strict.url(),
                strict.database(),
                strict.report().engine().id(),
                strict.report().identity().orElse("")),
        "what is done to %s by that URL is done to %s, under the rules of %s"
            .formatted(mild.environment(), strict.environment(), mild.environment()),
        fix);
  }

  private static DoctorFinding oneServer(AskedServer strict, AskedServer mild) {
    return new DoctorFinding(
        Topic.ONE_SERVER,
        Severity.WARNING,
        strict.environment(),
        Optional.of(strict.assignment().environment().place()),
        "%s and %s are on one server, %s %s"
            .formatted(
                strict.environment(),
                mild.environment(),
                strict.report().engine().id(),
                strict.report().identity().orElse("")),
        "one wrong word in a URL leads from %s to %s, and a login of the server may reach both"
            .formatted(mild.environment(), strict.environment()),
        List.of(
            "meant? give %s a server of its own, or at least logins that cannot connect to %s"
                .formatted(mild.environment(), strict.environment()),
            "not meant? look where the URL of %s leads: a tunnel or an alias"
                .formatted(mild.environment())));
  }
}
