package io.github.jdbcguard.cli;

import io.github.jdbcguard.audit.AuditRecord;
import io.github.jdbcguard.audit.PlainText;
import java.util.List;
import java.util.Locale;

/** Events as rows of a table, for people. */
final class AuditTable {
  private static final long MICROS = 1_000;

  private AuditTable() {}

  /** What the columns are. */
  static String heading() {
    return row(
        "time", "environment", "user", "operation", "tables", "consent", "result", "rows", "ms");
  }

  /** What was done, and what came of it as far as that is known. */
  static String row(AuditRecord act, AuditRecord outcome) {
    boolean completed = outcome.text("event").equals("completed");
    return row(
        act.text("time").replaceFirst("\\.\\d+Z$", "Z"),
        act.text("environment"),
        who(act),
        String.join(",", act.texts("operations")),
        String.join(",", act.texts("tables")),
        consent(act),
        completed ? result(outcome) : word(act),
        outcome.number("rows") < 0 ? "" : String.valueOf(outcome.number("rows")),
        completed
            ? String.format(Locale.ROOT, "%.1f", (double) outcome.number("micros") / MICROS)
            : "");
  }

  private static String row(String... cells) {
    Object[] plain = List.of(cells).stream().map(PlainText::of).toArray();
    return String.format(
            Locale.ROOT, "%-20s  %-14s  %-20s  %-14s  %-24s  %-22s  %-12s  %8s  %8s", plain)
        .stripTrailing();
  }

  private static String who(AuditRecord act) {
    String user = act.text("os_user");
    return user.isEmpty() ? act.text("user") : user + "@" + act.text("host");
  }

  private static String consent(AuditRecord act) {
    String by = String.join(",", act.texts("by"));
    String consent = act.text("consent").equals("none") ? "" : act.text("consent");
    return by.isEmpty() ? consent : consent + " " + by;
  }

  private static String result(AuditRecord outcome) {
    String state = outcome.text("sqlstate");
    return state.isEmpty() ? outcome.text("result") : outcome.text("result") + " " + state;
  }

  private static String word(AuditRecord act) {
    return switch (act.text("event")) {
      case "admitted" -> act.is("followed") ? "no outcome" : "sent";
      case "refused" -> "refused " + act.text("state");
      default -> act.text("event");
    };
  }
}
