package io.github.jdbcguard.policy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a policy's {@code tests}: what its authors expect it to say.
 *
 * @param url with or without {@code jdbc:guard:}
 * @param sql empty where only the environment is asked for
 * @param moment empty for the moment of the run
 * @param addresses what host names resolve to
 * @param expected what has to come of it, by {@code environment}, {@code verdict} and {@code rule}
 */
public record PolicyCase(
    Place place,
    String name,
    String url,
    Map<String, String> properties,
    String sql,
    Set<Origin> origins,
    Optional<Instant> moment,
    Map<String, List<InetAddress>> addresses,
    Map<String, String> expected) {

  public PolicyCase {
    properties = Map.copyOf(properties);
    origins = Set.copyOf(origins);
    addresses = Map.copyOf(addresses);
    expected = Map.copyOf(expected);
  }
}
