package io.github.jdbcguard.target;

import java.util.List;

/**
 * What a JDBC URL with its properties reaches, and what it runs there before anybody asks.
 *
 * @param endpoints every place that the driver may dial; empty where that is not known
 * @param unresolved why the endpoints are not known, for people; empty where they are
 * @param connectSql SQL that the driver runs at login on behalf of the URL or the properties; of an
 *     unresolved target a text that no dialect reads, if there may be any
 */
public record Target(
    Engine engine, List<Endpoint> endpoints, String unresolved, List<String> connectSql) {

  public Target {
    if (endpoints.isEmpty() == unresolved.isBlank()) {
      throw new IllegalArgumentException("a target has endpoints, or a reason why not");
    }
    endpoints = List.copyOf(endpoints);
    connectSql = List.copyOf(connectSql);
  }

  public static Target resolved(Engine engine, List<Endpoint> endpoints, List<String> connectSql) {
    return new Target(engine, endpoints.stream().distinct().toList(), "", connectSql);
  }

  public static Target unresolved(Engine engine, String reason) {
    return new Target(engine, List.of(), reason, List.of());
  }

  public boolean resolved() {
    return unresolved.isEmpty();
  }
}
