package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.Confirmer;
import io.github.jdbcguard.confirm.IssuedCodes;
import io.github.jdbcguard.confirm.SystemTerminal;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Origins;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.server.KnownServers;
import io.github.jdbcguard.server.ReadOnlySession;
import io.github.jdbcguard.server.ServerProbe;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Target;
import io.github.jdbcguard.target.TargetResolver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens guarded connections: finds out what they reach before anything is dialled. Thread-safe. */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger("guard");
  static final String NOTHING_OPENED = "Nothing was opened.";

  private final Session.Surroundings surroundings;
  private final PolicySource policies;
  private final RecentClaims recent;
  private final AtomicBoolean toldDefaults = new AtomicBoolean();

  Opening(Session.Surroundings surroundings, PolicySource policies) {
    this.surroundings = surroundings;
    this.policies = policies;
    this.recent = new RecentClaims(policies);
  }

  static Opening ofThisProcess() {
    Map<String, String> environmentVariables = System.getenv();
    Confirmer confirmer = new Confirmer(new SystemTerminal());
    return new Opening(
        new Session.Surroundings(
            environmentVariables,
            new ThisProcess(environmentVariables, confirmer::present, Path.of("/")),
            confirmer,
            Clock.system(ZoneId.systemDefault()),
            new DnsAddresses(),
            new Yeses(),
            KnownServers.ofUser(),
            IssuedCodes.inHome()),
        PolicySource.ofThisProcess());
  }

  /**
   * Opens a connection and stands in front of it.
   *
   * @return null where the real driver does not take the URL after all
   */
  @Nullable Connection open(GuardUrl url, Properties properties) throws SQLException {
    Properties all = GuardSettings.copy(properties);
    Claimed claimed = claimed(url, all);
    Properties inner = GuardSettings.withoutOwn(all);
    Connection raw = dial(url, inner, claimed.session());
    return raw == null ? null : guarded(raw, claimed, inner);
  }

  /**
   * Stands in front of a connection that somebody else has opened.
   *
   * @param url what its driver says that it leads to
   * @param properties its user, and settings of the guard
   */
  Connection around(Connection raw, GuardUrl url, Properties properties) throws SQLException {
    Properties all = GuardSettings.copy(properties);
    return guarded(raw, claimed(url, all), GuardSettings.withoutOwn(all));
  }

  /**
   * What is known of a connection that may be dialled, unless it is refused.
   *
   * @param all its properties, those of the guard among them; a copy that nobody else writes
   */
  Claimed claimed(GuardUrl url, Properties all) throws SQLException {
    Claimed known = recent.find(url, all);
    return known != null ? known : foundOut(url, all);
  }

  private Claimed foundOut(GuardUrl url, Properties all) throws SQLException {
    long since = System.nanoTime();
    ClaimBasis basis = new ClaimBasis(all);
    Session session = claim(url, all, GuardSettings.withoutOwn(all), basis);
    admit(session);
    tellDefaults(session);
    Claimed claimed = new Claimed(session, basis, since);
    recent.remember(url, claimed);
    return claimed;
  }

  /** Lets a connection be dialled: its target is what it shall be, and its URL runs no SQL. */
  static void admit(Session claimed) throws SQLException {
    ConnectRefusals.check(claimed, NOTHING_OPENED);
    admitConnectSql(claimed);
  }

  /**
   * The connection of the real driver, once it was admitted. Nothing guards it.
   *
   * @return null where the real driver does not take the URL after all
   */
  static @Nullable Connection dial(GuardUrl url, Properties inner, Session claimed)
      throws SQLException {
    return DelegateDrivers.find(url.innerUrl(), claimed.settings().driver())
        .connect(url.innerUrl(), inner);
  }

  /**
   * What URL and properties say, and what the policy says of that; nothing is dialled.
   *
   * @param inner the properties for the real driver: the very copy that it gets
   */
  Session claim(GuardUrl url, Properties properties, Properties inner) throws SQLException {
    return claim(url, properties, inner, new ClaimBasis(GuardSettings.copy(properties)));
  }

  private Session claim(GuardUrl url, Properties properties, Properties inner, ClaimBasis basis)
      throws SQLException {
    GuardSettings settings = settings(url, properties);
    PolicyInForce inForce = load(settings);
    Target target = target(url, inner, basis);
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

  private static Target target(GuardUrl url, Properties inner, ClaimBasis basis) {
    Map<String, String> texts = new HashMap<>();
    Map<String, String> all = new HashMap<>();
    for (Map.Entry<Object, Object> entry : inner.entrySet()) {
      String name = entry.getKey().toString();
      all.put(name, entry.getValue().toString());
      if (entry.getValue() instanceof String text) {
        texts.put(name, text);
      }
    }
    Target target = TargetResolver.resolve(url.innerUrl(), all, basis.surroundings());
    // Some drivers read a property that is not a text, and some do not.
    if (texts.size() < all.size()
        && !TargetResolver.resolve(url.innerUrl(), texts, basis.surroundings()).equals(target)) {
      return Target.unresolved(target.engine(), notAText(all, texts));
    }
    if (RealPaths.haveSay(target)) {
      basis.restsOnFiles();
    }
    return RealPaths.of(DriverOpinion.of(target, url.innerUrl(), inner));
  }

  private static String notAText(Map<String, String> all, Map<String, String> texts) {
    return all.keySet().stream()
        .filter(name -> !texts.containsKey(name))
        .sorted()
        .collect(
            Collectors.joining(
                "', '", "connection properties that are no texts have a say in it: '", "'"));
  }

  /** SQL in the URL runs before anybody could look at it, so it is judged before connecting. */
  private static void admitConnectSql(Session session) throws SQLException {
    if (session.target().connectSql().isEmpty()) {
      return;
    }
    Gate gate = new Gate(session.beforeAsking(), TransactionState.none());
    for (String sql : session.target().connectSql()) {
      gate.admit(sql).unfollowed();
    }
  }

  private static Connection guarded(Connection raw, Claimed claimed, Properties inner)
      throws SQLException {
    try {
      Session session = met(raw, claimed);
      return new GuardedConnection(raw, session, held(raw, session, inner));
    } catch (SQLException | RuntimeException | Error e) {
      close(raw, e);
      throw e;
    }
  }

  /** What is known once the server behind a new connection was asked, unless it is refused. */
  static Session met(Connection raw, Claimed claimed) throws SQLException {
    Session session =
        claimed.needsAnswer()
            ? claimed.told(ServerProbe.ask(claimed.session().target().engine(), raw))
            : claimed.session();
    ConnectRefusals.checkKnownServer(session);
    GuardStatistics.ofThisProcess().opened(session.environment());
    return session;
  }

  /** Tells the server to refuse writes, where the policy denies every one. */
  static ReadOnlySession held(Connection raw, Session session, Properties inner) {
    return session.decisions().readsOnly() && !brokenGlass(session)
        ? ReadOnlySession.open(session.assignment().readOnly(), session.report(), raw, inner)
        : ReadOnlySession.none();
  }

  /** Whether somebody opens the environment in an emergency; each statement is looked at again. */
  private static boolean brokenGlass(Session session) {
    return !session.settings().approval().isEmpty()
        && new SignedConsents(session, Presented.by(session.settings())).brokenForAll().isPresent();
  }

  static void close(Connection raw, Throwable because) {
    try {
      raw.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  /** Tells once that no policy was found, where that matters. */
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
