package io.github.jdbcguard.cli;

import io.github.jdbcguard.cli.doctor.AskedServer;
import io.github.jdbcguard.cli.doctor.DoctorFinding;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.Examination;
import io.github.jdbcguard.cli.doctor.Reach;
import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.target.Engine;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lays out an examination: what was found out, and then what to fix. */
final class DoctorText {
  private DoctorText() {}

  /** For people. */
  static List<String> of(Examination examination, Output output) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "this machine: "
            + examination.origins().stream()
                .map(Origin::id)
                .sorted()
                .collect(Collectors.joining(", ")));
    for (Environment environment : examination.environments()) {
      lines.add(
          "%s (level %s, %s:%d)"
              .formatted(
                  environment.name(),
                  environment.level().id(),
                  environment.place().source(),
                  environment.place().line()));
      reaches(examination, environment).stream()
          .collect(Collectors.groupingBy(DoctorText::host, LinkedHashMap::new, Collectors.toList()))
          .values()
          .forEach(same -> lines.add("  " + line(same)));
      examination.servers().stream()
          .filter(server -> server.assignment().environments().contains(environment))
          .map(AskedServer::where)
          .filter(where -> !where.isEmpty())
          .distinct()
          .forEach(where -> lines.add("  " + ServerText.line("reached", where + " (by --url)")));
      lines.add("  " + ServerText.line("pinned", pinned(environment)));
    }
    examination.servers().forEach(server -> lines.addAll(lines(server)));
    lines.add("");
    if (examination.findings().isEmpty()) {
      lines.add(output.painted(Tone.GOOD, "nothing to fix"));
      return lines;
    }
    lines.add("to fix, the most dangerous first:");
    int number = 0;
    for (DoctorFinding finding : examination.findings()) {
      lines.addAll(lines(++number, finding, output));
    }
    return lines;
  }

  private static List<Reach> reaches(Examination examination, Environment environment) {
    return examination.reaches().stream()
        .filter(reach -> reach.address().environment().equals(environment))
        .toList();
  }

  /** What the ports of a host have in common, that they can stand on one line. */
  private static List<Object> host(Reach reach) {
    return List.of(
        reach.outcome(), reach.address().host(), reach.resolved(), reach.address().assumed());
  }

  private static String line(List<Reach> same) {
    Reach first = same.get(0);
    String host = first.address().host();
    String ports =
        same.stream()
            .map(reach -> String.valueOf(reach.address().port()))
            .distinct()
            .collect(Collectors.joining(", "));
    String addresses =
        first.resolved().stream()
            .map(InetAddress::getHostAddress)
            .filter(address -> !address.equals(host))
            .collect(Collectors.joining(", "));
    return ServerText.line(
        first.outcome().id(),
        host
            + (addresses.isEmpty() ? "" : " (%s)".formatted(addresses))
            + (same.size() > 1 ? ", ports " : ", port ")
            + ports
            + (first.address().assumed() ? " (usual, as none is named)" : ""));
  }

  private static String pinned(Environment environment) {
    return environment.identity().isEmpty()
        ? "nothing"
        : environment.identity().keySet().stream()
            .map(Engine::id)
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static List<String> lines(AskedServer server) {
    List<String> lines = new ArrayList<>();
    lines.add(server.url());
    ServerText.of(server.report(), server.assignment()).forEach(line -> lines.add("  " + line));
    String writes =
        server.privileges().known()
            ? server.privileges().writes() ? String.join("; ", server.privileges().ways()) : "no"
            : "not known";
    lines.add("  " + ServerText.line("could write", writes));
    return lines;
  }

  private static List<String> lines(int number, DoctorFinding finding, Output output) {
    List<String> lines = new ArrayList<>();
    String where =
        finding.place().map(place -> "%s:%d: ".formatted(place.source(), place.line())).orElse("");
    lines.add(
        "%d. %s: %s%s"
            .formatted(
                number,
                output.painted(tone(finding.severity()), finding.severity().id()),
                where,
                finding.what()));
    lines.add("     why  " + finding.why());
    String label = "     fix  ";
    for (String step : finding.fix()) {
      lines.add(label + step);
      label = "          ";
    }
    return lines;
  }

  private static Tone tone(Severity severity) {
    return switch (severity) {
      case DANGER -> Tone.BAD;
      case WARNING -> Tone.CAUTION;
      case NOTE -> Tone.GOOD;
    };
  }

  /** For programs. */
  static Map<String, Object> fields(Examination examination) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("origins", examination.origins().stream().map(Origin::id).sorted().toList());
    fields.put(
        "environments",
        examination.environments().stream().map(one -> fields(examination, one)).toList());
    fields.put("servers", examination.servers().stream().map(DoctorText::fields).toList());
    fields.put("findings", examination.findings().stream().map(DoctorText::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(Examination examination, Environment environment) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("environment", environment.name());
    fields.put("level", environment.level().id());
    fields.put("file", environment.place().source());
    fields.put("line", environment.place().line());
    fields.put(
        "pinned", environment.identity().keySet().stream().map(Engine::id).sorted().toList());
    fields.put(
        "addresses", reaches(examination, environment).stream().map(DoctorText::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(Reach reach) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("host", reach.address().host());
    fields.put("port", reach.address().port());
    fields.put("port_assumed", reach.address().assumed());
    fields.put("outcome", reach.outcome().name().toLowerCase(java.util.Locale.ROOT));
    fields.put("resolved", reach.resolved().stream().map(InetAddress::getHostAddress).toList());
    return fields;
  }

  private static Map<String, Object> fields(AskedServer server) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("url", server.url());
    fields.put("expected", server.expected());
    fields.put("environment_by_name", server.byName());
    fields.put("environments", server.assignment().names().stream().sorted().toList());
    fields.put("server", Explanation.server(server.report()));
    fields.put("privileges_known", server.privileges().known());
    fields.put("could_write", server.privileges().ways());
    return fields;
  }

  private static Map<String, Object> fields(DoctorFinding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("topic", finding.topic().id());
    fields.put("severity", finding.severity().id());
    fields.put("environment", finding.environment());
    finding
        .place()
        .ifPresent(
            place -> {
              fields.put("file", place.source());
              fields.put("line", place.line());
            });
    fields.put("what", finding.what());
    fields.put("why", finding.why());
    fields.put("fix", finding.fix());
    return fields;
  }
}
