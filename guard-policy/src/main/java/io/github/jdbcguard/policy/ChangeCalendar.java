package io.github.jdbcguard.policy;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

  /**
   * Whom windows and freezes bind that name nobody: everybody but the application, which goes on
   * working while people and machines hold their changes back.
   */
  public static final Set<Origin> USUALLY_BOUND =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Origin.APPLICATION)));

  /**
   * Why no changes are made at this moment; empty if they may be made.
   *
   * @param origins where the process may run
   */
  public Optional<Closure> closedAt(Instant moment, Set<Origin> origins) {
    Optional<Closure> frozen =
        freezes.stream()
            .filter(freeze -> !Collections.disjoint(freeze.origins(), origins))
            .filter(freeze -> freeze.holdsAt(moment))
            .max(Comparator.comparing(Freeze::end))
            .map(freeze -> new Closure(freeze.place(), Closure.FREEZE, freeze.explanation()));
    return frozen.isPresent()
        ? frozen
        : origins.stream()
            .sorted()
            .flatMap(origin -> outsideWindows(moment, origin).stream())
            .findFirst();
  }

  private Optional<Closure> outsideWindows(Instant moment, Origin origin) {
    List<ChangeWindow> binding =
        windows.stream().filter(window -> window.origins().contains(origin)).toList();
    return outside(binding, moment);
  }

  private static Optional<Closure> outside(List<ChangeWindow> windows, Instant moment) {
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
