package io.github.jdbcguard.policy;

import java.time.*;

/** A freeze. */
public record Freeze(
    Place place, LocalDateTime from, LocalDateTime to, ZoneId zone, String reason) {}
