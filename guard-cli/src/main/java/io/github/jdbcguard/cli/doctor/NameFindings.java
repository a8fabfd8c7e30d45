package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.cli.doctor.DoctorFinding.Severity;
import io.github.jdbcguard.cli.doctor.DoctorFinding.Topic;
import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Surroundings;
import io.github.jdbcguard.target.TargetResolver;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for servers that are known by one of their names, and not by another. */
final class NameFindings {
  private final Policy policy;
  private final HostAddresses addresses;
  private final List<DoctorFinding> findings = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  private NameFindings(Policy policy, List<Reach> reaches) {
    this.policy = policy;
    Map<String, List<InetAddress>> known = new HashMap<>();
    reaches.forEach(reach -> known.put(reach.address().host(), reach.resolved()));
    this.addresses = host -> known.getOrDefault(host, List.of());
  }

  /**
   * What is to be said of names and addresses.
   *
   * @param reaches with what the name service said of each host
   */
  static List<DoctorFinding> of(Policy policy, List<Reach> reaches) {
    NameFindings names = new NameFindings(policy, reaches);
    reaches.forEach(names::byAddress);
    for (Reach one : reaches) {
      for (Reach other : reaches) {
        names.onOneServer(one, other);
      }
    }
    return names.findings;
  }

  /**
   * Whether a guarded or stricter environment is known by its addresses as well. Loopback is the
   * entrance of a tunnel, which only the identity tells apart.
   */
  private void byAddress(Reach reach) {
    ServerAddress address = reach.address();
    Environment environment = address.environment();
    if (environment.level() == Level.OPEN || Cidr.literal(address.host()).isPresent()) {
      return;
    }
    String database = Environments.databases(address.entry()).get(0);
    Set<String> byName =
        Environments.of(policy, address, address.host(), database, addresses).names();
    if (!byName.contains(environment.name())) {
      return;
    }
    List<InetAddress> elsewhere =
        reach.resolved().stream().filter(ip -> !ip.isLoopbackAddress()).toList();
    for (InetAddress ip : elsewhere) {
      String literal = spelled(ip);
      Assignment found = Environments.of(policy, address, literal, database, addresses);
      boolean milder = found.environment().level().compareTo(environment.level()) < 0;
      boolean known = found.names().contains(environment.name());
      if (!known && (milder || !found.declared()) && told.add(environment.name() + literal)) {
        findings.add(unknownAddress(address, literal, found, milder));
      }
    }
  }

  private static DoctorFinding unknownAddress(
      ServerAddress address, String literal, Assignment found, boolean milder) {
    Environment environment = address.environment();
    return new DoctorFinding(
        Topic.NOT_KNOWN_BY_ADDRESS,
        milder ? Severity.DANGER : Severity.WARNING,
        environment.name(),
        Optional.of(address.entry().place()),
        "%s leads to %s, and by that address it is %s"
            .formatted(address.host(), literal, found.environment().name()),
        milder
            ? "a URL with the address passes for %s, which is milder than %s"
                .formatted(found.environment().name(), environment.name())
            : "a URL with the address gets reads only, and nobody is told that it is "
                + environment.name(),
        List.of(
            "add to match of %s: - { cidr: \"%s\"%s }"
                .formatted(environment.name(), literal, otherKeys(address.entry()))));
  }

  private static String otherKeys(MatchEntry entry) {
    String ports =
        entry.ports().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    String databases =
        entry.databases().stream()
            .map(pattern -> '"' + pattern.text() + '"')
            .collect(Collectors.joining(", "));
    return (ports.isEmpty() ? "" : ", port: [" + ports + "]")
        + (databases.isEmpty() ? "" : ", database: [" + databases + "]");
  }

  /** As drivers spell it. */
  private static String spelled(InetAddress ip) {
    String text = ip.getHostAddress().replaceFirst("%.*", "");
    return text.indexOf(':') < 0
        ? text
        : TargetResolver.resolve(
                "jdbc:postgresql://[" + text + "]/x", Map.of(), Surroundings.ofThisProcess())
            .endpoints()
            .stream()
            .map(Endpoint::host)
            .findFirst()
            .orElse(text);
  }

  /** Whether a stricter environment and a milder one on the same server are told apart. */
  private void onOneServer(Reach strict, Reach mild) {
    ServerAddress stricter = strict.address();
    ServerAddress milder = mild.address();
    boolean ordered = stricter.environment().level().compareTo(milder.environment().level()) > 0;
    if (!ordered || stricter.port() != milder.port() || !sameServer(strict, mild)) {
      return;
    }
    Optional<String> taken =
        stricter.host().equals(milder.host())
            ? Optional.empty()
            : candidates(stricter, milder).stream()
                .filter(database -> milderByName(stricter, milder, database))
                .findFirst();
    String pair = stricter.environment().name() + " " + milder.environment().name();
    if (taken.isPresent() && told.add("taken " + pair)) {
      findings.add(taken(stricter, milder, taken.get()));
    } else if (taken.isEmpty() && told.add("apart " + pair)) {
      findings.add(oneServer(stricter, milder));
    }
  }

  private static boolean sameServer(Reach one, Reach other) {
    return one.address().host().equals(other.address().host())
        || one.resolved().stream().anyMatch(other.resolved()::contains);
  }

  private static List<String> candidates(ServerAddress stricter, ServerAddress milder) {
    return stricter.entry().databases().isEmpty()
        ? Environments.databases(milder.entry())
        : Environments.databases(stricter.entry());
  }

  private boolean milderByName(ServerAddress stricter, ServerAddress milder, String database) {
    Set<String> names = Environments.of(policy, milder, milder.host(), database, addresses).names();
    return names.contains(milder.environment().name())
        && !names.contains(stricter.environment().name());
  }

  private static DoctorFinding taken(
      ServerAddress stricter, ServerAddress milder, String database) {
    String strict = stricter.environment().name();
    String mild = milder.environment().name();
    return new DoctorFinding(
        Topic.MILDER_BY_ANOTHER_NAME,
        Severity.DANGER,
        strict,
        Optional.of(milder.entry().place()),
        "%s and %s are one server, and database '%s' is %s under the name %s"
            .formatted(stricter, milder, database, mild, milder.host()),
        "whoever uses that name writes to %s under the rules of %s".formatted(strict, mild),
        List.of(
            "let the entry of %s name its databases, and let %s (%s:%d) name the host %s as well"
                .formatted(
                    mild,
                    strict,
                    stricter.entry().place().source(),
                    stricter.entry().place().line(),
                    milder.host()),
            "and mark its databases, which no pin tells apart: guard mark --environment %s URL"
                .formatted(strict)));
  }

  private static DoctorFinding oneServer(ServerAddress stricter, ServerAddress milder) {
    String strict = stricter.environment().name();
    String mild = milder.environment().name();
    return new DoctorFinding(
        Topic.ONE_SERVER,
        Severity.WARNING,
        strict,
        Optional.of(stricter.entry().place()),
        "%s and %s are on one server, %s".formatted(strict, mild, stricter),
        "one wrong word in a URL leads from %s to %s, and a login of the server may reach both"
            .formatted(mild, strict),
        List.of(
            "give %s a server of its own, or at least logins that cannot connect to %s"
                .formatted(mild, strict)));
  }
}
