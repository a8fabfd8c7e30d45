package io.github.jdbcguard.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hours of the week in which changes may be made. The clock on the wall decides: an hour that is
 * skipped has nothing open, and in one that comes twice the same minutes are open twice.
 *
 * @param place where it stands in the policy
 * @param days the days on which it starts
 * @param from inclusive
 * @param to exclusive; where it is not after {@code from}, the window runs over midnight and ends
 *     on the next day
 */
public record ChangeWindow(
    Place place, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

  /** Longer than a week by a day, so that a skipped hour does not hide a daily window. */
  private static final int DAYS_AHEAD = 8;

  public ChangeWindow {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a window without days is never open");
    }
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
  }

  boolean openAt(Instant moment) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    LocalTime time = local.toLocalTime();
    DayOfWeek day = local.getDayOfWeek();
    boolean started = !time.isBefore(from);
    boolean ended = !time.isBefore(to);
    if (from.isBefore(to)) {
      return days.contains(day) && started && !ended;
    }
    return (days.contains(day) && started) || (days.contains(day.minus(1)) && !ended);
  }

  /** The first moment from this one on at which it is open; empty if that is over 8 days away. */
  public Optional<ZonedDateTime> nextOpening(Instant moment) {
    Instant horizon = moment.plus(Duration.ofDays(DAYS_AHEAD));
    List<Instant> candidates = new ArrayList<>(List.of(moment));
    candidates.addAll(starts(moment));
    candidates.addAll(clockChanges(moment, horizon));
    return candidates.stream()
        .filter(candidate -> !candidate.isBefore(moment) && !candidate.isAfter(horizon))
        .filter(this::openAt)
        .min(Instant::compareTo)
        .map(opening -> opening.atZone(zone));
  }

  private List<Instant> starts(Instant moment) {
    List<Instant> starts = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(moment, zone);
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      LocalDateTime start = today.plusDays(ahead).atTime(from);
      for (ZoneOffset offset : zone.getRules().getValidOffsets(start)) {
        starts.add(start.toInstant(offset));
      }
    }
    return starts;
  }

  /** A clock that jumps may jump into the window. */
  private List<Instant> clockChanges(Instant moment, Instant horizon) {
    List<Instant> changes = new ArrayList<>();
    ZoneOffsetTransition next = zone.getRules().nextTransition(moment);
    while (next != null && !next.getInstant().isAfter(horizon)) {
      changes.add(next.getInstant());
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return changes;
  }
}
