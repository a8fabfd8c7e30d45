package io.github.jdbcguard.policy;

/** Why closed. */
public record Closure(Place place, String rule, String explanation) {}
