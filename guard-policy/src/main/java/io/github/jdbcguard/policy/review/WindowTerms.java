package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.ChangeWindow;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.review.TermChange.Direction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the windows of an environment. */
final class WindowTerms {
  private WindowTerms() {}

  static List<TermChange> changes(
      String environment, List<ChangeWindow> before, List<ChangeWindow> after) {
    String was = text(before);
    String is = text(after);
    return was.equals(is)
        ? List.of()
        : List.of(new TermChange(environment, "windows", was, is, direction(before, after)));
  }

  private static Direction direction(List<ChangeWindow> before, List<ChangeWindow> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return after.isEmpty() ? Direction.WEAKER : Direction.STRICTER;
    }
    Set<Set<Origin>> bound =
        Stream.concat(before.stream(), after.stream())
            .map(ChangeWindow::origins)
            .collect(Collectors.toSet());
    if (bound.size() == 1) {
      if (covers(after, before)) {
        return Direction.WEAKER;
      }
      if (covers(before, after)) {
        return Direction.STRICTER;
      }
    }
    return Direction.UNKNOWN;
  }

  private static boolean covers(List<ChangeWindow> wide, List<ChangeWindow> narrow) {
    return narrow.stream().allMatch(n -> wide.stream().anyMatch(w -> covers(w, n)));
  }

  /** As far as both are of the same zone; over midnight, only the same hours are covered. */
  private static boolean covers(ChangeWindow wide, ChangeWindow narrow) {
    boolean sameHours = wide.from().equals(narrow.from()) && wide.to().equals(narrow.to());
    boolean moreHours =
        wide.from().isBefore(wide.to())
            && narrow.from().isBefore(narrow.to())
            && !wide.from().isAfter(narrow.from())
            && !wide.to().isBefore(narrow.to());
    return wide.zone().equals(narrow.zone())
        && wide.days().containsAll(narrow.days())
        && (sameHours || moreHours);
  }

  static String text(List<ChangeWindow> windows) {
    return windows.stream().map(WindowTerms::text).sorted().collect(Collectors.joining(", "));
  }

  private static String text(ChangeWindow window) {
    String days =
        window.days().size() == 7
            ? ""
            : window.days().stream()
                .map(day -> day.name().substring(0, 3).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(" ", "", " "));
    Set<Origin> origins = new TreeSet<>(window.origins());
    return "%s%s to %s %s (%s)"
        .formatted(
            days,
            window.from(),
            window.to(),
            window.zone().getId(),
            origins.stream().map(Origin::id).collect(Collectors.joining(" ")));
  }
}
