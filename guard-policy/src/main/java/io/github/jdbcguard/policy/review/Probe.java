package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.TextPattern;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A made-up connection that stands for all those which one match entry is about.
 *
 * @param addresses what its host resolves to
 */
record Probe(ConnectionRequest request, Map<String, List<InetAddress>> addresses) {
  /** Stands for every host that no pattern names. */
  private static final String ANY_HOST = "any-host.invalid";

  private static final String ANY_DATABASE = "any-database";
  private static final int SERVER_PORT = 5432;
  private static final int MOST_OF_AN_ENTRY = 200;

  /** A server that no entry is likely to be about. */
  static Probe elsewhere() {
    Endpoint endpoint = new Endpoint(ANY_HOST, SERVER_PORT, ANY_DATABASE);
    return of(Target.resolved(Engine.POSTGRESQL, List.of(endpoint), List.of()), "", "", Map.of());
  }

  private static Probe of(
      Target target, String user, String url, Map<String, List<InetAddress>> addresses) {
    return new Probe(new ConnectionRequest(target, user, url), addresses);
  }

  /** One for each combination of the entry's values; none for regular expressions. */
  static List<Probe> of(MatchEntry entry) {
    List<Probe> probes = new ArrayList<>();
    Engine engine = entry.engines().stream().sorted().findFirst().orElse(Engine.POSTGRESQL);
    for (String host : hosts(entry, engine)) {
      for (String database : samples(entry.databases(), ANY_DATABASE)) {
        for (String user : samples(entry.users(), "")) {
          for (String url : samples(entry.urls(), "")) {
            if (probes.size() < MOST_OF_AN_ENTRY) {
              probes.add(of(target(entry, engine, host, database), user, url, known(entry, host)));
            }
          }
        }
      }
    }
    return probes;
  }

  private static Target target(MatchEntry entry, Engine engine, String host, String database) {
    int port = entry.ports().stream().sorted().findFirst().orElse(SERVER_PORT);
    Endpoint endpoint =
        host.isEmpty() ? Endpoint.inProcess(database) : new Endpoint(host, port, database);
    return Target.resolved(engine, List.of(endpoint), List.of());
  }

  /** Empty for a database in process. */
  private static List<String> hosts(MatchEntry entry, Engine engine) {
    if (!entry.hosts().isEmpty()) {
      return samples(entry.hosts(), ANY_HOST);
    }
    if (!entry.cidrs().isEmpty()) {
      return entry.cidrs().stream().limit(MOST_OF_AN_ENTRY).map(Probe::firstAddress).toList();
    }
    return List.of(engine.embeddable() ? "" : ANY_HOST);
  }

  private static String firstAddress(Cidr cidr) {
    return cidr.toString().replaceFirst("/.*", "");
  }

  /** A host that is named beside a block of addresses is taken to be in the block. */
  private static Map<String, List<InetAddress>> known(MatchEntry entry, String host) {
    Optional<InetAddress> inBlock =
        entry.cidrs().stream().findFirst().flatMap(cidr -> Cidr.literal(firstAddress(cidr)));
    return inBlock.isPresent() && Cidr.literal(host).isEmpty()
        ? Map.of(host, List.of(inBlock.get()))
        : Map.of();
  }

  private static List<String> samples(List<TextPattern> patterns, String otherwise) {
    if (patterns.isEmpty()) {
      return List.of(otherwise);
    }
    return patterns.stream()
        .filter(TextPattern.Glob.class::isInstance)
        .limit(MOST_OF_AN_ENTRY)
        .map(pattern -> pattern.text().replace("*", "any").replace('?', 'x'))
        .toList();
  }

  /** Where it belongs, for a process that runs there. */
  Assignment assign(Policy policy, Origin origin) {
    HostAddresses known = host -> addresses.getOrDefault(host, List.of(UNRELATED));
    return policy.assign(request, known, named -> Set.of(origin));
  }

  /** What every other host resolves to: an address that is for documentation only. */
  private static final InetAddress UNRELATED =
      Cidr.literal("198.51.100.1").orElseThrow(IllegalStateException::new);

  /** As people read it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(request.target().toString());
    if (!request.user().isEmpty()) {
      text.append(" as ").append(request.user());
    }
    return text.append(request.url().isEmpty() ? "" : " by " + request.url()).toString();
  }
}
