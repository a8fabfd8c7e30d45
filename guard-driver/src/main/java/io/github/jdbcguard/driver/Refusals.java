package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.PlainText;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Operation;
import io.github.jdbcguard.sql.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Finds the words for what is refused on a connection. */
final class Refusals {
  static final String STATEMENT = "statement";

  /** The label of what the authors of the policy say. */
  static final String POLICY_SAYS = "policy says";

  private static final String MEANT_IT = "meant it?";
  private static final String WRONG_TARGET = "wrong target?";
  static final String WRONG_ALARM = "wrong alarm?";
  private static final int STATEMENT_LENGTH = 300;

  private final Session session;
  private final Presented presented;
  private final RefusalWords words;

  Refusals(Session session, Presented presented) {
    this.session = session;
    this.presented = presented;
    this.words = new RefusalWords(session);
  }

  /** What a statement ends with if nobody consents to it. */
  Refusal withoutConsent(Ruling ruling, Decision decision, List<String> tables, Consents consents) {
    return switch (decision.verdict()) {
      case CONFIRM -> unconfirmed(ruling, decision, tables, consents);
      case APPROVE -> unapproved(ruling, decision, tables, consents);
      case DENY -> denied(ruling, decision, tables);
      case ALLOW, WARN -> throw new IllegalArgumentException("it needs no consent");
    };
  }

  /** By a rule, or because no environment declares the target. */
  Refusal denied(Ruling ruling, Decision decision, List<String> tables) {
    if (session.readsUntilValid()
        && decision.operations().stream().anyMatch(o -> o.group().changes())) {
      return invalidPolicy(ruling, decision, tables);
    }
    Map<String, String> advice = advice(ruling);
    advice.put(MEANT_IT, words.meantIt(ruling, decision));
    advice.put(WRONG_ALARM, words.wrongAlarm());
    boolean undeclared = !decision.declared();
    return refusal(
        undeclared ? RefusalState.UNDECLARED : RefusalState.RULE,
        undeclared
            ? "is not a plain read, and " + words.undeclared()
            : words.denied(ruling, decision),
        ruling,
        decision,
        tables,
        advice);
  }

  /** The policy is invalid by now, so nothing is changed where much is at stake. */
  private Refusal invalidPolicy(Ruling ruling, Decision decision, List<String> tables) {
    Fault first = session.inForce().faults().get(0);
    return refusal(
        RefusalState.POLICY,
        "is no read, and the policy is invalid (%s)".formatted(first),
        ruling,
        decision,
        tables,
        Map.of(
            "next",
            "correct the policy ('guard check %s' shows the same), then connect again; until then reads pass."
                .formatted(first.place().source())));
  }

  /** A confirmation is needed and was not given, or without the reason that it needs. */
  private Refusal unconfirmed(
      Ruling ruling, Decision decision, List<String> tables, Consents consents) {
    boolean lacksReason = consents.lacksReason(decision);
    boolean covered = consents.codes().cover(ruling);
    Map<String, String> advice = advice(ruling);
    advice.put(MEANT_IT, words.howToConfirm(consents.codes(), ruling, lacksReason));
    advice.put(WRONG_ALARM, words.wrongAlarm());
    String reason =
        lacksReason && covered
            ? "needs a confirmation with a reason, and no reason was given"
            : session.canAsk()
                ? "needs a confirmation, and it was not given"
                : "needs a confirmation, and nobody can be asked here";
    Refusal refusal = refusal(RefusalState.CONFIRMATION, reason, ruling, decision, tables, advice);
    return consents.codes().any() && !covered
        ? refusal.withDetail("code", consents.codes().misfit())
        : refusal;
  }

  /** A consent is needed for something that has no text which a person could consent to. */
  Refusal unreadable(Ruling ruling, Decision decision) {
    Map<String, String> advice = advice(ruling);
    advice.put(MEANT_IT, "write the change as a statement, which can be confirmed.");
    return refusal(
        decision.verdict() == Verdict.CONFIRM ? RefusalState.CONFIRMATION : RefusalState.APPROVAL,
        "needs a consent, which only a statement can get",
        ruling,
        decision,
        List.of(),
        advice);
  }

  /** An approval is needed. */
  private Refusal unapproved(
      Ruling ruling, Decision decision, List<String> tables, Consents consents) {
    Map<String, String> advice = advice(ruling);
    advice.put(MEANT_IT, consents.request().advice(ruling));
    advice.put(WRONG_ALARM, words.wrongAlarm());
    return refusal(RefusalState.APPROVAL, "needs an approval", ruling, decision, tables, advice);
  }

