package io.github.jdbcguard.sql;

import java.util.List;

/** SQLite's PRAGMA. */
final class PragmaShape {
  private static final WordTable QUERIES =
      new WordTable(
          List.of(
              "table_info",
              "table_xinfo",
              "table_list",
              "index_list",
              "index_info",
              "index_xinfo",
              "foreign_key_list",
              "foreign_key_check",
              "integrity_check",
              "quick_check",
              "database_list",
              "collation_list",
              "function_list",
              "module_list",
              "pragma_list",
              "compile_options",
              "freelist_count",
              "page_count",
              "data_version",
              "stats"));
  private static final WordTable SESSION =
      new WordTable(
          List.of(
              "busy_timeout",
              "cache_size",
              "cache_spill",
              "temp_store",
              "mmap_size",
              "threads",
              "case_sensitive_like",
              "analysis_limit",
              "read_uncommitted",
              "automatic_index",
              "reverse_unordered_selects",
              "soft_heap_limit",
              "hard_heap_limit",
              "full_column_names",
              "short_column_names",
              "empty_result_callbacks",
              "count_changes"));
  private static final WordTable GUARDS =
      new WordTable(List.of("query_only", "foreign_keys", "cell_size_check", "trusted_schema"));
  private static final WordTable WORK =
      new WordTable(List.of("optimize", "wal_checkpoint", "incremental_vacuum", "shrink_memory"));
  private static final WordTable HEADER =
      new WordTable(
          List.of(
              "user_version",
              "application_id",
              "page_size",
              "auto_vacuum",
              "encoding",
              "journal_mode",
              "schema_version",
              "default_cache_size",
              "journal_size_limit"));

  private static final String OPTIMIZE = "pragma_optimize";

  private PragmaShape() {}

  /**
   * Finds the one PRAGMA that works where it is read as a table, {@code SELECT * FROM
   * pragma_optimize}; SQLite takes a string for a name too.
   */
  static void tables(Statement statement, Findings findings) {
    for (int i = statement.from(); i < statement.to(); i++) {
      boolean quoted = statement.kind(i) != TokenKind.WORD;
      int start = statement.tokens().start(i) + (quoted ? 1 : 0);
      if (statement.length(i) == OPTIMIZE.length() + (quoted ? 2 : 0)
          && statement.tokens().sql().regionMatches(true, start, OPTIMIZE, 0, OPTIMIZE.length())) {
        findings.add(Operation.MAINTENANCE, OPTIMIZE);
      }
    }
  }

  static void judge(Statement statement, int verb, Findings findings) {
    int name = statement.lastOfName(verb + 1);
    if (statement.dialect() != Dialect.SQLITE || !statement.isName(name)) {
      findings.unknown("PRAGMA is not understood");
      return;
    }
    String text = statement.name(name);
    boolean valued = name + 1 < statement.to();
    if (in(QUERIES, text)) {
      findings.add(Operation.READ, "PRAGMA reads");
    } else if (in(WORK, text)) {
      findings.add(Operation.MAINTENANCE, "PRAGMA " + text);
    } else if (valued) {
      set(statement, name, text, findings);
    } else {
      unvalued(text, findings);
    }
  }

  private static void unvalued(String text, Findings findings) {
    boolean known = in(SESSION, text) || in(HEADER, text) || in(GUARDS, text) || in(OTHERS, text);
    if (known) {
      findings.add(Operation.READ, "PRAGMA reads");
    } else {
      findings.unknown("PRAGMA is not known");
    }
  }

  private static final WordTable OTHERS =
      new WordTable(
          List.of(
              "synchronous",
              "locking_mode",
              "secure_delete",
              "recursive_triggers",
              "fullfsync",
              "writable_schema",
              "defer_foreign_keys",
              "ignore_check_constraints",
              "max_page_count",
              "wal_autocheckpoint",
              "checkpoint_fullfsync",
              "legacy_alter_table"));

  private static void set(Statement statement, int name, String text, Findings findings) {
    boolean tightens =
        in(GUARDS, text)
            && !text.equalsIgnoreCase("trusted_schema")
            && switchedOn(statement, name + 2);
    if (in(SESSION, text) || tightens) {
      findings.add(Operation.SESSION, "PRAGMA " + text);
    } else if (in(HEADER, text)) {
      findings.add(Operation.ALTER, "PRAGMA " + text + " changes the file");
    } else {
      findings.add(Operation.WEAKEN, "PRAGMA may lift a safeguard");
    }
  }

  private static boolean switchedOn(Statement statement, int i) {
    return statement.textIs(i, "on")
        || statement.textIs(i, "true")
        || statement.textIs(i, "yes")
        || statement.textIs(i, "1");
  }

  private static boolean in(WordTable table, String name) {
    return table.contains(name, 0, name.length());
  }
}
