package io.github.jdbcguard.policy;

import io.github.jdbcguard.sql.Dialect;
import java.time.Instant;

/** When a text is about to be sent, and which one. */
public record Occasion(Instant moment, String sql, Dialect dialect) {}
