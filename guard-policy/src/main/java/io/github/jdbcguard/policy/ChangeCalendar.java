package io.github.jdbcguard.policy;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When an environment may be changed: inside any of its windows, and in none of its freezes.
 *
 * @param windows none means always
 */
public record ChangeCalendar(List<ChangeWindow> windows, List<Freeze> freezes) {

  /** The calendar of an environment that says nothing about time. */
  public static final ChangeCalendar ALWAYS = new ChangeCalendar(List.of(), List.of());

  public ChangeCalendar {
    windows = List.copyOf(windows);
    freezes = List.copyOf(freezes);
  }

  /** Whether no moment is closed, because the calendar says nothing. */
  public boolean always() {
    return windows.isEmpty() && freezes.isEmpty();
  }

  /** Why no changes are made at this moment; empty if they may be made. */
  public Optional<Closure> closedAt(Instant moment) {
    Optional<Closure> frozen =
        freezes.stream()
            .filter(freeze -> freeze.holdsAt(moment))
            .max(Comparator.comparing(Freeze::end))
            .map(freeze -> new Closure(freeze.place(), Closure.FREEZE, freeze.explanation()));
    return frozen.isPresent() ? frozen : outsideWindows(moment);
  }

  private Optional<Closure> outsideWindows(Instant moment) {
    if (windows.isEmpty() || windows.stream().anyMatch(window -> window.openAt(moment))) {
      return Optional.empty();
    }
    return windows.stream()
        .flatMap(window -> Opening.next(window, moment).stream())
        .min(Comparator.comparing(opening -> opening.moment().toInstant()))
        .map(Opening::closure)
        .or(() -> Optional.of(closed(windows.get(0), "")));
  }

  private static Closure closed(ChangeWindow window, String next) {
    return new Closure(window.place(), Closure.WINDOW, "no changes outside the windows" + next);
  }

  /** A window, and when it opens. */
  private record Opening(ChangeWindow window, ZonedDateTime moment) {

    static Optional<Opening> next(ChangeWindow window, Instant moment) {
      return window.nextOpening(moment).map(opening -> new Opening(window, opening));
    }

    Closure closure() {
      String day = moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      return closed(
          window,
          "; the next opens %s %s %s %s"
              .formatted(
                  day, moment.toLocalDate(), moment.toLocalTime(), moment.getZone().getId()));
    }
  }
}
