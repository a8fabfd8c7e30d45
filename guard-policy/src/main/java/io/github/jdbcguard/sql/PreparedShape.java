package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** Statements that hold or run another one: PREPARE, EXECUTE, DECLARE CURSOR, CALL, DO, escapes. */
final class PreparedShape {
  private PreparedShape() {}

  static void judge(Statement statement, int verb, Findings findings, Judge judge) {
    switch (statement.word(verb)) {
      case PREPARE -> prepare(statement, verb, findings, judge);
      case EXECUTE -> execute(statement, verb, findings, judge);
      case DECLARE -> declare(statement, verb, findings, judge);
      case DO -> run(statement, verb, findings);
      default -> call(statement, verb, findings);
    }
  }

  private static void call(Statement statement, int verb, Findings findings) {
    findings.add(Operation.CALL, "calls a procedure");
    QueryShape.judgeExpressions(statement, verb + 1, findings);
  }

  private static void prepare(Statement statement, int verb, Findings findings, Judge judge) {
    if (statement.is(verb + 1, TRANSACTION)) {
      findings.add(Operation.CALL, "PREPARE TRANSACTION");
      return;
    }
    int i = verb + 2;
    i = statement.symbol(i) == '(' ? statement.after(i) : i;
    if (statement.is(i, AS)) {
      judge.judge(statement, i + 1, findings);
    } else if (statement.is(i, FROM)) {
      text(statement, i + 1, findings, judge);
    } else {
      findings.unknown("PREPARE of a text that is not there");
    }
  }

  /**
   * Judges a text that is run, if it is a literal without escapes; others could be read in several
   * ways, and may lead anywhere.
   */
  static void text(Statement statement, int i, Findings findings, Judge judge) {
    String text = statement.text(i);
    boolean alone = i + 1 == statement.to() || statement.is(i + 1, USING);
    boolean literal = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
    if (!alone || !literal || text.indexOf('\\') >= 0) {
      findings.unknown("a text that is not there");
      if (statement.mysqlLike() || statement.is(i - 1, IMMEDIATE)) {
        findings.reachAnyDatabase();
      }
      return;
    }
    String inner = text.substring(1, text.length() - 1).replace("''", "'");
    judge.text(inner, statement.dialect(), findings);
  }

  private static void execute(Statement statement, int verb, Findings findings, Judge judge) {
    if (statement.is(verb + 1, IMMEDIATE)) {
      text(statement, verb + 2, findings, judge);
      QueryShape.judgeExpressions(statement, verb + 2, findings);
      return;
    }
    findings.add(Operation.CALL, "runs a prepared statement");
    Links.execution(statement, verb, findings);
    QueryShape.judgeExpressions(statement, verb + 2, findings);
  }

  private static void declare(Statement statement, int verb, Findings findings, Judge judge) {
    int cursor = statement.find(CURSOR, verb, statement.to());
    int query = cursor < 0 ? -1 : statement.find(FOR, cursor, statement.to());
    if (query < 0 || statement.dialect() != Dialect.POSTGRESQL) {
      findings.unknown("DECLARE is not understood");
    } else {
      judge.judge(statement, query + 1, findings);
    }
  }

  private static void run(Statement statement, int verb, Findings findings) {
    if (statement.mysqlLike()) {
      findings.add(Operation.READ, "evaluates");
      QueryShape.judgeExpressions(statement, verb + 1, findings);
    } else {
      findings.add(Operation.CALL, "anonymous block");
    }
  }

  /** {@code {call p()}} and {@code {?= call f()}}. */
  static void escape(Statement statement, int opening, Findings findings) {
    boolean result =
        statement.kind(opening + 1) == TokenKind.PARAMETER && statement.symbol(opening + 2) == '=';
    int call = result ? opening + 3 : opening + 1;
    boolean report =
        statement.dialect() == Dialect.SQLSERVER && TransactExecution.isReport(statement, call + 1);
    if (!statement.is(call, CALL) || statement.closing(opening) != statement.to() - 1) {
      findings.unknown("an escape that is no call");
    } else {
      findings.add(report ? Operation.READ : Operation.CALL, "calls a procedure");
      QueryShape.judgeExpressions(statement, report ? call + 2 : call + 1, findings);
    }
  }
}
