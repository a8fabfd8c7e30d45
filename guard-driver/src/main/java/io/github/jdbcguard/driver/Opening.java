package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.Confirmer;
import io.github.jdbcguard.confirm.SystemTerminal;
import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Origins;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.server.ReadOnlySession;
import io.github.jdbcguard.server.ServerIdentity;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Surroundings;
import io.github.jdbcguard.target.Target;
import io.github.jdbcguard.target.TargetResolver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens guarded connections: finds out what they reach before anything is dialled. Thread-safe. */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger("guard");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Session.Surroundings surroundings;
  private final PolicySource policies;
  private final AtomicBoolean toldDefaults = new AtomicBoolean();

  Opening(Session.Surroundings surroundings, PolicySource policies) {
    this.surroundings = surroundings;
    this.policies = policies;
  }

  static Opening ofThisProcess() {
    Map<String, String> environmentVariables = System.getenv();
    Confirmer confirmer = new Confirmer(new SystemTerminal(), PATIENCE);
    return new Opening(
        new Session.Surroundings(
            environmentVariables,
            new ThisProcess(environmentVariables, confirmer::present, Path.of("/")),
            confirmer,
            Clock.system(ZoneId.systemDefault()),
            new DnsAddresses(),
            new Yeses()),
        PolicySource.ofThisProcess());
  }

  /**
   * Opens a connection and stands in front of it.
   *
   * @return null where the real driver does not take the URL after all
   */
  @Nullable Connection open(GuardUrl url, Properties properties) throws SQLException {
    Properties inner = GuardSettings.withoutOwn(properties);
    Session claimed = claim(url, properties, inner);
    ConnectRefusals.check(claimed, "Nothing was opened.");
    admitConnectSql(claimed);
    tellDefaults(claimed);
    Driver driver = DelegateDrivers.find(url.innerUrl());
    Connection raw = driver.connect(url.innerUrl(), inner);
    return raw == null ? null : guarded(raw, claimed);
  }

  /**
   * What URL and properties say, and what the policy says of that; nothing is dialled.
   *
   * @param inner the properties for the real driver: the very copy that it gets
   */
  Session claim(GuardUrl url, Properties properties, Properties inner) throws SQLException {
    GuardSettings settings = settings(url, properties);
    PolicyInForce inForce = load(settings);
    Target target = target(url, inner);
    ProcessTraits process = surroundings.process().get();
    ConnectionRequest request =
        new ConnectionRequest(
            target, DatabaseUser.of(url.innerUrl(), inner), url.withoutParameters());
    return Session.claimed(
        inForce, request, named -> Origins.of(process, named), settings, surroundings);
  }

  private GuardSettings settings(GuardUrl url, Properties properties) throws SQLException {
    try {
      return GuardSettings.of(url.expectation(), properties, surroundings.environmentVariables());
    } catch (IllegalArgumentException e) {
      throw ConnectRefusals.badSetting(String.valueOf(e.getMessage()));
    }
  }

  private PolicyInForce load(GuardSettings settings) throws SQLException {
    try {
      return policies.load(settings.policy());
    } catch (InvalidPolicyException e) {
      throw ConnectRefusals.invalidPolicy(e);
    }
  }

  private static Target target(GuardUrl url, Properties inner) {
    Map<String, String> properties = new HashMap<>();
    for (Map.Entry<Object, Object> entry : inner.entrySet()) {
      if (!(entry.getKey() instanceof String && entry.getValue() instanceof String)) {
        return Target.unresolved(
            Engine.OTHER, "the connection property '%s' is not a text".formatted(entry.getKey()));
      }
      properties.put((String) entry.getKey(), (String) entry.getValue());
    }
    Target target =
        TargetResolver.resolve(url.innerUrl(), properties, Surroundings.ofThisProcess());
    return RealPaths.of(DriverOpinion.of(target, url.innerUrl(), inner));
  }

  /** SQL in the URL runs before anybody could look at it, so it is judged before connecting. */
  private static void admitConnectSql(Session session) throws SQLException {
    if (session.target().connectSql().isEmpty()) {
      return;
    }
    Gate gate = new Gate(beforeIdentity(session), TransactionState.none());
    for (String sql : session.target().connectSql()) {
      gate.admit(sql);
    }
  }

  /** Where servers are pinned, nobody knows yet which one this is: then only reads are certain. */
  static Session beforeIdentity(Session session) {
    Engine engine = session.target().engine();
    return session.policy().pinsIdentity(engine)
        ? session.with(
            session
                .assignment()
                .and(session.policy().assignNamelessServer(engine, session.finder())))
        : session;
  }

  private static Connection guarded(Connection raw, Session claimed) throws SQLException {
    try {
      Session session = identified(raw, claimed);
      ConnectRefusals.check(session, "The connection was closed, and nothing was sent.");
      boolean readOnly =
          session.decisions().readsOnly() && ReadOnlySession.open(session.target().engine(), raw);
      return new GuardedConnection(raw, session, readOnly);
    } catch (SQLException | RuntimeException | Error e) {
      close(raw, e);
      throw e;
    }
  }

  /** The session by what the server says of itself, where the policy pins servers of its kind. */
  private static Session identified(Connection raw, Session claimed) {
    Policy policy = claimed.policy();
    Engine engine = claimed.target().engine();
    if (!policy.pinsIdentity(engine)) {
      return claimed;
    }
    Optional<String> identity = ServerIdentity.ask(engine, raw);
    Optional<Assignment> told =
        identity.isPresent()
            ? policy.assignIdentity(engine, identity.get(), claimed.assignment(), claimed.finder())
            : Optional.of(policy.assignNamelessServer(engine, claimed.finder()));
    return told.map(more -> claimed.with(claimed.assignment().and(more))).orElse(claimed);
  }

  private static void close(Connection raw, Throwable because) {
    try {
      raw.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private void tellDefaults(Session session) {
    String lookedFor = session.inForce().lookedFor();
    boolean inProcess = session.target().endpoints().stream().allMatch(Endpoint::inProcess);
    if (!lookedFor.isEmpty()
        && !(session.target().resolved() && inProcess)
        && toldDefaults.compareAndSet(false, true)) {
      LOG.info(
          "no guard.yaml found: databases in this process and on loopback are open, all others are for reads only; looked for {}",
          lookedFor);
    }
  }
}
