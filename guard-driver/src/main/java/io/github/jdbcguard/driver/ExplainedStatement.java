package io.github.jdbcguard.driver;

import io.github.jdbcguard.driver.Deciding.Decided;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Place;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Operation;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What would happen to a text on a connection. */
final class ExplainedStatement {
  private static final String UNASKED = "runs without a question";

  private final Session session;
  private final Ruling ruling;
  private final Deciding deciding;
  private final Decided decided;

  /** Decides on the text as it would be decided now. */
  ExplainedStatement(Session session, String sql) {
    Reaching reaching = new Reaching(session);
    this.ruling = session.decisions().of(sql);
    this.session = reaching.session(ruling.judgement().reaches());
    this.deciding = new Deciding(this.session, reaching);
    this.decided = deciding.decide(ruling);
  }

  private ExplainedStatement(ExplainedStatement other, Decided decided) {
    this.ruling = other.ruling;
    this.session = other.session;
    this.deciding = other.deciding;
    this.decided = decided;
  }

  /** Decides on it as a connection would whose server is asked as well. */
  ExplainedStatement with(SecondLayer second) throws SQLException {
    return new ExplainedStatement(this, second.settled(ruling, decided, deciding));
  }

  Decision decision() {
    return decided.decision();
  }

  /** Whether it runs without a question. */
  boolean passes() {
    return !decision().verdict().stricterThan(Verdict.WARN);
  }

  /** What a refusal would say to do next. */
  String next() {
    if (passes()) {
      return UNASKED;
    }
    Presented presented = Presented.by(session.settings());
    return new Refusals(session, presented)
        .withoutConsent(
            ruling,
            decision(),
            decided.tables(),
            new Consents(session, presented, TransactionState.none(), SecondLayer.none()))
        .next()
        .lines()
        .filter(line -> !line.startsWith(Refusals.WRONG_ALARM)) // which leads here
        .collect(Collectors.joining("\n"));
  }

  /** Everything about it, as texts, numbers, lists and maps. */
  Map<String, Object> toMap() {
    Decision decision = decision();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("verdict", decision.verdict().id());
    map.put("environment", decision.environment());
    map.put("operations", decision.operations().stream().map(Operation::id).toList());
    map.put("why", ruling.why(decision, ""));
    map.put("rule", decision.rule());
    map.put("place", decision.place().toString());
    map.put("rule_place", place(decision.place()));
    map.put("note", decision.note());
    map.put("rules", rules());
    map.put("next", next());
    return map;
  }

  /** What each environment that speaks says of each operation. */
  private List<Map<String, Object>> rules() {
    return session
        .assignment()
        .rulings(
            decided.operations(),
            session.decisions().occasion(ruling.sql(), session.surroundings().clock()))
        .stream()
        .map(ExplainedStatement::rule)
        .toList();
  }

  private static Map<String, Object> rule(Environment.Ruling one) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("environment", one.environment().name());
    map.put("operation", one.operation().id());
    map.put("verdict", one.verdict().id());
    map.put("rule", one.rule());
    map.put("place", place(one.place()));
    return map;
  }

  /** Where something stands in a policy. */
  static Map<String, Object> place(Place place) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", place.source());
    map.put("line", place.line());
    map.put("column", place.column());
    return map;
  }
}
