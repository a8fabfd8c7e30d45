package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.List;

/** SET of T-SQL: variables, options that are switched on or off, and isolation levels. */
final class TransactSettings {
  /** All but those that lift a safeguard or begin transactions. */
  private static final WordTable HARMLESS =
      new WordTable(
          List.of(
              "ansi_null_dflt_off",
              "ansi_null_dflt_on",
              "ansi_nulls",
              "ansi_padding",
              "ansi_warnings",
              "arithabort",
              "arithignore",
              "concat_null_yields_null",
              "context_info",
              "cursor_close_on_commit",
              "datefirst",
              "dateformat",
              "deadlock_priority",
              "fips_flagger",
              "fmtonly",
              "forceplan",
              "language",
              "lock_timeout",
              "nocount",
              "noexec",
              "numeric_roundabort",
              "parseonly",
              "query_governor_cost_limit",
              "quoted_identifier",
              "rowcount",
              "showplan_all",
              "showplan_text",
              "showplan_xml",
              "statistics",
              "textsize",
              "xact_abort"));

  private TransactSettings() {}

  static void judge(Statement statement, int verb, Findings findings) {
    int i = verb + 1;
    QueryShape.judgeExpressions(statement, i, findings);
    if (statement.kind(i) == TokenKind.VARIABLE && !statement.text(i).startsWith("@@")) {
      findings.add(Operation.SESSION, "sets a variable");
    } else if (statement.is(i, TRANSACTION, ISOLATION)) {
      findings.add(Operation.SESSION, "sets the isolation level");
      SetShape.modes(statement, i + 1, findings);
    } else {
      options(statement, i, findings);
    }
  }

  /** {@code SET NOCOUNT, XACT_ABORT ON}. */
  private static void options(Statement statement, int from, Findings findings) {
    int i = from;
    while (statement.isIn(i, HARMLESS) && statement.symbol(i + 1) == ',') {
      i += 2;
    }
    boolean off = statement.textIs(i, "implicit_transactions") && statement.textIs(i + 1, "off");
    boolean known = off || (statement.isIn(i, HARMLESS) && statement.has(i + 1));
    if (known) {
      findings.add(Operation.SESSION, "sets options");
    } else {
      findings.add(Operation.WEAKEN, "sets an option that is not known to be harmless");
    }
  }
}
