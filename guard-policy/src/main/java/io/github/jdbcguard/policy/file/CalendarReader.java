package io.github.jdbcguard.policy.file;

import io.github.jdbcguard.policy.ChangeCalendar;
import io.github.jdbcguard.policy.ChangeWindow;
import io.github.jdbcguard.policy.Freeze;
import io.github.jdbcguard.policy.Origin;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads when changes may be made. */
final class CalendarReader {
  /** All of them, well-known ones first. */
  private static final Set<String> ZONES = zones();

  private final Faults faults;

  CalendarReader(Faults faults) {
    this.faults = faults;
  }

  private static Set<String> zones() {
    Set<String> zones = new LinkedHashSet<>(List.of("UTC", "Europe/Berlin", "America/New_York"));
    zones.addAll(new TreeSet<>(ZoneId.getAvailableZoneIds()));
    return zones;
  }

  ChangeCalendar read(YamlFields environment) {
    List<ChangeWindow> windows = new ArrayList<>();
    environment
        .items("windows")
        .forEach(node -> window(YamlFields.of(node)).ifPresent(windows::add));
    List<Freeze> freezes = new ArrayList<>();
    environment
        .items("freeze")
        .forEach(node -> freeze(YamlFields.of(node)).ifPresent(freezes::add));
    return new ChangeCalendar(windows, freezes);
  }

  private Optional<ChangeWindow> window(YamlFields fields) {
    Optional<LocalTime> from = time(fields.text("from"));
    Optional<LocalTime> to = time(fields.text("to"));
    ZoneId zone = zone(fields);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (fields.text("from").equals(fields.text("to"))) {
      faults.add(
          fields.place(),
          "a window from %s to %s has no end; write \"00:00\" to \"24:00\" for a whole day"
              .formatted(from.get(), to.get()));
    }
    return Optional.of(
        new ChangeWindow(
            fields.place(), days(fields), from.get(), to.get(), zone, origins(fields)));
  }

  private static Set<DayOfWeek> days(YamlFields fields) {
    EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (YamlNode.Scalar text : fields.texts("days")) {
      for (DayOfWeek day : DayOfWeek.values()) {
        if (day.name().toLowerCase(Locale.ROOT).substring(0, 3).equals(text.value())) {
          days.add(day);
        }
      }
    }
    return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
  }

  private static Set<Origin> origins(YamlFields fields) {
    Set<Origin> origins = EnumSet.noneOf(Origin.class);
    fields.texts("origins").forEach(text -> Origin.parse(text.value()).ifPresent(origins::add));
    return origins.isEmpty() ? ChangeCalendar.USUALLY_BOUND : origins;
  }

  private static Optional<LocalTime> time(String text) {
    if (!text.matches("[0-9]{2}:[0-9]{2}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text));
    } catch (DateTimeException toldByTheShape) {
      return Optional.empty();
    }
  }

  private Optional<Freeze> freeze(YamlFields fields) {
    Optional<LocalDateTime> from = boundary(fields, "from", 0);
    Optional<LocalDateTime> to = boundary(fields, "to", 1);
    ZoneId zone = zone(fields);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(to.get())) {
      faults.add(
          fields.place(),
          "the freeze does not end (%s) after it starts (%s), so it would never hold; correct one of them"
              .formatted(fields.text("to"), fields.text("from")));
      return Optional.empty();
    }
    return Optional.of(
        new Freeze(
            fields.place(), from.get(), to.get(), zone, fields.text("reason"), origins(fields)));
  }

  /** A moment as it stands there; a date alone starts with it, or ends the given days later. */
  private Optional<LocalDateTime> boundary(YamlFields fields, String key, int daysLater) {
    Optional<YamlNode.Scalar> text = fields.scalar(key);
    if (text.isEmpty() || !text.get().value().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]+)?")) {
      return Optional.empty();
    }
    String value = text.get().value();
    try {
      return Optional.of(
          value.contains("T")
              ? LocalDateTime.parse(value)
              : LocalDate.parse(value).plusDays(daysLater).atStartOfDay());
    } catch (DateTimeException e) {
      faults.add(text.get().place(), DateText.problem(value));
      return Optional.empty();
    }
  }

  private ZoneId zone(YamlFields fields) {
    Optional<YamlNode.Scalar> text = fields.scalar("zone");
    if (text.isEmpty()) {
      return ZoneOffset.UTC;
    }
    String name = text.get().value();
    if (ZONES.contains(name)) {
      return ZoneId.of(name);
    }
    Optional<String> ofTown =
        ZONES.stream().filter(id -> id.endsWith("/" + name.replace(' ', '_'))).findFirst();
    if (ofTown.isPresent()) {
      faults.add(
          text.get().place(),
          "unknown time zone '%s'; did you mean '%s'?".formatted(name, ofTown.get()));
    } else {
      faults.addUnknown(text.get().place(), "time zone", name, ZONES, 3);
    }
    return ZoneOffset.UTC;
  }
}
