package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.ConfirmationCode;
import io.github.jdbcguard.policy.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows which texts were confirmed on a connection, and asks for those that were not. A yes at the
 * terminal holds for the same text on the same connection for a few minutes, so that a statement in
 * a loop is asked for once; a code holds for the day.
 */
final class Consents {
  private static final Duration YES_HOLDS = Duration.ofMinutes(10);
  private static final int MAX_REMEMBERED = 100;

  private final Session session;

  /** Texts confirmed at the terminal, and when; guarded by this. */
  private final Map<String, Instant> confirmed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  Consents(Session session) {
    this.session = session;
  }

  /** What the statement was confirmed by, for the audit; empty where it was not. */
  Optional<String> confirmed(Ruling ruling, Decision decision, List<String> tables) {
    if (session.settings().codes().contains(code(ruling).text())) {
      return Optional.of("code");
    }
    if (holds(ruling.sql())) {
      return Optional.of("terminal");
    }
    if (!session.canAsk()) {
      return Optional.empty();
    }
    String question = new Refusals(session).question(ruling, decision, tables);
    if (!session.surroundings().confirmer().ask(question, decision.environment())) {
      return Optional.empty();
    }
    remember(ruling.sql());
    return Optional.of("terminal");
  }

  /** What to set so that this statement is confirmed as well as those that were before. */
  String codesFor(Ruling ruling) {
    Set<String> codes = new LinkedHashSet<>(session.settings().codes());
    codes.add(code(ruling).text());
    return String.join(",", codes);
  }

  private ConfirmationCode code(Ruling ruling) {
    return ConfirmationCode.of(
        session.environment(),
        session.target().toString(),
        session.user(),
        ruling.sql(),
        LocalDate.now(session.surroundings().clock()));
  }

  private synchronized boolean holds(String sql) {
    Instant since = confirmed.get(sql);
    return since != null && since.plus(YES_HOLDS).isAfter(session.surroundings().clock().instant());
  }

  private synchronized void remember(String sql) {
    confirmed.put(sql, session.surroundings().clock().instant());
  }
}
