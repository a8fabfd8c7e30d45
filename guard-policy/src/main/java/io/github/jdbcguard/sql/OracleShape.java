package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.Locale;

/** The statements of Oracle that other dialects lack or mean otherwise. */
final class OracleShape {
  private final Statement statement;
  private final int verb;
  private final Findings findings;
  private final Judge judge;

  private OracleShape(Statement statement, int verb, Findings findings, Judge judge) {
    this.statement = statement;
    this.verb = verb;
    this.findings = findings;
    this.judge = judge;
  }

  static void judge(Statement statement, int verb, Findings findings, Judge judge) {
    new OracleShape(statement, verb, findings, judge).judge();
  }

  private void judge() {
    switch (statement.word(verb)) {
      case SELECT, WITH -> query();
      case MERGE -> merge();
      case BEGIN, DECLARE -> PlsqlBlock.judge(statement, verb, findings, judge);
      case EXPLAIN -> explain();
      case ALTER -> alter();
      case SET -> set();
      case COMMIT, ROLLBACK -> finish();
      case CREATE -> create();
      case EXEC, EXECUTE -> findings.add(Operation.CALL, "calls a procedure");
      case END, START, ABORT, RELEASE, DO, PREPARE, COPY, RESET, REPLACE ->
          findings.unknown("not understood");
      case NONE -> named();
      default -> judge.shared(statement, verb, findings);
    }
  }

  private void named() {
    if (statement.symbol(verb) == '<' && statement.symbol(verb + 1) == '<') {
      PlsqlBlock.judge(statement, verb, findings, judge);
      return;
    }
    switch (statement.text(verb).toLowerCase(Locale.ROOT)) {
      case "audit", "noaudit" -> findings.add(Operation.WEAKEN, "changes what is audited");
      case "administer" -> findings.add(Operation.WEAKEN, "changes the keys");
      case "associate", "disassociate" -> findings.add(Operation.ALTER, "ASSOCIATE STATISTICS");
      case "flashback" -> flashback();
      default -> judge.shared(statement, verb, findings);
    }
  }

  private void query() {
    if (statement.is(verb, WITH, FUNCTION) || statement.is(verb, WITH, PROCEDURE)) {
      findings.add(Operation.READ, "query");
      findings.add(Operation.CALL, "brings a function of its own");
      QueryShape.judgeExpressions(statement, verb + 1, findings);
      return;
    }
    QueryShape.judge(statement, verb, findings);
    if (statement.is(verb, SELECT) && statement.find(INTO, verb, statement.to()) >= 0) {
      findings.unknown("INTO out of a block");
    }
    if (statement.tokens().dotted()) {
      withoutBrackets();
    }
  }

  /** Calls that need no brackets, where the name tells: of the server's packages, of a sequence. */
  private void withoutBrackets() {
    FunctionTable known = FunctionTable.of(Dialect.ORACLE);
    for (int i = verb; i < statement.to(); i++) {
      boolean draws = statement.textIs(i, "\"NEXTVAL\"") && statement.symbol(i - 1) == '.';
      boolean supplied = isFirstOrOfSys(i) && VendorCalls.isSupplied(statement.name(i));
      int last = supplied ? statement.lastOfName(i) : i;
      boolean calls =
          last > i
              && !known.containsWhole(statement, i, last)
              && !OracleCalls.displaysPlan(statement, i, last);
      if (draws || calls) {
        findings.add(Operation.CALL, draws ? "draws from a sequence" : "calls a package");
      }
    }
  }

  /** Whether no name stands before, or that of the schema of the server's packages. */
  private boolean isFirstOrOfSys(int i) {
    return statement.symbol(i - 1) != '.'
        || (statement.symbol(i - 3) != '.'
            && (statement.textIs(i - 2, "sys") || statement.textIs(i - 2, "\"SYS\"")));
  }

  private void merge() {
    QueryShape.judge(statement, verb, findings);
    for (int i = verb; i < statement.to(); i = statement.after(i)) {
      if (statement.is(i, DELETE, WHERE)) {
        findings.add(Operation.DELETE, "MERGE deletes");
      }
    }
  }

  private void explain() {
    if (statement.is(verb + 1, PLAN)) {
      findings.add(Operation.INSERT, "writes the plan into a table");
    } else {
      findings.unknown("EXPLAIN is not understood");
    }
  }

  private void alter() {
    if (statement.is(verb + 1, SESSION)) {
      OracleSession.judge(statement, verb + 2, findings);
    } else {
      judge.shared(statement, verb, findings);
    }
  }

  private void set() {
    if (statement.is(verb + 1, CONSTRAINT)) {
      findings.add(Operation.SESSION, "sets when constraints are checked");
    } else if (statement.is(verb + 1, TRANSACTION)) {
      transaction();
    } else {
      SetShape.judge(statement, verb, findings);
    }
  }

  /** With {@code NAME 'x'} at its end, or {@code USE ROLLBACK SEGMENT x}. */
  private void transaction() {
    findings.add(Operation.SESSION, "sets transaction modes");
    boolean named =
        statement.textIs(statement.to() - 2, "name")
            && statement.kind(statement.to() - 1) == TokenKind.STRING;
    int end = named ? statement.to() - 2 : statement.to();
    boolean segment = statement.is(verb + 2, USE, ROLLBACK) && end == verb + 6;
    SetShape.modes(statement.part(verb, segment ? verb + 2 : end), verb + 2, findings);
  }

  private void finish() {
    int i = statement.is(verb + 1, WORK) ? verb + 2 : verb + 1;
    boolean written = statement.is(i, WRITE) || statement.is(i, COMMENT);
    if (statement.textIs(i, "force")) {
      findings.add(Operation.CALL, "settles a distributed transaction");
    } else if (statement.is(verb, COMMIT) && written) {
      findings.control(TransactionControl.COMMIT, "COMMIT");
    } else {
      judge.shared(statement, verb, findings);
    }
  }

  private void create() {
    judge.shared(statement, verb, findings);
    for (int i = verb + 1; i < Math.min(verb + 8, statement.to()); i++) {
      if (statement.textIs(i, "java") || statement.textIs(i, "library")) {
        findings.add(Operation.CALL, "loads code");
      }
    }
  }

  private void flashback() {
    int to = statement.find(TO, verb, statement.to());
    if (!statement.is(verb + 1, TABLE)) {
      findings.add(Operation.DROP, "takes a database back");
    } else if (to > 0 && statement.textIs(to + 1, "before") && statement.is(to + 2, DROP)) {
      findings.add(Operation.CREATE, "brings a table back");
    } else {
      findings.add(Operation.UPDATE_ALL, "takes a table back");
    }
  }
}
