package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.sql.GuardSql;
import io.github.jdbcguard.sql.JudgedStatement;
import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import io.github.jdbcguard.sql.Judgement;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a text on a connection's environments: immutable, shared, cached by
 * text.
 *
 * @param passes whether it may be sent at once: allowed, not audited, and of no concern to the
 *     transaction; then nothing else needs to be looked at
 * @param changes whether it does more than to read and to set up the session
 */
record Ruling(String sql, Judgement judgement, Decision decision, boolean passes, boolean changes) {

  /** Whether the guard itself is meant, and the text is never sent. */
  boolean forGuard() {
    return !passes && GuardSql.isOne(sql);
  }

  /** Whether it begins or ends a transaction, alone or among others. */
  boolean controlsTransaction() {
    return judgement.statements().stream()
        .anyMatch(one -> one.transaction() != TransactionControl.NONE);
  }

  /** What the driver is given to prepare. */
  @Nullable String toPrepare(@Nullable String text) {
    return forGuard() ? Answers.STAND_IN : text;
  }

  /** Whether this is about something that has no SQL text, but a description in its place. */
  boolean wordless() {
    return judgement.statements().size() == 1 && judgement.statements().get(0).why().equals(sql);
  }

  /**
   * What the judge found in the statements that the decision is about, for people.
   *
   * @param known what was said already
   */
  String why(Decision decision, String known) {
    return judgement.statements().stream()
        .filter(one -> one.operations().stream().anyMatch(decision.operations()::contains))
        .map(JudgedStatement::why)
        .filter(text -> !text.isEmpty() && !text.equalsIgnoreCase(known))
        .distinct()
        .limit(3)
        .collect(Collectors.joining("; "));
  }
}
