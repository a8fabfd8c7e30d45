package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.Claims;
import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.Authority;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.Marker;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Origins;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.PolicyCase;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Dialect;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** What the driver makes of a URL and a statement. */
public final class Explanation {

  private final Session session;

  /** What the driver runs while it connects. */
  private final List<ExplainedStatement> connecting;

  /** The statement; none where there is none. */
  private final List<ExplainedStatement> statement;

  /** How the server holds the connection, for people; empty where it was told nothing. */
  private final String hold;

  private Explanation(Session session, String sql) {
    this(session, statement(session, sql), "");
  }

  private Explanation(Session session, List<ExplainedStatement> statement, String hold) {
    this.session = session;
    this.statement = statement;
    this.hold = hold;
    Session before = session.beforeAsking();
    this.connecting =
        session.target().connectSql().stream()
            .map(text -> new ExplainedStatement(before, text))
            .toList();
  }

  private static List<ExplainedStatement> statement(Session session, String sql) {
    return sql.isEmpty() ? List.of() : List.of(new ExplainedStatement(session, sql));
  }

  /**
   * Explains a URL, and what would happen to a statement there, without connecting.
   *
   * @param url with or without the prefix {@code jdbc:guard:}
   * @param sql empty for none
   * @throws SQLException where the driver would refuse to look at the URL, saying why
   */
  public static Explanation of(String url, Properties properties, String sql) throws SQLException {
    return new Explanation(
        GuardDriver.OPENING.claim(guardUrl(url), properties, GuardSettings.withoutOwn(properties)),
        sql);
  }

  /**
   * The same, with what the server says of itself: opens the guarded connection, and closes it at
   * once. The statement is not sent.
   *
   * @throws SQLException where the connection is refused, by the guard or by anybody else
   */
  public static Explanation connecting(String url, Properties properties, String sql)
      throws SQLException {
    try (Connection connection = GuardDriver.OPENING.open(guardUrl(url), properties)) {
      if (connection instanceof GuardedConnection guarded) {
        SecondLayer second = guarded.second();
        boolean told = guarded.session().decisions().readsOnly();
        List<ExplainedStatement> statements = new ArrayList<>();
        for (ExplainedStatement one : statement(guarded.session(), sql)) {
          statements.add(one.with(second));
        }
        return new Explanation(guarded.session(), statements, told ? second.hold().words() : "");
      }
      throw new SQLException("the driver does not take the URL after all", "08001");
    }
  }

  /**
   * What a policy makes of one of its cases. Asks nothing of this machine: no file, no setting, no
   * name service.
   *
   * @param now the moment of a case that names none
   * @throws SQLException where the URL or a setting in the case makes no sense
   */
  public static Explanation under(Policy policy, PolicyCase one, Instant now) throws SQLException {
    return new Explanation(CaseSession.of(guardUrl(one.url()), policy, one, now), one.sql());
  }

  static GuardUrl guardUrl(String url) throws SQLException {
    GuardUrl guardUrl = GuardDriver.parse(url).orElseGet(() -> new GuardUrl("", url));
    if (!guardUrl.innerUrl().regionMatches(true, 0, "jdbc:", 0, "jdbc:".length())) {
      throw new SQLException("'%s' is not a JDBC URL".formatted(start(url)), "08001");
    }
    return guardUrl;
  }

  /** What a URL begins with: no more of it than what can hold no password. */
  private static String start(String url) {
    int slashes = url.indexOf("//");
    String start = url.substring(0, Math.min(slashes < 0 ? url.length() : slashes, 20));
    boolean login = start.contains("@") || (slashes < 0 && url.contains("@"));
    return login || start.contains("=") ? "…" : start + (start.equals(url) ? "" : "…");
  }

  /** Whether the target may be opened, and the statement would be let through unasked. */
  public boolean passes() {
    return refusedToConnect().isEmpty() && all().allMatch(ExplainedStatement::passes);
  }

  /** The environment that the target belongs to, or {@code undeclared}. */
  public String environment() {
    return session.environment();
  }

  /** What a consent there would be bound to, as far as is known. */
  public Claims claims() {
    return SessionClaims.of(session);
  }

  /** How the target reads SQL. */
  public Dialect dialect() {
    return session.decisions().dialect();
  }

  /** Who may consent to what the environments of the target do not leave to one person. */
  public List<Authority> authorities() {
    return session.assignment().authorities();
  }

  /** Where this process may run, as far as the policy and this machine tell. */
  public Set<Origin> origins() {
    return session.origins().set();
  }

