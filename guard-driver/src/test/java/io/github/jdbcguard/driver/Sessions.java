package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.AuditLog;
import io.github.jdbcguard.confirm.Confirmer;
import io.github.jdbcguard.confirm.Terminal;
import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.Container;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.OriginFinder;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.policy.file.PolicyReader;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions to a database that is not there, by a policy of one environment. */
final class Sessions {
  static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");

  private static final Target TARGET =
      Target.resolved(
          Engine.POSTGRESQL, List.of(new Endpoint("db.example.com", 5432, "shop")), List.of());

  private Sessions() {}

  /** A session of somebody at this terminal, or of a script where nobody is present. */
  static Session of(
      String level, Path audit, Terminal terminal, Set<Origin> origins, String... codes) {
    Policy policy = policy(level);
    OriginFinder finder = named -> origins;
    ConnectionRequest request = new ConnectionRequest(TARGET, "app", "");
    Assignment assignment = policy.assign(request, HostAddresses.NONE, finder);
    PolicySource.Loaded loaded = new PolicySource.Loaded(policy, new ConcurrentHashMap<>(), 0);
    return new Session(
        request,
        loaded,
        loaded.decisions(assignment, Dialect.POSTGRESQL),
        finder,
        origins,
        new GuardSettings(
            "", Set.of(), Set.copyOf(Arrays.asList(codes)), "", Set.of(), new AuditLog(audit)),
        new Session.Surroundings(
            Map.of(),
            () -> new ProcessTraits(Map.of(), "laptop", "lena", Container.NONE, terminal.present()),
            new Confirmer(terminal, Duration.ofSeconds(60)),
            Clock.fixed(NOW, ZoneOffset.UTC),
            HostAddresses.NONE));
  }

  private static Policy policy(String level) {
    try {
      return new Policy(
          List.of(
              PolicyReader.read(
                  Layer.Kind.TEAM,
                  "guard.yaml",
                  """
                  guard: 1
                  environments:
                    production:
                      level: %s
                      match:
                        - { host: db.example.com, database: shop }
                  """
                      .formatted(level))));
    } catch (InvalidPolicyException e) {
      throw new IllegalStateException(e);
    }
  }
}
