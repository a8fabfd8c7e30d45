package io.github.jdbcguard.cli;

import io.github.jdbcguard.confirm.SystemTerminal;
import io.github.jdbcguard.confirm.Terminal;
import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.policy.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a person signs: at a terminal, by typing the name of the environment. No machine does.
 *
 * @param origins where this process may run
 */
record Ceremony(Terminal terminal, Function<Explanation, Set<Origin>> origins) {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int TRIES = 3;

  static Ceremony ofThisProcess() {
    return new Ceremony(new SystemTerminal(), Explanation::origins);
  }

  /** Why nobody can sign here, and what to do instead; empty where somebody can. */
  Optional<String> objection(Explanation explanation) {
    Set<Origin> where = origins.apply(explanation);
    if (where.contains(Origin.AGENT)) {
      return Optional.of(
          "agents can ask for an approval, and never give one: a person runs this in a terminal of their own");
    }
    if (where.contains(Origin.CI)) {
      return Optional.of(
          "CI can ask for an approval, and never give one: a person runs this at their machine");
    }
    return terminal.present() && terminal.attended()
        ? Optional.empty()
        : Optional.of(
            "nobody can be asked here: run this at a terminal, with no pipe before or behind it");
  }

  /** Shows what it is about. */
  void show(String text) {
    terminal.show(text);
  }

  /** Whether somebody types this, having read what was shown. */
  boolean typed(String phrase, String what) {
    terminal.discardTypedAhead();
    for (int left = TRIES; left > 0; left--) {
      terminal.show("type '%s' to %s, or nothing not to: ".formatted(phrase, what));
      String answer = terminal.readLine(PATIENCE).map(String::strip).orElse("");
      if (answer.equals(phrase)) {
        return true;
      }
      if (answer.isEmpty()) {
        return false;
      }
    }
    return false;
  }
}
