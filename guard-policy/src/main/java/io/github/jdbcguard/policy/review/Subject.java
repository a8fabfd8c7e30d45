package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.ChangeCalendar;
import io.github.jdbcguard.policy.ChangeWindow;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Layer.Approver;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A connection about which two policies are asked.
 *
 * @param text what people call it
 * @param before where it belongs before, by the origin of the process
 * @param after where it belongs after
 */
record Subject(String text, Map<Origin, Assignment> before, Map<Origin, Assignment> after) {
  private static final int DAYS_AHEAD = 7;

  static Subject of(Probe probe, Policy before, Policy after) {
    return new Subject(
        probe.toString(),
        byOrigin(origin -> probe.assign(before, origin)),
        byOrigin(origin -> probe.assign(after, origin)));
  }

  /** Stands for whatever an environment matches, even where no probe can be made up. */
  static Subject of(Environment old, Policy before, Environment young, Policy after) {
    return new Subject(
        "all that it matches",
        byOrigin(origin -> alone(old, before, origin)),
        byOrigin(origin -> alone(young, after, origin)));
  }

  private static Assignment alone(Environment environment, Policy policy, Origin origin) {
    Set<String> approvers =
        policy.layers().stream()
            .flatMap(layer -> layer.approvers().stream())
            .map(Approver::id)
            .collect(Collectors.toSet());
    boolean approvable = environment.consent().approval().possibleWith(approvers);
    return new Assignment(
        List.of(
            new Claim(
                environment,
                "",
                environment.place(),
                Set.of(origin),
                approvable,
                List.of(),
                Layer.Kind.TEAM)));
  }

  private static Map<Origin, Assignment> byOrigin(Function<Origin, Assignment> assignment) {
    Map<Origin, Assignment> all = new EnumMap<>(Origin.class);
    for (Origin origin : Origin.values()) {
      all.put(origin, assignment.apply(origin));
    }
    return all;
  }

  /**
   * When the calendars of the two policies may differ: now, and from now on each of their
   * boundaries. Wherever two of them differ, they do so from a boundary of one of them on.
   */
  Set<Instant> moments(Instant now) {
    if (texts(before).equals(texts(after))) {
      return Set.of();
    }
    List<ChangeCalendar> calendars =
        Stream.concat(calendars(before), calendars(after)).distinct().toList();
    Set<Instant> moments = new TreeSet<>(Set.of(now));
    calendars.stream()
        .flatMap(calendar -> calendar.freezes().stream())
        .forEach(f -> moments.addAll(List.of(f.start(), f.end().minusSeconds(1), f.end())));
    // Windows come every week: one week from each of those moments on shows all of them.
    for (Instant moment : List.copyOf(moments)) {
      calendars.stream()
          .flatMap(calendar -> calendar.windows().stream())
          .forEach(window -> moments.addAll(boundaries(window, moment)));
    }
    moments.removeIf(moment -> moment.isBefore(now));
    return moments;
  }

  private static Set<Instant> boundaries(ChangeWindow window, Instant from) {
    Set<Instant> boundaries = new TreeSet<>();
    LocalDate first = LocalDate.ofInstant(from, window.zone());
    for (int day = 0; day <= DAYS_AHEAD; day++) {
      for (LocalTime time : List.of(window.from(), window.to())) {
        boundaries.add(first.plusDays(day).atTime(time).atZone(window.zone()).toInstant());
      }
    }
    return boundaries;
  }

  private static Set<String> texts(Map<Origin, Assignment> assignments) {
    return calendars(assignments).map(Subject::text).collect(Collectors.toSet());
  }

  private static String text(ChangeCalendar calendar) {
    return WindowTerms.text(calendar.windows())
        + calendar.freezes().stream()
            .map(f -> " %s %s %s".formatted(f.start(), f.end(), new TreeSet<>(f.origins())))
            .sorted()
            .collect(Collectors.joining());
  }

  /** All environments that speak, before and after. */
  List<Environment> environments() {
    return Stream.concat(environments(before), environments(after)).toList();
  }

  private static Stream<ChangeCalendar> calendars(Map<Origin, Assignment> assignments) {
    return environments(assignments).map(environment -> environment.protection().calendar());
  }

  /** The same for every origin. */
  private static Stream<Environment> environments(Map<Origin, Assignment> assignments) {
    return assignments.values().stream()
        .limit(1)
        .flatMap(assignment -> assignment.claims().stream())
        .map(claim -> claim.environment());
  }
}
