package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.target.Endpoint;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which environments have databases on the same server: there, a pinned identity makes all of them
 * one environment, and only markers tell them apart.
 *
 * @param reaches where the entries of the policy lead
 * @param servers that were asked
 */
record Neighbours(List<Reach> reaches, List<AskedServer> servers) {

  /** Names of other environments on this server, beside this one. */
  Set<String> of(AskedServer server, String environment) {
    Set<String> names = new TreeSet<>();
    servers.stream()
        .filter(other -> server.sameServer(other) && !server.sameDatabase(other))
        .filter(other -> other.throughLoopback() == server.throughLoopback())
        .filter(other -> other.assignment().declared())
        .map(AskedServer::takenFor)
        .forEach(names::add);
    for (Endpoint endpoint : server.endpoints()) {
      reaches.stream()
          .filter(reach -> reach.address().entry().ports().isEmpty() || port(reach, endpoint))
          .filter(reach -> sameHost(reach, endpoint.host(), server.addresses()))
          .filter(reach -> takes(reach.address().entry(), server))
          .map(reach -> reach.address().environment().name())
          .forEach(names::add);
    }
    names.remove(environment);
    return names;
  }

  /** Names of other environments on the servers that the entries of this one name. */
  Set<String> of(Environment environment) {
    Set<String> names = new TreeSet<>();
    for (Reach own : reaches) {
      if (own.address().environment().equals(environment)) {
        reaches.stream()
            .filter(other -> other.address().port() == own.address().port())
            .filter(other -> sameHost(other, own.address().host(), own.resolved()))
            .map(other -> other.address().environment().name())
            .forEach(names::add);
      }
    }
    names.remove(environment.name());
    return names;
  }

  private static boolean port(Reach reach, Endpoint endpoint) {
    return reach.address().port() == endpoint.port();
  }

  private static boolean takes(MatchEntry entry, AskedServer server) {
    return entry.engines().isEmpty() || entry.engines().contains(server.report().engine());
  }

  /** Any port of this machine may be the entrance of a tunnel: only an entry with ports counts. */
  private static boolean sameHost(Reach reach, String host, Collection<?> addresses) {
    if (AskedServer.loopback(reach.address().host()) && reach.address().entry().ports().isEmpty()) {
      return false;
    }
    return reach.address().host().equalsIgnoreCase(host)
        || reach.resolved().stream().anyMatch(addresses::contains);
  }
}
