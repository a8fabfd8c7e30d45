package io.github.jdbcguard.policy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A time in which no changes are made. Where the clock shows a boundary twice or skips it, the
 * longer reading counts.
 *
 * @param place where it stands in the policy
 * @param from inclusive
 * @param to exclusive
 * @param reason why, for people; may be empty
 * @param origins whom it binds
 */
public record Freeze(
    Place place,
    LocalDateTime from,
    LocalDateTime to,
    ZoneId zone,
    String reason,
    Set<Origin> origins) {

  public Freeze {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a freeze from %s to %s never holds".formatted(from, to));
    }
    origins = Set.copyOf(origins);
  }

  /** A freeze that binds whom freezes usually bind. */
  public Freeze(Place place, LocalDateTime from, LocalDateTime to, ZoneId zone, String reason) {
    this(place, from, to, zone, reason, ChangeCalendar.USUALLY_BOUND);
  }

  boolean holdsAt(Instant moment) {
    return !moment.isBefore(start()) && moment.isBefore(end());
  }

  /** The first moment of it. */
  public Instant start() {
    return readings(from).min(Instant::compareTo).orElseThrow();
  }

  /** The first moment after it. */
  public Instant end() {
    return readings(to).max(Instant::compareTo).orElseThrow();
  }

  /** The moments that a local time may mean: two around a change of the clock, else one. */
  private Stream<Instant> readings(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    List<ZoneOffset> offsets =
        change == null
            ? zone.getRules().getValidOffsets(local)
            : List.of(change.getOffsetBefore(), change.getOffsetAfter());
    return offsets.stream().map(local::toInstant);
  }

  /** What a person whose change is refused has to know. */
  String explanation() {
    LocalDateTime end = LocalDateTime.ofInstant(end(), zone);
    return "no changes until %s %s %s%s"
        .formatted(
            end.toLocalDate(),
            end.toLocalTime(),
            zone.getId(),
            reason.isBlank() ? "" : ": " + reason);
  }
}
