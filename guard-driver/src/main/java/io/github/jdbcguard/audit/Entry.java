package io.github.jdbcguard.audit;

import java.time.Instant;

/**
 * An event on its way into the file.
 *
 * @param members a JSON object, without what the chain adds
 * @param durable whether somebody agreed to it
 */
record Entry(Instant time, String members, boolean durable) {}