  /** The audit could not be written, so nothing is sent. */
  Refusal unrecorded(Ruling ruling, Decision decision, String problem) {
    return refusal(
        RefusalState.RULE,
        "has to be recorded before it is sent, and could not be (%s)".formatted(problem),
        ruling,
        decision,
        List.of(),
        Map.of("next", "make that file writable, or name another one: guard.audit (GUARD_AUDIT)."));
  }

  /** Something was refused earlier in this transaction. */
  Refusal afterRefusal(String what) {
    return Refusal.of(
        RefusalState.TRANSACTION,
        "refused on %s: %s. An earlier statement of this transaction was refused, so it is not whole. Nothing was sent."
            .formatted(where(), what),
        session.environment(),
        "a transaction with a refusal is not committed",
        Map.of(),
        Map.of("next", "roll back, then start again; until then only reads pass."),
        List.of(),
        "deny");
  }

  /** What a person is shown who is asked for a confirmation. */
  String question(Ruling ruling, Decision decision, List<String> tables, OptionalLong rows) {
    StringBuilder text = new StringBuilder();
    text.append(capital(decision.environment())).append(": ").append(summary(decision, tables));
    text.append('\n');
    Map<String, String> details = details(ruling, decision);
    rows.ifPresent(
        guess ->
            details.put(
                "rows", String.format(Locale.ROOT, "about %,d, as the server guesses", guess)));
    details.forEach((label, value) -> text.append("  %-13s %s\n".formatted(label, value)));
    return text.toString();
  }

  /** The statement without its literals. */
  String statement(Ruling ruling) {
    return PlainText.of(
        Redaction.withoutLiterals(session.decisions().dialect(), ruling.sql(), STATEMENT_LENGTH));
  }

  private Refusal refusal(
      RefusalState state,
      String reason,
      Ruling ruling,
      Decision decision,
      List<String> tables,
      Map<String, String> advice) {
    return Refusal.of(
        state,
        "refused on %s: %s %s [rule %s, %s]. Nothing was sent."
            .formatted(
                where(),
                ruling.wordless() ? ruling.sql() : summary(decision, tables),
                reason,
                decision.rule(),
                decision.place()),
        state == RefusalState.POLICY ? session.environment() : decision.environment(),
        "%s (%s)".formatted(decision.rule(), decision.place()),
        details(state, ruling, decision),
        advice,
        decision.operations().stream().map(Operation::id).sorted().toList(),
        decision.verdict().id());
  }

  private Map<String, String> details(RefusalState state, Ruling ruling, Decision decision) {
    Map<String, String> details = details(ruling, decision);
    if (state == RefusalState.UNDECLARED) {
      addMissingFile(details, session);
    }
    if (state == RefusalState.POLICY) {
      addFurtherFaults(details, session.inForce().faults());
    }
    return details;
  }

  /** Tells where a policy was looked for, if there was none. */
  static void addMissingFile(Map<String, String> details, Session session) {
    String lookedFor = session.inForce().lookedFor();
    if (!lookedFor.isEmpty()) {
      details.put("no guard.yaml", "was found; looked for " + lookedFor);
    }
  }

  /** Tells all faults but the first, which stands in the headline. */
  static void addFurtherFaults(Map<String, String> details, List<Fault> faults) {
    for (int i = 1; i < faults.size(); i++) {
      details.put("and " + i, faults.get(i).toString());
    }
  }

  private Map<String, String> details(Ruling ruling, Decision decision) {
    Map<String, String> details = new LinkedHashMap<>();
    String user = session.user();
    details.put("target", session.target() + (user.isEmpty() ? "" : " as " + user));
    details.put("known by", words.knownBy(decision));
    details.put(STATEMENT, statement(ruling));
    details.put("judged as", judgedAs(ruling, decision));
    if (!presented.change().isEmpty()) {
      details.put("change", presented.change());
    }
    if (!decision.note().isEmpty()) {
      details.put(POLICY_SAYS, decision.note());
    }
    return details;
  }

  private static String judgedAs(Ruling ruling, Decision decision) {
    String operations =
        decision.operations().stream().map(Operation::id).collect(Collectors.joining(", "));
    String why = ruling.why(decision, operations);
    return why.isEmpty() ? operations : operations + ": " + why;
  }

  private static String summary(Decision decision, List<String> tables) {
    String operations =
        decision.operations().stream()
            .map(operation -> operation.id().replace('-', ' ').toUpperCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return tables.isEmpty()
        ? operations
        : operations
            + tables.stream()
                .limit(5)
                .map(PlainText::of)
                .collect(Collectors.joining("', '", " on '", "'"));
  }

  private String where() {
    return "%s (%s)".formatted(session.environment(), session.target());
  }

  private Map<String, String> advice(Ruling ruling) {
    Map<String, String> advice = new LinkedHashMap<>();
    advice.put(WRONG_TARGET, words.wrongTarget(ruling));
    return advice;
  }

  private static String capital(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
