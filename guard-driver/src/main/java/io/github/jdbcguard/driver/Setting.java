package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A setting of the guard's own, as tools list it. */
enum Setting {
  POLICY("path of the team's guard.yaml, instead of searching for it"),
  EXPECT("the environment that the target has to be; else nothing is opened"),
  CONFIRM("confirmation codes, separated by commas"),
  REASON("why it is done, in your words; goes into the audit"),
  CHANGE("the change (migration, changeset, ticket) that the statements belong to"),
  APPROVAL("signed approvals, or files that hold them, separated by commas"),
  REQUEST("file that a request is written into where an approval is missing"),
  LEDGER("where it is kept how often approvals were used: a file, or a JDBC URL"),
  ORIGIN("a stricter origin than the detected one"),
  AUDIT("the audit file"),
  AUDIT_TABLE("JDBC URL of a database that keeps the lines of the audit as well"),
  DRIVER("class of the real driver, instead of searching for it");

  /** What the names of all begin with, as connection property and as system property. */
  static final String PREFIX = "guard.";

  private final String description;

  Setting(String description) {
    this.description = description;
  }

  /** The name without the prefix: {@code expect}, {@code audit.table}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The name of the connection property: {@code guard.expect}. */
  String property() {
    return PREFIX + id();
  }

  String description() {
    return description;
  }

  /** The values that it can have; empty where they are not numbered. */
  List<String> choices() {
    return switch (this) {
      case ORIGIN -> Arrays.stream(Origin.values()).map(Origin::id).toList();
      case POLICY,
          EXPECT,
          CONFIRM,
          REASON,
          CHANGE,
          APPROVAL,
          REQUEST,
          LEDGER,
          AUDIT,
          AUDIT_TABLE,
          DRIVER ->
          List.of();
    };
  }
}
