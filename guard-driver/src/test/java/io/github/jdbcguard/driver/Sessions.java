package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.AuditLog;
import io.github.jdbcguard.confirm.Confirmer;
import io.github.jdbcguard.confirm.IssuedCodes;
import io.github.jdbcguard.confirm.NoTerminal;
import io.github.jdbcguard.confirm.Terminal;
import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.Container;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.OriginFinder;
import io.github.jdbcguard.policy.Origins;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.policy.file.PolicyReader;
import io.github.jdbcguard.server.KnownServers;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sessions to a database that is not there. */
final class Sessions {
  static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");

  private static final Target TARGET =
      Target.resolved(
          Engine.POSTGRESQL, List.of(new Endpoint("db.example.com", 5432, "shop")), List.of());

  private final Policy policy;
  private final Path audit;
  private Terminal terminal = new NoTerminal();
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private Set<Origin> origins = Set.of(Origin.WORKSTATION);
  private Set<String> codes = Set.of();
  private String reason = "";
  private String user = "app";
  private String host = "";
  private ServerReport report = ServerReport.silent(Engine.POSTGRESQL);
  private IssuedCodes issuedCodes = IssuedCodes.none();

  /** What was said yes to so far, on whichever of these sessions. */
  private Yeses yeses = new Yeses();

  private Sessions(Policy policy, Path audit) {
    this.policy = policy;
    this.audit = audit;
  }

  /** Sessions of somebody whom nobody can ask, by this policy. */
  static Sessions by(String policy, Path audit) {
    try {
      return new Sessions(
          new Policy(List.of(PolicyReader.read(Layer.Kind.TEAM, "guard.yaml", policy))), audit);
    } catch (InvalidPolicyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A session by a policy of one environment. */
  static Session of(
      String level, Path audit, Terminal terminal, Set<Origin> origins, String... codes) {
    return by(policy(level), audit).at(terminal).from(origins).with(codes).session();
  }

  Sessions at(Terminal terminal) {
    this.terminal = terminal;
    return this;
  }

  Sessions from(Set<Origin> origins) {
    this.origins = origins;
    return this;
  }

  Sessions with(String... codes) {
    this.codes = Set.of(codes);
    return this;
  }

  Sessions because(String reason) {
    this.reason = reason;
    return this;
  }

  Sessions as(String user) {
    this.user = user;
    return this;
  }

  /** On this machine. */
  Sessions on(String host) {
    this.host = host;
    return this;
  }

  /** To a server that says this of itself. */
  Sessions answeredBy(ServerReport report) {
    this.report = report;
    return this;
  }

  Sessions keeping(IssuedCodes codes) {
    this.issuedCodes = codes;
    return this;
  }

  /** In the same process as these. */
  Sessions after(Sessions others) {
    this.yeses = others.yeses;
    return this;
  }

  Sessions on(Clock clock) {
    this.clock = clock;
    return this;
  }

  Session session() {
    OriginFinder finder = named -> origins;
    ConnectionRequest request = new ConnectionRequest(TARGET, user, "");
    Assignment assignment = policy.assign(request, HostAddresses.NONE, finder);
    PolicyInForce inForce = new PolicyInForce(policy, Map.of(), List.of());
    return new Session(
        request,
        inForce,
        assignment,
        report,
        inForce.decisions(assignment, Dialect.POSTGRESQL),
        finder,
        new Origins(origins.stream().map(o -> new Origins.Found(o, "the test says so")).toList()),
        new GuardSettings(
            "", Set.of(), codes, reason, "", Set.of(), new AuditLog(audit), "", "", "", "", ""),
        new Session.Surroundings(
            Map.of(),
            () -> new ProcessTraits(Map.of(), host, "lena", Container.NONE, false),
            new Confirmer(terminal),
            clock,
            HostAddresses.NONE,
            yeses,
            KnownServers.none(),
            issuedCodes));
  }

  static String policy(String level) {
    return """
        guard: 1
        environments:
          production:
            level: %s
            match:
              - { host: db.example.com, database: shop }
        """
        .formatted(level);
  }
}
