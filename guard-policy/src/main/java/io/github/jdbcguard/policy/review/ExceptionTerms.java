package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.ExceptionEntry;
import io.github.jdbcguard.policy.review.TermChange.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Compares the exceptions of an environment. */
final class ExceptionTerms {
  private static final int LONGEST = 60;

  private ExceptionTerms() {}

  static List<TermChange> changes(
      String environment, List<ExceptionEntry> before, List<ExceptionEntry> after, Instant now) {
    List<TermChange> changes = new ArrayList<>();
    for (ExceptionEntry young : after) {
      List<ExceptionEntry> same = before.stream().filter(old -> alike(old, young)).toList();
      if (same.stream().noneMatch(old -> covers(old, young))) {
        String was = same.isEmpty() ? "" : text(same.get(0));
        Direction direction = young.expiredAt(now) ? Direction.CHANGED : Direction.WEAKER;
        changes.add(new TermChange(environment, "exceptions", was, text(young), direction));
      }
    }
    for (ExceptionEntry old : before) {
      List<ExceptionEntry> same = after.stream().filter(young -> alike(young, old)).toList();
      // An exception that is there in both, and wider now, was told above.
      boolean told = same.stream().anyMatch(young -> !covers(old, young));
      if (!told && same.stream().noneMatch(young -> covers(young, old))) {
        String is = same.isEmpty() ? "" : text(same.get(0));
        Direction direction = old.expiredAt(now) ? Direction.CHANGED : Direction.STRICTER;
        changes.add(new TermChange(environment, "exceptions", text(old), is, direction));
      }
    }
    return changes;
  }

  private static boolean alike(ExceptionEntry one, ExceptionEntry other) {
    return one.rule().equals(other.rule())
        && one.statement().equals(other.statement())
        && one.migration().equals(other.migration());
  }

  /** Whether all that the narrow one lets pass, the wide one does. */
  private static boolean covers(ExceptionEntry wide, ExceptionEntry narrow) {
    return !wide.expires().isBefore(narrow.expires())
        && !wide.verdict().stricterThan(narrow.verdict());
  }

  private static String text(ExceptionEntry entry) {
    boolean migration = entry.statement().isEmpty();
    String sql = (migration ? entry.migration() : entry.statement()).strip();
    String line = sql.replaceAll("\\s+", " ");
    return "%s of %s'%s' %s until %s"
        .formatted(
            entry.rule(),
            migration ? "migration " : "",
            line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line,
            entry.verdict().id(),
            entry.expires());
  }
}
