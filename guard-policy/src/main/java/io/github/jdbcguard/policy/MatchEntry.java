package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of an environment's {@code match} list: all keys that it has must fit, and of the
 * values of a key any. An empty list or set stands for a key that the entry does not have.
 *
 * @param place where the entry starts
 */
public record MatchEntry(
    Place place,
    List<TextPattern> hosts,
    Set<Integer> ports,
    List<TextPattern> databases,
    Set<Engine> engines,
    List<Cidr> cidrs,
    List<TextPattern> users,
    List<TextPattern> urls) {

  private static final Place NOWHERE = new Place("", 1, 1);

  private static final int MOST_SHOWN = 5;

  public MatchEntry {
    hosts = List.copyOf(hosts);
    ports = Set.copyOf(ports);
    databases = List.copyOf(databases);
    engines = Set.copyOf(engines);
    cidrs = List.copyOf(cidrs);
    users = List.copyOf(users);
    urls = List.copyOf(urls);
  }

  /**
   * Whether an endpoint of the request fits. A doubt, as a host with unknown addresses, an unknown
   * user or a name in another case, counts as a fit for a protective level and as none for the
   * others: there, an entry without host and address fits engines that run in process only where
   * they do.
   */
  boolean matches(
      ConnectionRequest request, Endpoint endpoint, Level level, HostAddresses addresses) {
    Engine engine = request.target().engine();
    boolean lenient = level.protective();
    return (engines.isEmpty() || engines.contains(engine))
        && (lenient || !engine.embeddable() || endpoint.inProcess() || namesServers())
        && (ports.isEmpty() || portMatches(endpoint, lenient))
        && (databases.isEmpty() || anyMatches(databases, endpoint.database(), lenient))
        && (hosts.isEmpty() || hostMatches(endpoint))
        && (users.isEmpty() || userMatches(request.user(), lenient))
        && (urls.isEmpty() || urlMatches(request.url(), lenient))
        && (cidrs.isEmpty() || cidrMatches(endpoint, lenient, addresses));
  }

  /** Whether a request fits of whose target nothing is known but the URL and the user. */
  boolean matchesUnresolved(ConnectionRequest request) {
    return !urls.isEmpty()
        && urlMatches(request.url(), true)
        && (engines.isEmpty() || engines.contains(request.target().engine()))
        && (users.isEmpty() || userMatches(request.user(), true));
  }

  private boolean namesServers() {
    return !hosts.isEmpty() || !cidrs.isEmpty() || !urls.isEmpty();
  }

  private boolean hostMatches(Endpoint endpoint) {
    return !endpoint.inProcess() && anyMatches(hosts, endpoint.host(), true);
  }

  private boolean portMatches(Endpoint endpoint, boolean lenient) {
    return endpoint.portUnknown() ? lenient : ports.contains(endpoint.port());
  }

  private boolean userMatches(String user, boolean lenient) {
    return user.isEmpty() ? lenient : anyMatches(users, user, lenient);
  }

  private boolean urlMatches(String url, boolean lenient) {
    return url.isEmpty() ? lenient : anyMatches(urls, url, lenient);
  }

  private static boolean anyMatches(List<TextPattern> patterns, String text, boolean lenient) {
    for (TextPattern pattern : patterns) {
      if (pattern.matches(text, lenient)) {
        return true;
      }
    }
    return false;
  }

  private boolean cidrMatches(Endpoint endpoint, boolean lenient, HostAddresses addresses) {
    if (endpoint.inProcess()) {
      return false;
    }
    Optional<InetAddress> literal = Cidr.literal(endpoint.host());
    List<InetAddress> all = literal.map(List::of).orElseGet(() -> addresses.of(endpoint.host()));
    for (InetAddress address : all) {
      if (inBlock(address) == lenient) {
        return lenient;
      }
    }
    return all.isEmpty() ? lenient : !lenient;
  }

  private boolean inBlock(InetAddress address) {
    for (Cidr cidr : cidrs) {
      if (cidr.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** The same as if it had no block of addresses and stood nowhere. */
  MatchEntry withoutCidrs() {
    return new MatchEntry(NOWHERE, hosts, ports, databases, engines, List.of(), users, urls);
  }

  /** The hosts that it names without any wildcard. */
  List<String> declaredHosts() {
    return hosts.stream().filter(TextPattern::literal).map(TextPattern::text).toList();
  }

  /** Whether the entry fits only because the addresses of the host are not known. */
  boolean isGuess(Endpoint endpoint, HostAddresses addresses) {
    return !cidrs.isEmpty()
        && !endpoint.inProcess()
        && Cidr.literal(endpoint.host()).isEmpty()
        && addresses.of(endpoint.host()).isEmpty();
  }

  /** The keys as people read them: {@code host "db.example.com" and database "shop"}. */
  public String describe() {
    List<String> parts = new ArrayList<>();
    add(parts, "engine", engines.stream().map(Engine::id).sorted().toList());
    add(parts, "host", texts(hosts));
    add(parts, "address", cidrs.stream().map(Cidr::toString).toList());
    add(parts, "port", ports.stream().sorted().map(String::valueOf).toList());
    add(parts, "database", texts(databases));
    add(parts, "user", texts(users));
    add(parts, "url", texts(urls));
    return String.join(" and ", parts);
  }

  private static List<String> texts(List<TextPattern> patterns) {
    return patterns.stream().map(TextPattern::text).toList();
  }

  private static void add(List<String> parts, String key, List<String> values) {
    if (!values.isEmpty()) {
      int shown = Math.min(values.size(), MOST_SHOWN);
      String more = shown < values.size() ? " or %d more".formatted(values.size() - shown) : "";
      parts.add(key + " \"" + String.join("\" or \"", values.subList(0, shown)) + "\"" + more);
    }
  }
}
