package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The calendar against one that walks through every minute. */
class ChangeCalendarPropertiesTest {
  private static final int MINUTES_OF_A_DAY = 24 * 60;
  private static final Place PLACE = new Place("guard.yaml", 1, 1);

  /** Days around changes of the clock in one of the zones, and one without. */
  private static final List<LocalDate> DAYS =
      Stream.of(
              "2026-03-08",
              "2026-03-29",
              "2026-04-05",
              "2026-10-04",
              "2026-10-25",
              "2026-11-01",
              "2026-12-31")
          .map(LocalDate::parse)
          .toList();

  private static final List<ZoneId> ZONES =
      Stream.of(
              "UTC",
              "Europe/Berlin",
              "America/New_York",
              "Australia/Lord_Howe",
              "Asia/Kathmandu",
              "Pacific/Chatham")
          .map(ZoneId::of)
          .toList();

  @Property(tries = 3_000)
  void closesAsMinuteByMinute(
      @ForAll("calendars") ChangeCalendar calendar, @ForAll("moments") Instant moment) {
    boolean frozen = calendar.freezes().stream().anyMatch(freeze -> naivelyHolds(freeze, moment));
    boolean open =
        calendar.windows().isEmpty()
            || calendar.windows().stream().anyMatch(window -> naivelyOpen(window, moment));

    Optional<String> rule = calendar.closedAt(moment).map(Closure::rule);

    assertThat(rule.orElse("none")).isEqualTo(frozen ? "freeze" : open ? "none" : "window");
  }

  @Property(tries = 100)
  void opensNextAsMinuteByMinute(
      @ForAll("windows") ChangeWindow window, @ForAll("moments") Instant moment) {
    Optional<Instant> expected =
        Stream.iterate(moment, minute -> minute.plusSeconds(60))
            .limit(8 * MINUTES_OF_A_DAY + 1)
            .filter(window::openAt)
            .findFirst();

    assertThat(window.nextOpening(moment).map(ZonedDateTime::toInstant)).isEqualTo(expected);
  }

  private static boolean naivelyOpen(ChangeWindow window, Instant moment) {
    LocalDateTime shown = LocalDateTime.ofInstant(moment, window.zone());
    Set<LocalDateTime> minutes = new HashSet<>();
    for (int day = -2; day <= 2; day++) {
      LocalDate date = shown.toLocalDate().plusDays(day);
      if (window.days().contains(date.getDayOfWeek())) {
        LocalDateTime minute = date.atTime(window.from());
        do {
          minutes.add(minute);
          minute = minute.plusMinutes(1);
        } while (!minute.toLocalTime().equals(window.to()));
      }
    }
    return minutes.contains(shown);
  }

  /** A freeze holds from the first minute that may be its start to the last before its end. */
  private static boolean naivelyHolds(Freeze freeze, Instant moment) {
    Instant start = readings(freeze.from(), freeze.zone()).min(Instant::compareTo).orElseThrow();
    Instant end = readings(freeze.to(), freeze.zone()).max(Instant::compareTo).orElseThrow();
    for (Instant minute = start; minute.isBefore(end); minute = minute.plusSeconds(60)) {
      if (minute.equals(moment)) {
        return true;
      }
    }
    return false;
  }

  private static Stream<Instant> readings(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
    return valid.isEmpty()
        ? Stream.of(-3, 3)
            .map(hours -> zone.getRules().getValidOffsets(local.plusHours(hours)).get(0))
            .map(local::toInstant)
        : valid.stream().map(local::toInstant);
  }

  @Provide
  Arbitrary<Instant> moments() {
    return local().map(local -> local.toInstant(ZoneOffset.UTC));
  }

  @Provide
  Arbitrary<ChangeCalendar> calendars() {
    return Combinators.combine(windows().list().ofMaxSize(3), freezes().list().ofMaxSize(2))
        .as(ChangeCalendar::new);
  }

  @Provide
  Arbitrary<ChangeWindow> windows() {
    Arbitrary<LocalTime> times =
        Arbitraries.oneOf(
                Arbitraries.just(0),
                Arbitraries.integers().between(90, 210),
                Arbitraries.integers().between(0, MINUTES_OF_A_DAY - 1))
            .map(minute -> LocalTime.MIDNIGHT.plusMinutes(minute));
    return Combinators.combine(
            Arbitraries.of(DayOfWeek.class).set().ofMinSize(1), times, times, Arbitraries.of(ZONES))
        .as((days, from, to, zone) -> new ChangeWindow(PLACE, days, from, to, zone));
  }

  private static Arbitrary<Freeze> freezes() {
    Arbitrary<Duration> lengths = Arbitraries.integers().between(1, 3_000).map(Duration::ofMinutes);
    return Combinators.combine(local(), lengths, Arbitraries.of(ZONES))
        .as((from, length, zone) -> new Freeze(PLACE, from, from.plus(length), zone, "because"));
  }

  /** Often in the hours in which clocks change. */
  private static Arbitrary<LocalDateTime> local() {
    return Combinators.combine(
            Arbitraries.of(DAYS),
            Arbitraries.oneOf(
                Arbitraries.integers().between(60, 240),
                Arbitraries.integers().between(-MINUTES_OF_A_DAY, 2 * MINUTES_OF_A_DAY)))
        .as((day, minutes) -> day.atStartOfDay().plusMinutes(minutes));
  }
}
