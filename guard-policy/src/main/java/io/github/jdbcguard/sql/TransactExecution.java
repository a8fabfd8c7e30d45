package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.List;
import java.util.Locale;

/** EXEC and EXECUTE of T-SQL: procedures, texts, and the user that later statements run as. */
final class TransactExecution {
  /**
   * System procedures that only report; the server finds them before any of the same name that a
   * user made.
   */
  private static final WordTable REPORTS =
      new WordTable(
          List.of(
              "sp_column_privileges",
              "sp_columns",
              "sp_columns_100",
              "sp_databases",
              "sp_datatype_info",
              "sp_datatype_info_100",
              "sp_depends",
              "sp_describe_first_result_set",
              "sp_describe_undeclared_parameters",
              "sp_fkeys",
              "sp_help",
              "sp_helpconstraint",
              "sp_helpdb",
              "sp_helpfile",
              "sp_helpfilegroup",
              "sp_helpindex",
              "sp_helplogins",
              "sp_helprole",
              "sp_helprolemember",
              "sp_helprotect",
              "sp_helpsrvrole",
              "sp_helpsrvrolemember",
              "sp_helpstats",
              "sp_helptext",
              "sp_helptrigger",
              "sp_helpuser",
              "sp_lock",
              "sp_pkeys",
              "sp_server_info",
              "sp_special_columns",
              "sp_sproc_columns",
              "sp_sproc_columns_100",
              "sp_statistics",
              "sp_statistics_100",
              "sp_stored_procedures",
              "sp_table_privileges",
              "sp_tables",
              "sp_who",
              "sp_who2"));

  private final Statement statement;
  private final int verb;
  private final Findings findings;
  private final Judge judge;

  private TransactExecution(Statement statement, int verb, Findings findings, Judge judge) {
    this.statement = statement;
    this.verb = verb;
    this.findings = findings;
    this.judge = judge;
  }

  static void judge(Statement statement, int verb, Findings findings, Judge judge) {
    new TransactExecution(statement, verb, findings, judge).judge();
  }

  /** Whether a report is called at {@code name}, as the server finds it by one name. */
  static boolean isReport(Statement statement, int name) {
    String text = statement.name(name);
    return statement.isName(name)
        && statement.symbol(name + 1) != '.'
        && REPORTS.contains(text, 0, text.length());
  }

  private void judge() {
    if (statement.symbol(verb + 1) == '(') {
      text(verb + 2, statement.closing(verb + 1));
      return;
    }
    boolean result =
        statement.kind(verb + 1) == TokenKind.VARIABLE && statement.symbol(verb + 2) == '=';
    int first = result ? verb + 3 : verb + 1;
    PartedName name = PartedName.at(statement, first);
    boolean system = name.parts() == 1 || (name.parts() == 2 && statement.textIs(first, "sys"));
    if (statement.is(verb + 1, AS) || !statement.isName(first) || !system) {
      call();
    } else {
      procedure(name.last());
    }
  }

  /** {@code EXEC ('…')}: a literal is judged as what it says. */
  private void text(int from, int closing) {
    boolean ends = closing + 1 == statement.to();
    if (ends && closing == from + 1 && statement.kind(from) == TokenKind.STRING) {
      literal(statement.text(from));
      return;
    }
    findings.unknown("a text that is not there");
    Links.execution(statement, verb, findings);
    if (!ends) {
      findings.add(Operation.CALL, "runs a text elsewhere or as somebody else");
    }
    if (statement.find(AS, closing, statement.to()) > 0) {
      findings.reach(Reach.of(Reach.Kind.NEXT_USER, ""));
    }
  }

  /** Judges what a literal says, unless the server may make another text of it. */
  private void literal(String text) {
    int opening = text.indexOf('\'');
    if (continuesLines(text) || (opening == 0 && changesWithCodePage(text))) {
      findings.unknown("a text that the server may change");
      return;
    }
    String inner = text.substring(opening + 1, Math.max(opening + 1, text.length() - 1));
    judge.text(inner.replace("''", "'"), Dialect.SQLSERVER, findings);
  }

  /** Without N the server looks for the nearest letter that its code page has, or quote. */
  private static boolean changesWithCodePage(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return true;
      }
    }
    return false;
  }

  /** A backslash at the end of a line takes both out of the text. */
  private static boolean continuesLines(String text) {
    return text.contains("\\\n") || text.contains("\\\r");
  }

  private void procedure(int i) {
    String name = statement.name(i).toLowerCase(Locale.ROOT);
    if (name.equals("sp_executesql")) {
      statementOf(i + 1);
    } else if (REPORTS.contains(name, 0, name.length())) {
      findings.add(Operation.READ, name);
    } else if (name.equals("sp_set_session_context")) {
      findings.add(Operation.SESSION, name);
    } else {
      call();
      sensitive(name);
    }
  }

  private void sensitive(String name) {
    switch (name) {
      case "sp_configure", "sp_dboption", "sp_serveroption" ->
          findings.add(Operation.WEAKEN, "changes the server's settings");
      case "sp_setapprole", "sp_unsetapprole" -> findings.reach(Reach.of(Reach.Kind.NEXT_USER, ""));
      case "sp_addrolemember", "sp_droprolemember", "sp_addsrvrolemember", "sp_addlogin" ->
          findings.add(Operation.GRANT, "changes rights");
      default -> {}
    }
  }

  /** The first argument of sp_executesql; its parameters cannot change what it says. */
  private void statementOf(int argument) {
    boolean named = statement.textIs(argument, "@stmt") && statement.symbol(argument + 1) == '=';
    int text = named || statement.textIs(argument, "@statement") ? argument + 2 : argument;
    boolean whole = text + 1 >= statement.to() || statement.symbol(text + 1) == ',';
    if (statement.kind(text) == TokenKind.STRING && whole) {
      literal(statement.text(text));
    } else {
      findings.unknown("a text that is not there");
    }
  }

  private void call() {
    findings.add(Operation.CALL, "calls a procedure");
    Links.execution(statement, verb, findings);
  }
}
