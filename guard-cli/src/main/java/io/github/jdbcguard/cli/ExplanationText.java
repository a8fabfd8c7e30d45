package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays out an explanation for people: what it is, why, what would happen, and what to do next. */
final class ExplanationText {
  private static final int LABEL_WIDTH = 14;

  private final Output output;
  private final List<String> lines = new ArrayList<>();

  private ExplanationText(Output output) {
    this.output = output;
  }

  /**
   * The lines.
   *
   * @param fields as {@link io.github.jdbcguard.driver.Explanation#toMap} gives them
   */
  static List<String> of(Map<String, Object> fields, Output output) {
    ExplanationText text = new ExplanationText(output);
    text.target(fields);
    text.origins(fields);
    text.policy(fields);
    text.refused(fields.get("refused"));
    each(fields.get("connecting")).forEach(one -> text.statement("connecting", one));
    each(fields.get("decision")).forEach(one -> text.statement("statement", one));
    return text.lines;
  }

  private void target(Map<String, Object> fields) {
    Map<?, ?> target = map(fields.get("target"));
    line("environment", "%s (level %s)".formatted(fields.get("environment"), fields.get("level")));
    String endpoints =
        each(target.get("endpoints"))
            .map(ExplanationText::endpoint)
            .collect(Collectors.joining(", "));
    line(
        "target",
        target.get("engine")
            + " "
            + (endpoints.isEmpty() ? "not known: " + target.get("doubt") : endpoints));
    if (!endpoints.isEmpty() && target.get("doubt") != null) {
      line("doubt", target.get("doubt") + "; so it is no open environment");
    }
    server(map(fields.get("server")));
    if (fields.get("server_holds") != null) {
      line("read-only", fields.get("server_holds").toString());
    }
    if (fields.get("not_asked") != null) {
      line("server", "not asked: " + fields.get("not_asked") + "; see --connect");
    }
    each(fields.get("claims"))
        .forEach(
            claim ->
                line(
                    "known by",
                    "%s: %s%s"
                        .formatted(
                            claim.get("environment"),
                            claim.get("evidence"),
                            at(claim.get("place")))));
    List<?> expected = list(fields.get("expected"));
    if (!expected.isEmpty()) {
      line("expected", expected.stream().map(Objects::toString).collect(Collectors.joining(", ")));
    }
  }

  private void server(Map<?, ?> server) {
    if (server.isEmpty()) {
      return;
    }
    line(
        "server",
        Stream.of("identity", "database", "user")
            .filter(server::containsKey)
            .map(key -> key + " " + server.get(key))
            .collect(Collectors.joining(", ", server.get("engine") + ": ", "")));
    Map<?, ?> marker = map(server.get("marker"));
    if (!marker.isEmpty()) {
      boolean stale = Boolean.TRUE.equals(marker.get("stale"));
      line(
          "marker",
          marker.get("environment")
              + (stale ? ", stale: it was written for " + marker.get("written_for") : ""));
    }
  }

  private static String endpoint(Map<?, ?> endpoint) {
    return endpoint.get("host") == null
        ? "in this process: " + endpoint.get("database")
        : "%s:%s/%s"
            .formatted(
                endpoint.get("host"),
                endpoint.get("port") instanceof Optional<?> port && port.isPresent()
                    ? port.get()
                    : "?",
                endpoint.get("database"));
  }

  private void origins(Map<String, Object> fields) {
    each(fields.get("origin_evidence"))
        .forEach(
            origin ->
                line("origin", "%s: %s".formatted(origin.get("origin"), origin.get("evidence"))));
  }

  private void policy(Map<String, Object> fields) {
    map(fields.get("policy")).forEach((file, why) -> line("policy", file + ": " + why));
    list(fields.get("policy_faults")).forEach(fault -> line("policy", "fault: " + fault));
  }

  private void refused(@Nullable Object refused) {
    if (refused == null) {
      return;
    }
    lines.add("connection");
    Map<?, ?> fields = map(refused);
    line(
        "  verdict",
        output.painted(Tone.BAD, "refused") + " (SQLState " + fields.get("state") + ")");
    line("  because", Objects.toString(fields.get("because")));
    line("  rule", Objects.toString(fields.get("rule")));
    next(fields.get("next"));
  }

  private void statement(String label, Map<?, ?> fields) {
    lines.add(label);
    line("  verdict", painted(fields.get("verdict")));
    String operations =
        list(fields.get("operations")).stream()
            .map(Objects::toString)
            .collect(Collectors.joining(", "));
    String why = Objects.toString(fields.get("why"), "");
    boolean says = !why.isEmpty() && !why.equalsIgnoreCase(operations);
    line("  judged as", says ? operations + ": " + why : operations);
    line("  rule", fields.get("rule") + at(fields.get("rule_place")));
    String note = Objects.toString(fields.get("note"), "");
    if (!note.isEmpty()) {
      line("  policy says", note);
    }
    List<? extends Map<?, ?>> rules = each(fields.get("rules")).toList();
    if (rules.size() > 1) {
      rules.forEach(
          rule ->
              line(
                  "  by rule",
                  "%s, %s: %s by %s%s"
                      .formatted(
                          rule.get("environment"),
                          rule.get("operation"),
                          painted(rule.get("verdict")),
                          rule.get("rule"),
                          at(rule.get("place")))));
    }
    next(fields.get("next"));
  }

  private void next(@Nullable Object next) {
    Objects.toString(next, "").lines().forEach(step -> line("  next", step.strip()));
  }

  private static String at(@Nullable Object place) {
    Map<?, ?> fields = map(place);
    Object line = fields.get("line");
    return line == null || Objects.toString(fields.get("file")).startsWith("built-in")
        ? ""
        : " (%s:%s:%s)".formatted(fields.get("file"), line, fields.get("column"));
  }

  private String painted(@Nullable Object verdict) {
    return Arrays.stream(Verdict.values())
        .filter(known -> known.id().equals(verdict))
        .map(known -> output.painted(Tone.of(known), known.id()))
        .findFirst()
        .orElse(Objects.toString(verdict));
  }

  /** A label that is the same as on the line before is left out. */
  private void line(String label, String value) {
    String padded = label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length()));
    lines.add(padded + value);
  }

  private static Stream<? extends Map<?, ?>> each(@Nullable Object value) {
    return value instanceof Map<?, ?> one
        ? Stream.of(one)
        : list(value).stream().map(ExplanationText::map);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
