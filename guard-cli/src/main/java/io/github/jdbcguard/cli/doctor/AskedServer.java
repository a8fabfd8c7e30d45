package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.server.Privileges;
import io.github.jdbcguard.target.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A server that was asked.
 *
 * @param url as it may be printed
 * @param expected the environment that it was said to be; empty where nothing was said
 * @param byName what its name alone says that it is
 * @param endpoints where the URL leads
 * @param addresses of their hosts; empty where that was not found out
 * @param assignment what all evidence together says
 * @param tableOwners as SQL names them; empty where that was not told
 */
public record AskedServer(
    String url,
    String expected,
    String byName,
    List<Endpoint> endpoints,
    List<InetAddress> addresses,
    ServerReport report,
    Assignment assignment,
    Privileges privileges,
    List<String> tableOwners) {

  public AskedServer {
    endpoints = List.copyOf(endpoints);
    addresses = List.copyOf(addresses);
    tableOwners = List.copyOf(tableOwners);
  }

  /** The environment that gives it its name. */
  String environment() {
    return assignment.environment().name();
  }

  /** What somebody takes it for. */
  String takenFor() {
    return expected.isEmpty() ? byName : expected;
  }

  /** The name of the database in the server's words. */
  String database() {
    return report.database().orElse("");
  }

  /** Whether both lead to one server, or to copies of its files. */
  boolean sameServer(AskedServer other) {
    return report.engine() == other.report.engine()
        && report.identity().isPresent()
        && report.identity().equals(other.report.identity());
  }

  /** Whether both lead to one database as well. */
  boolean sameDatabase(AskedServer other) {
    Optional<String> own = report.databaseIdentity();
    boolean told = own.isPresent() && other.report.databaseIdentity().isPresent();
    boolean same =
        told
            ? own.equals(other.report.databaseIdentity())
            : database().equalsIgnoreCase(other.database());
    return sameServer(other) && same;
  }

  /** Whether the URL leads to this machine, where tunnels have their entrance. */
  boolean throughLoopback() {
    return addresses.stream().anyMatch(InetAddress::isLoopbackAddress)
        || endpoints.stream().anyMatch(endpoint -> loopback(endpoint.host()));
  }

  static boolean loopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || Cidr.literal(host).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  /** Whether it answered on another machine. */
  boolean reachedElsewhere() {
    return endpoints.stream().anyMatch(endpoint -> !endpoint.inProcess())
        && !addresses.isEmpty()
        && !throughLoopback();
  }

  /** Hosts and ports, as people read them; of several, nobody knows which one answered. */
  public String where() {
    return endpoints.stream()
        .filter(endpoint -> !endpoint.inProcess())
        .map(endpoint -> ServerAddress.spelled(endpoint.host(), endpoint.port()))
        .distinct()
        .collect(Collectors.joining(" or "));
  }
}
