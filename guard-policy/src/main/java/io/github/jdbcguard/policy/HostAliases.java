package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recognises declared hosts under other names: a host that has an address of a declared one. A
 * protective environment fits by any address that both have; the others only where all addresses of
 * the host are among those of the declared one. Immutable.
 */
final class HostAliases {
  /** Of so many hosts the addresses are asked for one connection; protective ones come first. */
  private static final int MOST = 64;

  /** No name service has a say in what this is (RFC 6761, 6.3). */
  private static final String LOCALHOST = "localhost";

  private static final List<InetAddress> LOOPBACK =
      Stream.of("127.0.0.1", "::1").flatMap(address -> Cidr.literal(address).stream()).toList();

  /** By the host that they declare. */
  private final Map<String, List<Declared>> byHost = new LinkedHashMap<>();

  private record Declared(Environment environment, MatchEntry entry) {}

  /**
   * A declared host that somebody calls by another name.
   *
   * @param host as it is declared
   */
  record Alias(Environment environment, MatchEntry entry, String host) {
    String evidence(Endpoint endpoint) {
      return "'%s' is at an address of %s".formatted(endpoint.host(), entry.describe());
    }
  }

  private HostAliases(List<Environment> environments) {
    environments.stream()
        .sorted((a, b) -> b.level().compareTo(a.level()))
        .forEach(
            environment ->
                environment
                    .recognition()
                    .matches()
                    .forEach(
                        entry ->
                            entry
                                .declaredHosts()
                                .forEach(
                                    host ->
                                        byHost
                                            .computeIfAbsent(host, h -> new ArrayList<>(1))
                                            .add(new Declared(environment, entry)))));
  }

  static HostAliases of(List<Environment> environments) {
    return new HostAliases(environments);
  }

  /**
   * The environments, without those that are known already, of which the endpoint is a host under
   * another name.
   */
  List<Alias> find(
      ConnectionRequest request,
      Endpoint endpoint,
      Set<Environment> known,
      HostAddresses addresses) {
    List<Alias> candidates = candidates(request, endpoint, known, addresses);
    if (candidates.isEmpty()) {
      return List.of();
    }
    Map<String, List<InetAddress>> found = addresses(endpoint, candidates, addresses);
    List<InetAddress> own = found.getOrDefault(endpoint.host(), List.of());
    List<Alias> aliases = new ArrayList<>();
    for (Alias candidate : candidates) {
      List<InetAddress> declared = found.getOrDefault(candidate.host(), List.of());
      boolean protective = candidate.environment().level().protective();
      if (sameHost(own, declared, protective)
          && aliases.stream().noneMatch(a -> a.environment().equals(candidate.environment()))) {
        aliases.add(candidate);
      }
    }
    return aliases;
  }

  private static Map<String, List<InetAddress>> addresses(
      Endpoint endpoint, List<Alias> candidates, HostAddresses addresses) {
    Set<String> names = new LinkedHashSet<>(Set.of(endpoint.host()));
    candidates.forEach(candidate -> names.add(candidate.host()));
    Map<String, List<InetAddress>> found = new HashMap<>(Map.of(LOCALHOST, LOOPBACK));
    names.forEach(
        name -> Cidr.literal(name).ifPresent(address -> found.put(name, List.of(address))));
    names.removeAll(found.keySet());
    if (!names.isEmpty()) {
      found.putAll(addresses.ofAll(names));
    }
    return found;
  }

  private static boolean isLoopback(String host) {
    return host.equals(LOCALHOST)
        || Cidr.literal(host).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  private static boolean sameHost(
      Collection<InetAddress> own, Collection<InetAddress> declared, boolean protective) {
    return protective
        ? own.stream().anyMatch(declared::contains)
        : !own.isEmpty() && declared.containsAll(own);
  }

  /** What would fit if the endpoint had the name that is declared. */
  private List<Alias> candidates(
      ConnectionRequest request,
      Endpoint endpoint,
      Set<Environment> known,
      HostAddresses addresses) {
    List<Alias> candidates = new ArrayList<>();
    boolean here = isLoopback(endpoint.host());
    int hosts = 0;
    for (Map.Entry<String, List<Declared>> entry : byHost.entrySet()) {
      String host = entry.getKey();
      if (host.equals(endpoint.host()) || (here && !isLoopback(host))) {
        continue;
      }
      Endpoint named = new Endpoint(host, endpoint.port(), endpoint.database());
      int before = candidates.size();
      entry.getValue().stream()
          .filter(d -> !known.contains(d.environment()))
          .filter(d -> d.entry().matches(request, named, d.environment().level(), addresses))
          .forEach(d -> candidates.add(new Alias(d.environment(), d.entry(), host)));
      hosts += candidates.size() > before ? 1 : 0;
      if (hosts == MOST) {
        break;
      }
    }
    return candidates;
  }
}
