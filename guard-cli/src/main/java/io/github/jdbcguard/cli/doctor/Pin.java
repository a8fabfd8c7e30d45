package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.ServerReport;
import java.util.Set;

/** How a policy is told of a server's identity, and what is done where that would tell too much. */
final class Pin {
  private Pin() {}

  /** What to write where. */
  static String line(Environment environment, ServerReport report) {
    String identity = report.identity().orElse("").replace("\\", "\\\\").replace("\"", "\\\"");
    return "write under %s: identity: { %s: [\"%s\"] }"
        .formatted(environment.name(), report.engine().id(), identity);
  }

  /** Why not, on a server with databases of others. */
  static String instead(String environment, Set<String> others) {
    String names = String.join(" and ", others);
    return "do not pin the server: databases of %s are there as well, and would be %s by that; give %s a server of its own, then pin it"
        .formatted(names, environment, environment);
  }
}
