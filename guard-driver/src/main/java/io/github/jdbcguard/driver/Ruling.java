package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.sql.Judgement;

/**
 * What was found out about a text on a connection's environments: immutable, shared, cached by
 * text.
 *
 * @param passes whether it may be sent at once: allowed, not audited, and of no concern to the
 *     transaction; then nothing else needs to be looked at
 * @param changes whether it does more than to read and to set up the session
 */
record Ruling(String sql, Judgement judgement, Decision decision, boolean passes, boolean changes) {

  /** Whether this is about something that has no SQL text, but a description in its place. */
  boolean wordless() {
    return judgement.statements().size() == 1 && judgement.statements().get(0).why().equals(sql);
  }

  static Ruling of(String sql, Judgement judgement, Decision decision, boolean passes) {
    return new Ruling(sql, judgement, decision, passes, judgement.changes());
  }
}
