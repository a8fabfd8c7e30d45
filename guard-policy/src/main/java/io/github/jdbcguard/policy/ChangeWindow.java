package io.github.jdbcguard.policy;

import java.time.*;
import java.util.Set;

/** A window. */
public record ChangeWindow(
    Place place, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {}
