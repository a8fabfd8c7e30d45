package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.ServerReport;
import java.util.ArrayList;
import java.util.List;

/** Lays out for people what a server said, and where it belongs. */
final class ServerText {
  private static final int LABEL_WIDTH = 14;

  private ServerText() {}

  /** A label, and what it is about. */
  static String line(String label, String value) {
    return label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + value;
  }

  static List<String> of(ServerReport report, Assignment assignment) {
    List<String> lines = new ArrayList<>();
    lines.add(line("engine", report.engine().id()));
    lines.add(line("identity", report.identity().orElse("not told")));
    report.database().ifPresent(database -> lines.add(line("database", database)));
    report.user().ifPresent(user -> lines.add(line("user", user)));
    report.readOnly().ifPresent(flag -> lines.add(line("read-only", flag ? "yes" : "no")));
    lines.add(line("marker", marker(report)));
    assignment
        .claims()
        .forEach(
            claim ->
                lines.add(
                    line("belongs to", claim.environment().name() + ": " + claim.describe())));
    return lines;
  }

  private static String marker(ServerReport report) {
    return report
        .marker()
        .map(
            marker ->
                report.markerStale()
                    ? "%s, stale: it was written for %s, and this is %s"
                        .formatted(
                            marker.environment(),
                            marker.identity(),
                            report.databaseIdentity().orElse("unknown"))
                    : marker.environment())
        .orElse("none");
  }
}