  /**
   * The strictest of what is said of the statement and of what runs while connecting; a denial
   * where the connection itself is refused. Empty where nothing would be run.
   */
  public Optional<Verdict> verdict() {
    return refusedToConnect().isPresent()
        ? Optional.of(Verdict.DENY)
        : strictest().map(ExplainedStatement::decision).map(Decision::verdict);
  }

  /** The rule that says so; empty where nothing would be run. */
  public String rule() {
    return refusedToConnect()
        .map(Refusal::rule)
        .or(() -> strictest().map(ExplainedStatement::decision).map(Decision::rule))
        .orElse("");
  }

  /** What to do next, as a refusal would say; empty where nothing would be run. */
  public String next() {
    return refusedToConnect()
        .map(Refusal::next)
        .or(() -> strictest().map(ExplainedStatement::next))
        .orElse("");
  }

  /**
   * Everything that was found out, as texts, numbers, lists and maps; what is not known is empty.
   */
  public Map<String, Object> toMap() {
    Claim claim = session.assignment().claim();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("target", target(session.target()));
    all.put("environment", session.environment());
    all.put("level", claim.environment().level().id());
    all.put("evidence", claim.describe());
    all.put("evidence_place", ExplainedStatement.place(claim.place()));
    all.put("claims", session.assignment().claims().stream().map(Explanation::claim).toList());
    if (session.wasAsked()) {
      all.put("server", server(session.report()));
      if (!hold.isEmpty()) {
        all.put("server_holds", hold);
      }
    } else if (!session.beforeAsking().assignment().equals(session.assignment())) {
      all.put("not_asked", "only the server can tell whether a pin or a marker of the policy fits");
    }
    all.put("policy", session.inForce().considered());
    if (!session.inForce().faults().isEmpty()) {
      all.put("policy_faults", session.inForce().faults().stream().map(Fault::toString).toList());
    }
    all.put("origins", session.origins().set().stream().map(Origin::id).sorted().toList());
    all.put(
        "origin_evidence", session.origins().found().stream().map(Explanation::origin).toList());
    all.put("expected", session.settings().expected().stream().sorted().toList());
    refusedToConnect().ifPresent(refusal -> all.put("refused", refused(refusal)));
    if (!connecting.isEmpty()) {
      all.put("connecting", connecting.stream().map(ExplainedStatement::toMap).toList());
    }
    statement.forEach(one -> all.put("decision", one.toMap()));
    return all;
  }

  private Optional<Refusal> refusedToConnect() {
    return ConnectRefusals.refusal(session, Opening.NOTHING_OPENED);
  }

  private Stream<ExplainedStatement> all() {
    return Stream.concat(connecting.stream(), statement.stream());
  }

  private Optional<ExplainedStatement> strictest() {
    return all().max(Comparator.comparing(one -> one.decision().verdict()));
  }

  private static Map<String, Object> claim(Claim claim) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("environment", claim.environment().name());
    map.put("level", claim.environment().level().id());
    map.put("evidence", claim.evidence());
    map.put("place", ExplainedStatement.place(claim.place()));
    return map;
  }

  private static Map<String, Object> origin(Origins.Found found) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("origin", found.origin().id());
    map.put("evidence", found.evidence());
    return map;
  }

  private static Map<String, Object> refused(Refusal refusal) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("state", refusal.state().code());
    map.put("because", refusal.headline());
    map.put("rule", refusal.rule());
    map.put("next", refusal.next());
    return map;
  }

  private static Map<String, Object> target(Target target) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("engine", target.engine().id());
    map.put("endpoints", target.endpoints().stream().map(Explanation::endpoint).toList());
    map.put("database", target.endpoints().stream().map(Endpoint::database).findFirst().orElse(""));
    map.put("resolved", target.resolved());
    if (!target.certain()) {
      map.put("doubt", target.doubt());
    }
    return map;
  }

  /** What a server said of itself, as {@link #toMap} tells it. */
  public static Map<String, Object> server(ServerReport report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("engine", report.engine().id());
    report.identity().ifPresent(identity -> map.put("identity", identity));
    report.database().ifPresent(database -> map.put("database", database));
    report.user().ifPresent(user -> map.put("user", user));
    report.readOnly().ifPresent(readOnly -> map.put("read_only", readOnly));
    report.marker().ifPresent(marker -> map.put("marker", marker(marker, report.markerStale())));
    return map;
  }

  private static Map<String, Object> marker(Marker marker, boolean stale) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("environment", marker.environment());
    map.put("written_for", marker.identity());
    map.put("stale", stale);
    return map;
  }

  private static Map<String, Object> endpoint(Endpoint endpoint) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (!endpoint.inProcess()) {
      map.put("host", endpoint.host());
      map.put("port", Optional.of(endpoint.port()).filter(port -> port > 0));
    }
    map.put("database", endpoint.database());
    return map;
  }
}
