package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.TextPattern;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks a policy about made-up connections. */
final class Environments {
  private static final String ANY_DATABASE = "any-database";

  private Environments() {}

  /** Those that files declare, for everybody. */
  static List<Environment> of(Policy policy) {
    return policy.layers().stream()
        .filter(layer -> layer.kind() != Layer.Kind.USER && layer.kind() != Layer.Kind.BUILT_IN)
        .flatMap(layer -> layer.environments().stream())
        .toList();
  }

  /** That which is called so. */
  static Optional<Environment> named(Policy policy, String name) {
    return of(policy).stream().filter(environment -> environment.isCalled(name)).findFirst();
  }

  /** Where a connection to this host would belong. */
  static Assignment of(
      Policy policy, ServerAddress like, String host, String database, HostAddresses addresses) {
    return of(
        policy, like.engine(), new Endpoint(host, like.port(), database), user(like), addresses);
  }

  /** Where a connection to this endpoint would belong. */
  static Assignment of(
      Policy policy, Engine engine, Endpoint endpoint, String user, HostAddresses addresses) {
    Target target = Target.resolved(engine, List.of(endpoint), List.of());
    return policy.assign(
        new ConnectionRequest(target, user, ""), addresses, named -> Set.of(Origin.WORKSTATION));
  }

  private static String user(ServerAddress address) {
    return samples(address.entry().users()).stream().findFirst().orElse("");
  }

  /** Databases that fit an entry; a made-up one where it names none. */
  static List<String> databases(MatchEntry entry) {
    List<String> samples = samples(entry.databases());
    return samples.isEmpty() ? List.of(ANY_DATABASE) : samples;
  }

  private static List<String> samples(List<TextPattern> patterns) {
    return patterns.stream()
        .filter(TextPattern.Glob.class::isInstance)
        .map(pattern -> pattern.text().replace("*", "any").replace('?', 'x'))
        .toList();
  }
}
