package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.sql.Judgement;

/**
 * What was found out about a text on a connection's environments: immutable, shared, cached by
 * text.
 *
 * @param passes whether it may be sent at once: allowed, not audited, and of no concern to the
 *     transaction; then nothing else needs to be looked at
 */
record Ruling(String sql, Judgement judgement, Decision decision, boolean passes) {}
