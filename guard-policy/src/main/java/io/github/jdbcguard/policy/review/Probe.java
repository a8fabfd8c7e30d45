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
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    for (Engine engine : engines(entry)) {
      for (String host : hosts(entry, engine)) {
        for (String database : samples(entry.databases(), ANY_DATABASE)) {
          for (int port : ports(entry)) {
            Target target = target(engine, host, port, database);
            addAll(probes, entry, target, known(entry, host));
          }
        }
      }
    }
    return probes.stream().limit(MOST_OF_AN_ENTRY).toList();
  }

  private static void addAll(
      List<Probe> probes,
      MatchEntry entry,
      Target target,
      Map<String, List<InetAddress>> addresses) {
    for (String user : samples(entry.users(), "")) {
      for (String url : samples(entry.urls(), "")) {
        if (probes.size() < MOST_OF_AN_ENTRY) {
          probes.add(of(target, user, url, addresses));
        }
      }
    }
  }

  /** Whether the probes of an entry stand for all of its values. */
  static boolean complete(MatchEntry entry) {
    boolean globs =
        Stream.of(entry.hosts(), entry.databases(), entry.users(), entry.urls())
            .flatMap(List::stream)
            .allMatch(TextPattern.Glob.class::isInstance);
    return globs && Probe.of(entry).size() < MOST_OF_AN_ENTRY;
  }

  private static List<Engine> engines(MatchEntry entry) {
    return entry.engines().isEmpty()
        ? List.of(Engine.POSTGRESQL)
        : entry.engines().stream().sorted().toList();
  }

  private static List<Integer> ports(MatchEntry entry) {
    return entry.ports().isEmpty()
        ? List.of(SERVER_PORT)
        : entry.ports().stream().sorted().limit(MOST_OF_AN_ENTRY).toList();
  }

  private static Target target(Engine engine, String host, int port, String database) {
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
      return entry.cidrs().stream()
          .limit(MOST_OF_AN_ENTRY)
          .flatMap(cidr -> Stream.of(firstAddress(cidr), lastAddress(cidr)))
          .distinct()
          .toList();
    }
    return List.of(engine.embeddable() ? "" : ANY_HOST);
  }

  private static String firstAddress(Cidr cidr) {
    return cidr.toString().replaceFirst("/.*", "");
  }

  private static String lastAddress(Cidr cidr) {
    String first = firstAddress(cidr);
    byte[] bytes = Cidr.literal(first).map(InetAddress::getAddress).orElseThrow();
    for (int bit = Covering.prefixLength(cidr); bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] |= (byte) (0x80 >> (bit % Byte.SIZE));
    }
    try {
      String last = InetAddress.getByAddress(bytes).getHostAddress();
      return Covering.prefixLength(cidr) == bytes.length * Byte.SIZE ? first : last;
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
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

  private boolean isOwn(String host) {
    return request.target().endpoints().stream().anyMatch(e -> e.host().equals(host));
  }

  /** Where it belongs, for a process that runs there. */
  Assignment assign(Policy policy, Origin origin) {
    // Of other hosts nothing is known, so that none is taken for another.
    HostAddresses known =
        host -> addresses.getOrDefault(host, isOwn(host) ? List.of(UNRELATED) : List.of());
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
