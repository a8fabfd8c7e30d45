package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeCalendarTest {
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A window as {@code mon-thu 09:00 16:00 Europe/Berlin}; 2026-11-30 is a Monday. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # both borders, to the second
          MON 09:00 16:00 Europe/Berlin           | 2026-11-30T08:59:59+01:00 | closed
          MON 09:00 16:00 Europe/Berlin           | 2026-11-30T09:00:00+01:00 | open
          MON 09:00 16:00 Europe/Berlin           | 2026-11-30T15:59:59+01:00 | open
          MON 09:00 16:00 Europe/Berlin           | 2026-11-30T16:00:00+01:00 | closed
          MON 09:00 16:00 Europe/Berlin           | 2026-12-01T12:00:00+01:00 | closed
          MON 09:00 16:00 Europe/Berlin           | 2026-11-29T12:00:00+01:00 | closed
          MON,TUE 09:00 16:00 Europe/Berlin       | 2026-12-01T12:00:00+01:00 | open
          # the day and the hours are those of the zone
          MON 00:00 06:00 Asia/Tokyo              | 2026-11-29T15:00:00Z      | open
          MON 00:00 06:00 Asia/Tokyo              | 2026-11-29T14:59:59Z      | closed
          MON 00:00 06:00 UTC                     | 2026-11-29T15:00:00Z      | closed
          MON 00:00 06:00 Asia/Kathmandu          | 2026-11-29T18:15:00Z      | open
          MON 00:00 06:00 Asia/Kathmandu          | 2026-11-29T18:14:59Z      | closed
          # over midnight it belongs to the day it starts on
          MON 22:00 02:00 Europe/Berlin           | 2026-11-30T21:59:59+01:00 | closed
          MON 22:00 02:00 Europe/Berlin           | 2026-11-30T22:00:00+01:00 | open
          MON 22:00 02:00 Europe/Berlin           | 2026-12-01T00:00:00+01:00 | open
          MON 22:00 02:00 Europe/Berlin           | 2026-12-01T01:59:59+01:00 | open
          MON 22:00 02:00 Europe/Berlin           | 2026-12-01T02:00:00+01:00 | closed
          MON 22:00 02:00 Europe/Berlin           | 2026-11-30T01:00:00+01:00 | closed
          MON 22:00 02:00 Europe/Berlin           | 2026-12-01T22:00:00+01:00 | closed
          SUN 22:00 02:00 Europe/Berlin           | 2026-11-30T01:00:00+01:00 | open
          # until midnight, the whole day, and from noon to noon
          MON 09:00 00:00 Europe/Berlin           | 2026-11-30T23:59:59+01:00 | open
          MON 09:00 00:00 Europe/Berlin           | 2026-12-01T00:00:00+01:00 | closed
          MON 00:00 00:00 Europe/Berlin           | 2026-11-29T23:59:59+01:00 | closed
          MON 00:00 00:00 Europe/Berlin           | 2026-11-30T00:00:00+01:00 | open
          MON 00:00 00:00 Europe/Berlin           | 2026-11-30T23:59:59+01:00 | open
          MON 00:00 00:00 Europe/Berlin           | 2026-12-01T00:00:00+01:00 | closed
          MON 12:00 12:00 Europe/Berlin           | 2026-11-30T11:59:59+01:00 | closed
          MON 12:00 12:00 Europe/Berlin           | 2026-12-01T11:59:59+01:00 | open
          MON 12:00 12:00 Europe/Berlin           | 2026-12-01T12:00:00+01:00 | closed
          # Berlin, spring: 02:00 to 03:00 is skipped
          SUN 01:30 02:30 Europe/Berlin           | 2026-03-29T01:30:00+01:00 | open
          SUN 01:30 02:30 Europe/Berlin           | 2026-03-29T01:59:59+01:00 | open
          SUN 01:30 02:30 Europe/Berlin           | 2026-03-29T03:00:00+02:00 | closed
          SUN 02:00 03:00 Europe/Berlin           | 2026-03-29T01:59:59+01:00 | closed
          SUN 02:00 03:00 Europe/Berlin           | 2026-03-29T03:00:00+02:00 | closed
          SUN 02:30 04:00 Europe/Berlin           | 2026-03-29T03:00:00+02:00 | open
          # Berlin, autumn: 02:00 to 03:00 comes twice
          SUN 02:15 02:30 Europe/Berlin           | 2026-10-25T02:15:00+02:00 | open
          SUN 02:15 02:30 Europe/Berlin           | 2026-10-25T02:30:00+02:00 | closed
          SUN 02:15 02:30 Europe/Berlin           | 2026-10-25T02:14:59+01:00 | closed
          SUN 02:15 02:30 Europe/Berlin           | 2026-10-25T02:15:00+01:00 | open
          SUN 02:15 02:30 Europe/Berlin           | 2026-10-25T02:30:00+01:00 | closed
          # New York: the same, on other days
          SUN 01:30 02:30 America/New_York        | 2026-03-08T01:59:59-05:00 | open
          SUN 01:30 02:30 America/New_York        | 2026-03-08T03:00:00-04:00 | closed
          SUN 01:15 01:30 America/New_York        | 2026-11-01T01:15:00-04:00 | open
          SUN 01:15 01:30 America/New_York        | 2026-11-01T01:30:00-04:00 | closed
          SUN 01:15 01:30 America/New_York        | 2026-11-01T01:15:00-05:00 | open
          # Lord Howe: half an hour; 02:00 to 02:30 is skipped, 01:30 to 02:00 comes twice
          SUN 02:00 02:30 Australia/Lord_Howe     | 2026-10-04T01:59:59+10:30 | closed
          SUN 02:00 02:30 Australia/Lord_Howe     | 2026-10-04T02:30:00+11:00 | closed
          SUN 02:15 02:45 Australia/Lord_Howe     | 2026-10-04T02:30:00+11:00 | open
          SUN 01:45 02:00 Australia/Lord_Howe     | 2026-04-05T01:45:00+11:00 | open
          SUN 01:45 02:00 Australia/Lord_Howe     | 2026-04-05T01:30:00+10:30 | closed
          SUN 01:45 02:00 Australia/Lord_Howe     | 2026-04-05T01:45:00+10:30 | open
          SUN 01:45 02:00 Australia/Lord_Howe     | 2026-04-05T02:00:00+10:30 | closed
          """)
  void opensAndClosesWindows(String window, OffsetDateTime moment, String expected) {
    ChangeCalendar calendar = new ChangeCalendar(List.of(window(window)), List.of());

    Optional<Closure> closure = calendar.closedAt(moment.toInstant());

    assertThat(closure.isPresent() ? "closed" : "open").isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # both borders, to the second
          2026-12-20T18:00 2027-01-03T00:00 Europe/Berlin       | 2026-12-20T17:59:59+01:00 | open
          2026-12-20T18:00 2027-01-03T00:00 Europe/Berlin       | 2026-12-20T18:00:00+01:00 | frozen
          2026-12-20T18:00 2027-01-03T00:00 Europe/Berlin       | 2027-01-02T23:59:59+01:00 | frozen
          2026-12-20T18:00 2027-01-03T00:00 Europe/Berlin       | 2027-01-03T00:00:00+01:00 | open
          2026-12-20T18:00 2027-01-03T00:00 UTC                 | 2027-01-03T00:00:00+01:00 | frozen
          # starts and ends in the hour that comes twice: from its first time, to its second
          2026-10-25T02:30 2026-10-25T12:00 Europe/Berlin       | 2026-10-25T02:29:59+02:00 | open
          2026-10-25T02:30 2026-10-25T12:00 Europe/Berlin       | 2026-10-25T02:30:00+02:00 | frozen
          2026-10-25T02:30 2026-10-25T12:00 Europe/Berlin       | 2026-10-25T02:00:00+01:00 | frozen
          2026-10-24T12:00 2026-10-25T02:30 Europe/Berlin       | 2026-10-25T02:30:00+02:00 | frozen
          2026-10-24T12:00 2026-10-25T02:30 Europe/Berlin       | 2026-10-25T02:29:59+01:00 | frozen
          2026-10-24T12:00 2026-10-25T02:30 Europe/Berlin       | 2026-10-25T02:30:00+01:00 | open
          2026-11-01T01:30 2026-11-01T12:00 America/New_York    | 2026-11-01T01:30:00-04:00 | frozen
          2026-10-31T12:00 2026-11-01T01:30 America/New_York    | 2026-11-01T01:29:59-05:00 | frozen
          2026-10-31T12:00 2026-11-01T01:30 America/New_York    | 2026-11-01T01:30:00-05:00 | open
          # starts and ends in the hour that is skipped: 02:30 may mean 01:30 or 03:30
          2026-03-29T02:30 2026-03-29T12:00 Europe/Berlin       | 2026-03-29T01:29:59+01:00 | open
          2026-03-29T02:30 2026-03-29T12:00 Europe/Berlin       | 2026-03-29T01:30:00+01:00 | frozen
          2026-03-28T12:00 2026-03-29T02:30 Europe/Berlin       | 2026-03-29T03:29:59+02:00 | frozen
          2026-03-28T12:00 2026-03-29T02:30 Europe/Berlin       | 2026-03-29T03:30:00+02:00 | open
          # Lord Howe: half an hour
          2026-04-05T01:45 2026-04-05T12:00 Australia/Lord_Howe | 2026-04-05T01:44:59+11:00 | open
          2026-04-05T01:45 2026-04-05T12:00 Australia/Lord_Howe | 2026-04-05T01:45:00+11:00 | frozen
          2026-04-04T12:00 2026-04-05T01:45 Australia/Lord_Howe | 2026-04-05T01:44:59+10:30 | frozen
          2026-04-04T12:00 2026-04-05T01:45 Australia/Lord_Howe | 2026-04-05T01:45:00+10:30 | open
          2026-10-04T02:15 2026-10-04T12:00 Australia/Lord_Howe | 2026-10-04T01:45:00+10:30 | frozen
          2026-10-04T02:15 2026-10-04T12:00 Australia/Lord_Howe | 2026-10-04T01:44:59+10:30 | open
          2026-10-03T12:00 2026-10-04T02:15 Australia/Lord_Howe | 2026-10-04T02:44:59+11:00 | frozen
          2026-10-03T12:00 2026-10-04T02:15 Australia/Lord_Howe | 2026-10-04T02:45:00+11:00 | open
          """)
  void freezes(String freeze, OffsetDateTime moment, String expected) {
    ChangeCalendar calendar = new ChangeCalendar(List.of(), List.of(freeze(freeze, 1)));

    Optional<Closure> closure = calendar.closedAt(moment.toInstant());

    assertThat(closure.isPresent() ? "frozen" : "open").isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MON 09:00 16:00 Europe/Berlin   | 2026-11-30T16:00:00+01:00 | 2026-12-07T09:00+01:00[Europe/Berlin]
          MON 09:00 16:00 Europe/Berlin   | 2026-11-30T08:59:59+01:00 | 2026-11-30T09:00+01:00[Europe/Berlin]
          MON 09:00 16:00 Europe/Berlin   | 2026-11-30T10:30:00+01:00 | 2026-11-30T10:30+01:00[Europe/Berlin]
          SUN 02:15 02:30 Europe/Berlin   | 2026-10-25T02:30:00+02:00 | 2026-10-25T02:15+01:00[Europe/Berlin]
          SUN 01:00 02:30 Europe/Berlin   | 2026-10-25T02:30:00+02:00 | 2026-10-25T02:00+01:00[Europe/Berlin]
          SUN 02:30 04:00 Europe/Berlin   | 2026-03-28T12:00:00+01:00 | 2026-03-29T03:00+02:00[Europe/Berlin]
          SUN 02:30 02:45 Europe/Berlin   | 2026-03-28T12:00:00+01:00 | 2026-04-05T02:30+02:00[Europe/Berlin]
          SUN 02:30 02:45 Europe/Berlin   | 2026-03-22T12:00:00+01:00 | -
          """)
  void tellsTheNextOpening(String window, OffsetDateTime moment, String expected) {
    assertThat(window(window).nextOpening(moment.toInstant()).map(Object::toString).orElse("-"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # a freeze is told first, and of several the one that ends last
          2026-12-24T12:00:00Z | guard.yaml:2:1 freeze: no changes until 2027-01-03 00:00 Europe/Berlin: year end
          2026-12-31T12:00:00Z | guard.yaml:2:1 freeze: no changes until 2027-01-03 00:00 Europe/Berlin: year end
          2026-12-20T12:00:00Z | guard.yaml:1:1 freeze: no changes until 2026-12-25 12:30:15 UTC
          # then the windows: open in any zone is open
          2026-11-30T10:00:00Z | open
          2026-11-30T23:00:00Z | open
          2026-11-30T05:00:00Z | guard.yaml:3:1 window: no changes outside the windows; the next opens Mon 2026-11-30 09:00 Europe/Berlin
          2026-11-30T15:00:00Z | guard.yaml:4:1 window: no changes outside the windows; the next opens Tue 2026-12-01 07:30 Asia/Tokyo
          """)
  void saysWhyAndUntilWhen(Instant moment, String expected) {
    ChangeCalendar calendar =
        new ChangeCalendar(
            List.of(
                window("MON 09:00 16:00 Europe/Berlin"),
                new ChangeWindow(
                    place(4),
                    EnumSet.of(DayOfWeek.TUESDAY),
                    LocalTime.of(7, 30),
                    LocalTime.of(9, 0),
                    ZoneId.of("Asia/Tokyo"))),
            List.of(
                freeze("2026-12-20T00:00 2026-12-25T12:30:15 UTC", 1),
                new Freeze(
                    place(2),
                    LocalDateTime.parse("2026-12-20T18:00"),
                    LocalDateTime.parse("2027-01-03T00:00"),
                    BERLIN,
                    "year end"),
                freeze("2026-12-30T00:00 2027-01-02T23:00 UTC", 5)));

    assertThat(told(calendar.closedAt(moment))).isEqualTo(expected);
  }

  @Test
  void namesNoOpeningThatIsTooFarAway() {
    ChangeCalendar calendar =
        new ChangeCalendar(List.of(window("SUN 02:30 02:45 Europe/Berlin")), List.of());

    assertThat(told(calendar.closedAt(Instant.parse("2026-03-22T11:00:00Z"))))
        .isEqualTo("guard.yaml:3:1 window: no changes outside the windows");
  }

  /** The earlier reading of the clock would promise too much. */
  @Test
  void tellsTheEndOfAFreezeInTheSkippedHourAsTheClockShowsIt() {
    ChangeCalendar calendar =
        new ChangeCalendar(
            List.of(), List.of(freeze("2026-03-28T12:00 2026-03-29T02:30 Europe/Berlin", 1)));

    assertThat(told(calendar.closedAt(Instant.parse("2026-03-28T20:00:00Z"))))
        .isEqualTo("guard.yaml:1:1 freeze: no changes until 2026-03-29 03:30 Europe/Berlin");
  }

  @Test
  void isAlwaysOpenWhereNothingIsSaid() {
    ChangeCalendar windows = new ChangeCalendar(List.of(window("MON 09:00 16:00 UTC")), List.of());
    ChangeCalendar freezes =
        new ChangeCalendar(List.of(), List.of(freeze("2026-01-01T00:00 2026-01-02T00:00 UTC", 1)));

    assertThat(ChangeCalendar.ALWAYS.always()).isTrue();
    assertThat(ChangeCalendar.ALWAYS.closedAt(Instant.EPOCH)).isEmpty();
    assertThat(windows.always()).isFalse();
    assertThat(freezes.always()).isFalse();
  }

  @Test
  void refusesWhatNeverHolds() {
    assertThatThrownBy(() -> freeze("2026-01-02T00:00 2026-01-02T00:00 UTC", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a freeze from 2026-01-02T00:00 to 2026-01-02T00:00 never holds");
    assertThat(freeze("2026-01-02T00:00 2026-01-02T00:01 UTC", 1).reason()).isEmpty();
    assertThatThrownBy(
            () ->
                new ChangeWindow(
                    place(1), Set.of(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window without days is never open");
    assertThat(
            new ChangeWindow(place(1), EVERY_DAY, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN)
                .openAt(Instant.EPOCH))
        .isTrue();
  }

  private static String told(Optional<Closure> closure) {
    return closure.map(it -> it.place() + " " + it.rule() + ": " + it.explanation()).orElse("open");
  }

  private static ChangeWindow window(String text) {
    String[] parts = text.split(" ", -1);
    Set<DayOfWeek> days =
        Arrays.stream(parts[0].split(","))
            .map(
                prefix ->
                    EVERY_DAY.stream().filter(d -> d.name().startsWith(prefix)).findFirst().get())
            .collect(Collectors.toSet());
    return new ChangeWindow(
        place(3), days, LocalTime.parse(parts[1]), LocalTime.parse(parts[2]), ZoneId.of(parts[3]));
  }

  private static Freeze freeze(String text, int line) {
    String[] parts = text.split(" ", -1);
    return new Freeze(
        place(line),
        LocalDateTime.parse(parts[0]),
        LocalDateTime.parse(parts[1]),
        ZoneId.of(parts[2]),
        "");
  }

  private static Place place(int line) {
    return new Place("guard.yaml", line, 1);
  }
}
