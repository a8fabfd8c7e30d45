package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Target;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the driver would make of a URL and a statement, found out without connecting. */
public final class Explanation {
  private final Session session;
  private final String sql;

  private Explanation(Session session, String sql) {
    this.session = session;
    this.sql = sql;
  }

  /**
   * Explains a URL, and what would happen to a statement there.
   *
   * @param url with or without the prefix {@code jdbc:guard:}
   * @param sql empty for none
   * @throws SQLException where the driver would refuse to look at the URL, saying why
   */
  public static Explanation of(String url, Properties properties, String sql) throws SQLException {
    GuardUrl guardUrl = GuardDriver.parse(url).orElseGet(() -> new GuardUrl("", url));
    if (!guardUrl.innerUrl().regionMatches(true, 0, "jdbc:", 0, "jdbc:".length())) {
      throw new SQLException("'%s' is not a JDBC URL".formatted(url), "08001");
    }
    return new Explanation(
        GuardDriver.OPENING.claim(guardUrl, properties, GuardSettings.withoutOwn(properties)), sql);
  }

  /** Whether the target is the expected one, and the statement would be let through unasked. */
  public boolean passes() {
    return ConnectRefusals.refusal(session, "").isEmpty()
        && passes(session.target().connectSql())
        && passes(statements());
  }

  /** Everything that was found out, as texts, numbers, lists and maps. */
  public Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("target", target(session.target()));
    all.put("environment", session.environment());
    all.put("level", session.assignment().environment().level().id());
    all.put("evidence", session.assignment().evidence());
    all.put("policy", session.policy().sources());
    all.put("origins", session.origins().set().stream().map(Origin::id).sorted().toList());
    all.put("expected", session.settings().expected().stream().sorted().toList());
    List<String> connecting = session.target().connectSql();
    if (!connecting.isEmpty()) {
      all.put("connecting", connecting.stream().map(this::decisionMap).toList());
    }
    if (!sql.isEmpty()) {
      all.put("decision", decisionMap(sql));
    }
    return all;
  }

  private List<String> statements() {
    return sql.isEmpty() ? List.of() : List.of(sql);
  }

  private boolean passes(List<String> texts) {
    return texts.stream().noneMatch(text -> decision(text).verdict().stricterThan(Verdict.WARN));
  }

  private Decision decision(String text) {
    return new Deciding(session).decide(session.decisions().of(text)).decision();
  }

  private Map<String, Object> decisionMap(String text) {
    Decision decision = decision(text);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("verdict", decision.verdict().id());
    map.put("environment", decision.environment());
    map.put("operations", decision.operations().stream().map(Operation::id).toList());
    map.put("rule", decision.rule());
    map.put("place", decision.place().toString());
    return map;
  }

  private static Map<String, Object> target(Target target) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("engine", target.engine().id());
    map.put("endpoints", target.endpoints().stream().map(Explanation::endpoint).toList());
    map.put("database", target.endpoints().stream().map(Endpoint::database).findFirst().orElse(""));
    map.put("resolved", target.resolved());
    if (!target.resolved()) {
      map.put("unresolved", target.unresolved());
    }
    return map;
  }

  private static Map<String, Object> endpoint(Endpoint endpoint) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (!endpoint.inProcess()) {
      map.put("host", endpoint.host());
      map.put("port", endpoint.port());
    }
    map.put("database", endpoint.database());
    return map;
  }
}
