package io.github.jdbcguard.target;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a JDBC URL with its properties reaches, and what it runs there before anybody asks.
 *
 * @param endpoints every place that the driver may dial; empty where that is not known
 * @param doubt why the endpoints are not known, or why they may not be what they seem, for people;
 *     empty where they are certain
 * @param connectSql SQL that the driver runs at login on behalf of the URL or the properties; of an
 *     unresolved target a text that no dialect reads, if there may be any
 */
public record Target(
    Engine engine, List<Endpoint> endpoints, String doubt, List<String> connectSql) {

  public Target {
    if (endpoints.isEmpty() && doubt.isBlank()) {
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

  /** The same, of which something else decides as well: a proxy, a name service of its own. */
  Target doubted(String reason) {
    return new Target(engine, endpoints, doubt.isEmpty() ? reason : doubt, connectSql);
  }

  /** Whether it is known what the driver dials. */
  public boolean resolved() {
    return !endpoints.isEmpty();
  }

  /**
   * Whether what the driver dials is what the connection reaches, as far as a client can tell. What
   * is not certain is no open environment, whatever it is called.
   */
  public boolean certain() {
    return doubt.isEmpty();
  }

  /** The same servers with another database, as after {@code USE}. */
  public Target withDatabase(String database) {
    List<Endpoint> moved =
        endpoints.stream().map(e -> new Endpoint(e.host(), e.port(), database)).toList();
    return new Target(engine, moved, doubt, connectSql);
  }

  /** As messages show it: {@code postgresql db.example.com:5432/shop}. */
  @Override
  public String toString() {
    return engine.id()
        + " "
        + (resolved()
            ? endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(", "))
            : "at a place that is not known");
  }
}
