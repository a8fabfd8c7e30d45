package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An environment under which the identity of a server could be written.
 *
 * @param place where the environment begins
 * @param belongs whether the server belongs to it already, by whatever evidence
 * @param pinned whether its identity is written there already
 * @param others whether other servers of the engine are
 * @param snippet what to write
 */
record PinnedPlace(
    String name, Place place, boolean belongs, boolean pinned, boolean others, String snippet) {

  /** Those to which it belongs first; none where the server tells no identity. */
  static List<PinnedPlace> of(ServerReport report, Assignment assignment, Policy policy) {
    if (report.identity().isEmpty()) {
      return List.of();
    }
    String identity = report.identity().get();
    List<PinnedPlace> places =
        policy.layers().stream()
            .filter(layer -> layer.kind() != Layer.Kind.USER)
            .flatMap(layer -> layer.environments().stream())
            .filter(environment -> !environment.place().builtIn())
            .map(e -> of(e, report.engine(), identity, assignment.environments().contains(e)))
            .collect(Collectors.toCollection(ArrayList::new));
    if (places.isEmpty()) {
      String snippet = snippet(Map.of(report.engine(), Set.of(identity)));
      places.add(
          new PinnedPlace(
              Assignment.UNDECLARED, new Place("guard.yaml", 1, 1), false, false, false, snippet));
    }
    places.sort((a, b) -> Boolean.compare(b.belongs, a.belongs));
    return places;
  }

  private static PinnedPlace of(
      Environment environment, Engine engine, String identity, boolean belongs) {
    Set<String> there = environment.identity().getOrDefault(engine, Set.of());
    Map<Engine, Set<String>> all = new TreeMap<>(environment.identity());
    Set<String> both = new TreeSet<>(there);
    both.add(identity);
    all.put(engine, both);
    return new PinnedPlace(
        environment.name(),
        environment.place(),
        belongs,
        there.contains(identity),
        !there.isEmpty(),
        snippet(all));
  }

  /** The line of YAML that names these servers. */
  static String snippet(Map<Engine, Set<String>> identity) {
    return identity.entrySet().stream()
        .map(entry -> entry.getKey().id() + ": " + quoted(entry.getValue()))
        .collect(Collectors.joining(", ", "identity: { ", " }"));
  }

  private static String quoted(Set<String> identities) {
    return identities.stream()
        .map(identity -> '"' + identity.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String where() {
    return name.equals(Assignment.UNDECLARED)
        ? "there is no policy; write one with 'guard init', and under the environment"
        : "%s:%d, under %s".formatted(place.source(), place.line(), name);
  }

  List<String> lines() {
    if (pinned) {
      return List.of("%s:%d: %s pins it already".formatted(place.source(), place.line(), name));
    }
    String instead = others ? " (in place of the line there: other servers are pinned)" : "";
    return List.of(where() + instead + ":", "    " + snippet);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("environment", name);
    map.put("file", place.source());
    map.put("line", place.line());
    map.put("belongs", belongs);
    map.put("pinned", pinned);
    map.put("snippet", snippet);
    return map;
  }
}
