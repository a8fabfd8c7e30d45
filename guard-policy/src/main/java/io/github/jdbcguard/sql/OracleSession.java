package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.List;

/** ALTER SESSION of Oracle: settings of the session, of which few lift a safeguard. */
final class OracleSession {
  private static final WordTable HARMLESS =
      new WordTable(
          List.of(
              "cursor_sharing",
              "ddl_lock_timeout",
              "default_collation",
              "error_on_overlap_time",
              "hash_area_size",
              "isolation_level",
              "parallel_degree_policy",
              "plscope_settings",
              "plsql_code_type",
              "plsql_optimize_level",
              "plsql_warnings",
              "result_cache_mode",
              "row",
              "session_cached_cursors",
              "sort_area_size",
              "star_transformation_enabled",
              "statistics_level",
              "time_zone",
              "workarea_size_policy",
              "constraint",
              "constraints"));

  private OracleSession() {}

  /** Judges what stands from {@code i} on. */
  static void judge(Statement statement, int i, Findings findings) {
    if (statement.is(i, SET)) {
      set(statement, i + 1, findings);
    } else if (statement.textIs(i + 1, "parallel") || statement.textIs(i + 1, "resumable")) {
      findings.add(Operation.SESSION, "ALTER SESSION");
    } else if (statement.textIs(i, "advise") || statement.is(i, CLOSE, DATABASE)) {
      findings.add(Operation.SESSION, "ALTER SESSION");
    } else {
      findings.add(Operation.WEAKEN, "ALTER SESSION");
    }
  }

  /** {@code a = 1 b = 'x'}. */
  private static void set(Statement statement, int from, Findings findings) {
    if (!statement.has(from + 1)) {
      findings.unknown("SET is not understood");
    }
    int i = from;
    while (statement.symbol(i + 1) == '=' && statement.has(i + 2)) {
      setting(statement, i, findings);
      boolean twoWords =
          statement.textIs(i, "isolation_level") && statement.is(i + 2, READ, COMMITTED);
      i += twoWords ? 4 : 3;
    }
    boolean visibility = i == from && statement.textIs(i, "row");
    if (i != statement.to() && !visibility) {
      findings.add(Operation.WEAKEN, "ALTER SESSION SET of what is not known");
    } else if (visibility) {
      findings.add(Operation.SESSION, "sets which rows are seen");
    }
  }

  private static void setting(Statement statement, int i, Findings findings) {
    String name = statement.name(i);
    if (name.equalsIgnoreCase("current_schema") || name.equalsIgnoreCase("container")) {
      boolean told = statement.isName(i + 2);
      findings.retarget(
          Reach.Kind.NEXT_DATABASE, told ? statement.name(i + 2) : "", "ALTER SESSION SET " + name);
    } else if (isHarmless(name)) {
      findings.add(Operation.SESSION, "sets " + name);
    } else {
      findings.add(Operation.WEAKEN, "sets what is not known to be harmless");
    }
  }

  /** But what captures plans keeps them for all sessions. */
  private static boolean isOptimizer(String name) {
    return name.regionMatches(true, 0, "optimizer_", 0, 10)
        && !name.regionMatches(true, 0, "optimizer_capture_", 0, 18);
  }

  private static boolean isHarmless(String name) {
    return name.regionMatches(true, 0, "nls_", 0, 4)
        || isOptimizer(name)
        || HARMLESS.contains(name, 0, name.length());
  }
}
