package io.github.jdbcguard.cli;

import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.driver.ServerVisit;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Engine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks a server what it is, and prints what to write into the policy. */
@Command(
    name = "pin",
    description =
        "Asks a server what it is, and prints the lines by which a policy knows it under any name.",
    exitCodeList = {
      "0:the server told its identity",
      "1:it tells none, or the guard refuses to connect",
      "2:the URL or the policy makes no sense, or nothing answers"
    },
    footer = {
      "  guard pin --driver postgresql.jar 'jdbc:postgresql://db.example.com/shop?user=app'",
      "  guard pin -p user=app --password-variable PGPASSWORD --driver mysql.jar 'jdbc:mysql://db/shop'",
      "",
      "Next: write the line under the environment that the server is, and run 'guard check' on the",
      "file. Nothing is changed here, and nothing but the question is sent."
    })
final class PinCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "A JDBC URL, with or without jdbc:guard: (quote it for the shell).")
  private String url = "";

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    return connection.reporting(output, true, this::pin);
  }

  private int pin() throws SQLException {
    try (ServerVisit visit = connection.visit(url)) {
      ServerReport report = visit.report();
      List<PinnedPlace> places = PinnedPlace.of(report, visit.assignment(), visit.policy());
      output.print(fields(visit, places), lines(visit, places));
      return places.isEmpty() ? GuardCommand.REFUSED : GuardCommand.FINE;
    }
  }

  private static Map<String, Object> fields(ServerVisit visit, List<PinnedPlace> places) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("server", Explanation.server(visit.report()));
    fields.put("environments", visit.environments().stream().sorted().toList());
    fields.put("pin", places.stream().map(PinnedPlace::toMap).toList());
    if (places.isEmpty()) {
      fields.put("next", unknown(visit.report().engine()));
    }
    return fields;
  }

  private List<String> lines(ServerVisit visit, List<PinnedPlace> places) {
    List<String> lines = new ArrayList<>(ServerText.of(visit.report(), visit.assignment()));
    lines.add("");
    if (places.isEmpty()) {
      lines.add(output.painted(Tone.BAD, "nothing to pin") + ": " + unknown(engine(visit)));
      return lines;
    }
    boolean belongs = places.stream().anyMatch(PinnedPlace::belongs);
    places.stream()
        .filter(place -> place.belongs() || !belongs)
        .forEach(place -> lines.addAll(place.lines()));
    if (engine(visit).embeddable()) {
      return lines;
    }
    lines.add("");
    lines.add(
        "Every database of this server, and each copy with the same identity, belongs there by that.");
    String others =
        String.join(
            ", ", places.stream().filter(p -> belongs && !p.belongs()).map(p -> p.name()).toList());
    if (!others.isEmpty()) {
      lines.add(
          "Another environment's server, reached by a tunnel? Then write it there: " + others);
    }
    return lines;
  }

  private static Engine engine(ServerVisit visit) {
    return visit.report().engine();
  }

  private static String unknown(Engine engine) {
    String match = "recognise it by 'host' or 'cidr' under 'match', with every name that it has";
    if (engine == Engine.POSTGRESQL || engine == Engine.YUGABYTE) {
      return "the server does not tell its identity to this user; let it run pg_control_system()"
          + " (GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC), or "
          + match;
    }
    return engine == Engine.H2 || engine == Engine.SQLITE
        ? "a database in memory has no identity, and needs none"
        : "a server of %s tells no identity; %s".formatted(engine.id(), match);
  }
}
