package io.github.jdbcguard.cli;

import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.driver.GuardRefusedException;
import io.github.jdbcguard.driver.ServerVisit;
import io.github.jdbcguard.driver.ServerVisit.Marked;
import io.github.jdbcguard.policy.Marker;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down in a database which environment it belongs to. */
@Command(
    name = "mark",
    description =
        "Writes into a database which environment it is, so that it says so under any name.",
    exitCodeList = {
      "0:the database has the marker, or the SQL was printed",
      "1:it is marked as another environment, or the guard refuses",
      "2:the URL, the environment or the policy makes no sense, or the database refuses"
    },
    footer = {
      "  guard mark --environment production --driver postgresql.jar 'jdbc:postgresql://db/shop?user=owner'",
      "  guard mark --environment production --print --driver postgresql.jar 'jdbc:postgresql://db/shop'",
      "",
      "Next: write 'marker: required' under the environment in guard.yaml; then a database without it",
      "gets reads only. Mark again after restoring or cloning."
    })
final class MarkCommand implements Callable<Integer> {
  private static final String NEEDS_CONFIRMATION = "28X02";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "A JDBC URL, with or without jdbc:guard: (quote it for the shell).")
  private String url = "";

  @Option(
      names = "--environment",
      required = true,
      paramLabel = "NAME",
      description = "What the database is: the name of an environment in the policy.")
  private String environment = "";

  @Option(
      names = "--replace",
      description = {
        "Replace a marker that names another environment.",
        "The guard judges that like any other change there."
      })
  private boolean replace;

  @Option(
      names = "--print",
      description = "Run nothing; print the SQL, for whoever owns the database.")
  private boolean print;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    return connection.reporting(output, true, this::mark);
  }

  private int mark() throws SQLException {
    try (ServerVisit visit = connection.visit(url)) {
      return print ? printed(visit) : marked(visit);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int printed(ServerVisit visit) {
    List<String> statements = visit.markerStatements(environment);
    Map<String, Object> fields = fields(visit);
    fields.put("sql", statements);
    List<String> lines = new ArrayList<>();
    lines.add("-- in " + place(visit));
    visit
        .otherwise(environment)
        .ifPresent(other -> lines.add("-- by all that is known, this is %s".formatted(other)));
    statements.forEach(sql -> lines.add(sql + ";"));
    output.print(fields, lines);
    return GuardCommand.FINE;
  }

  private int marked(ServerVisit visit) throws SQLException {
    Marked marked;
    try {
      marked = visit.mark(environment, replace);
    } catch (GuardRefusedException e) {
      return ConnectionOptions.refused(output, e, stays(visit, e));
    } catch (SQLException e) {
      throw new SQLException("not marked: " + e.getMessage() + OTHERWISE, e);
    }
    Map<String, Object> fields = fields(visit);
    fields.put("result", marked.name().toLowerCase(Locale.ROOT));
    output.print(fields, lines(visit, marked));
    return marked == Marked.OTHERWISE ? GuardCommand.REFUSED : GuardCommand.FINE;
  }

  /** What can be done where the database does not let this login mark it. */
  private static final String OTHERWISE =
      ". May another login do it, of the owner or of an administrator? --print prints the SQL";

  /** What else there is to know for whoever was refused to replace a marker. */
  private static List<String> stays(ServerVisit visit, GuardRefusedException e) {
    String other = visit.report().marker().map(Marker::environment).orElse("");
    String stays = "The marker stays %s.".formatted(other);
    boolean confirmable = e.getSQLState().equals(NEEDS_CONFIRMATION);
    return List.of(
        confirmable
            ? stays
            : stays
                + " If it is wrong, and the owners of %s agree: --print prints the SQL, which the owner of the database runs without the guard."
                    .formatted(other));
  }

  private Map<String, Object> fields(ServerVisit visit) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("environment", environment);
    fields.put("server", Explanation.server(visit.report()));
    fields.put("environments", visit.environments().stream().sorted().toList());
    return fields;
  }

  private List<String> lines(ServerVisit visit, Marked marked) {
    List<String> lines = new ArrayList<>();
    switch (marked) {
      case WRITTEN ->
          lines.add(output.painted(Tone.GOOD, "marked as " + environment) + ": " + place(visit));
      case ALREADY ->
          lines.add(
              "marked as %s already, and nothing was written: %s"
                  .formatted(environment, place(visit)));
      case OTHERWISE -> {
        String other = visit.otherwise(environment).orElse("");
        boolean hasMarker = !visit.report().markerStale() && visit.report().marker().isPresent();
        lines.add(
            output.painted(
                    Tone.BAD, (hasMarker ? "marked as " : "known as ") + other + ", and left so")
                + ": "
                + place(visit));
        lines.add("wrong target? correct the URL: this database is %s.".formatted(other));
        lines.add(
            "meant it?     --replace marks it all the same; that is a change of %s, and needs its consent."
                .formatted(other));
      }
    }
    lines.add("");
    lines.addAll(ServerText.of(visit.report(), visit.assignment()));
    if (marked != Marked.OTHERWISE) {
      lines.add("");
      String still =
          visit.environments().stream()
              .filter(name -> !name.equals(environment))
              .sorted()
              .collect(Collectors.joining(", "));
      if (!still.isEmpty()) {
        lines.add(
            "note: it belongs to %s as well, by name or by a pinned identity; a marker takes nothing away"
                .formatted(still));
      }
      lines.add(
          "next: where every database of %s is marked, write 'marker: required' there%s: others get reads only"
              .formatted(environment, declaredAt(visit)));
      lines.add(
          "next: after restoring or cloning this database, mark the copy as what it is; until then its marker is stale, or that of this one");
    }
    return lines;
  }

  private String declaredAt(ServerVisit visit) {
    return visit.policy().layers().stream()
        .flatMap(layer -> layer.environments().stream())
        .filter(declared -> declared.name().equals(environment) && !declared.place().builtIn())
        .map(declared -> " (%s:%d)".formatted(declared.place().source(), declared.place().line()))
        .findFirst()
        .orElse("");
  }

  private static String place(ServerVisit visit) {
    return "database %s of %s %s"
        .formatted(
            visit.report().database().orElse("(none)"),
            visit.report().engine().id(),
            visit.report().identity().orElse("(no identity)"));
  }
}
