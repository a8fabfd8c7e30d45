package io.github.jdbcguard.driver;

import io.github.jdbcguard.audit.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * What a refusal tells a person, on one screen. The first line stands for itself, because many
 * tools show no more.
 *
 * @param headline what was refused, where, and by which rule
 * @param environment the environment that refused; empty where none was found out yet
 * @param rule the rule that refused, with the place where it stands
 * @param details further lines by their label
 * @param advice what to do next, by the case it is for
 * @param operations what was refused, for the audit
 * @param verdict what the rule says, for the audit
 */
record Refusal(
    RefusalState state,
    String id,
    String headline,
    String environment,
    String rule,
    Map<String, String> details,
    Map<String, String> advice,
    List<String> operations,
    String verdict) {

  private static final int LABEL_WIDTH = 14;

  static Refusal of(
      RefusalState state,
      String headline,
      String environment,
      String rule,
      Map<String, String> details,
      Map<String, String> advice,
      List<String> operations,
      String verdict) {
    String id = "%08X".formatted(ThreadLocalRandom.current().nextInt());
    return new Refusal(
        state,
        id,
        headline,
        environment,
        rule,
        new LinkedHashMap<>(details),
        new LinkedHashMap<>(advice),
        operations,
        verdict);
  }

  /** The same, for somebody whose transaction has sent other statements before. */
  Refusal amidTransaction() {
    Map<String, String> more = new LinkedHashMap<>(advice);
    more.put("before this?", "earlier changes of this transaction were sent; roll them back.");
    return new Refusal(state, id, headline, environment, rule, details, more, operations, verdict);
  }

  /** The same with a further line. */
  Refusal withDetail(String label, String value) {
    Map<String, String> more = new LinkedHashMap<>(details);
    more.put(label, value);
    return new Refusal(state, id, headline, environment, rule, more, advice, operations, verdict);
  }

  /** What whoever asked for it gets; counted as one more. */
  GuardRefusedException exception() {
    GuardStatistics.ofThisProcess().refused(environment, state);
    return new GuardRefusedException(this);
  }

  /** Headline, details, advice; then the SQLState and the id for the audit. */
  String message() {
    StringBuilder text = new StringBuilder(PlainText.of(headline)).append('\n');
    details.forEach((label, value) -> line(text, label, value));
    advice.forEach((label, value) -> line(text, label, value));
    return text.append("  (SQLState ")
        .append(state.code())
        .append(", refusal ")
        .append(id)
        .append(')')
        .toString();
  }

  /** The advice alone. */
  String next() {
    StringBuilder text = new StringBuilder();
    advice.forEach((label, value) -> line(text, label, value));
    return text.toString().lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  /** What statements and tables are called must not move a terminal; texts of ours have lines. */
  private static String shown(String value) {
    return value.lines().map(PlainText::of).collect(Collectors.joining("\n"));
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append("  ").append(label);
    text.append(" ".repeat(Math.max(1, LABEL_WIDTH - label.length())));
    text.append(shown(value)).append('\n');
  }
}
