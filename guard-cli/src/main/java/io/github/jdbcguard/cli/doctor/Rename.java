package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a milder environment gets another name for its database. SQL is offered only where the server
 * was asked and is not that of the stricter environment: over a tunnel it would rename the other.
 *
 * @param servers that were asked
 */
record Rename(List<AskedServer> servers) {

  List<String> fix(Environment strict, String mild, String database) {
    List<String> fix = new ArrayList<>();
    Optional<AskedServer> asked =
        servers.stream()
            .filter(server -> server.environment().equals(mild))
            .filter(server -> server.database().equalsIgnoreCase(database))
            .filter(server -> isAnother(server, strict))
            .findFirst();
    fix.add(
        "rename the database '%s' of %s to '%s', on the server of %s, in its URLs, and in its entry in the policy"
            .formatted(database, mild, renamed(database, mild), mild));
    Optional<String> sql = asked.flatMap(server -> sql(server, mild));
    if (asked.isPresent() && sql.isPresent()) {
      fix.add("on the server of %s, from another database:".formatted(asked.get().url()));
      fix.add(sql.get());
    } else if (asked.isEmpty()) {
      fix.add(
          "first see that it is another server, and no tunnel: guard doctor --url %s=URL --url %s=URL"
              .formatted(mild, strict.name()));
    }
    return fix;
  }

  private boolean isAnother(AskedServer server, Environment strict) {
    ServerReport report = server.report();
    Set<String> known =
        servers.stream()
            .filter(one -> one.assignment().names().contains(strict.name()))
            .flatMap(one -> one.report().identity().stream())
            .collect(Collectors.toSet());
    known.addAll(strict.identity().getOrDefault(report.engine(), Set.of()));
    return !known.isEmpty()
        && report.identity().isPresent()
        && !known.contains(report.identity().get());
  }

  private static String renamed(String database, String mild) {
    return database + "_" + mild;
  }

  private static Optional<String> sql(AskedServer server, String mild) {
    Engine engine = server.report().engine();
    String database = server.database();
    return engine == Engine.POSTGRESQL || engine == Engine.YUGABYTE
        ? Optional.of(
            "ALTER DATABASE %s RENAME TO %s;"
                .formatted(
                    ReadOnlyRole.quoted(database, '"'),
                    ReadOnlyRole.quoted(renamed(database, mild), '"')))
        : Optional.empty();
  }
}
