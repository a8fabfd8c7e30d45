package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;

/** BEGIN, COMMIT, ROLLBACK and SAVE of T-SQL, with their names, and the blocks that BEGIN opens. */
final class TransactTransaction {
  private TransactTransaction() {}

  static void judge(Statement statement, int verb, Findings findings) {
    switch (TransactVerb.at(statement, verb)) {
      case BEGIN -> begin(statement, verb, findings);
      case SAVE -> {
        findings.control(TransactionControl.SAVEPOINT, "SAVE TRANSACTION");
        whole(statement, name(statement, verb + 2), findings);
      }
      case COMMIT -> {
        findings.control(TransactionControl.COMMIT, "COMMIT");
        int end = name(statement, afterWord(statement, verb + 1));
        whole(statement, statement.is(end, WITH) ? statement.after(end + 1) : end, findings);
      }
      default -> rollback(statement, verb, findings);
    }
  }

  private static void begin(Statement statement, int verb, Findings findings) {
    if (statement.textIs(verb + 1, "dialog") || statement.textIs(verb + 1, "conversation")) {
      findings.add(Operation.INSERT, "begins a conversation");
      return;
    }
    int kind = statement.textIs(verb + 1, "distributed") ? verb + 2 : verb + 1;
    if (!statement.is(kind, TRAN) && !statement.is(kind, TRANSACTION)) {
      findings.add(Operation.SESSION, "begins a block");
      return;
    }
    findings.control(TransactionControl.BEGIN, "BEGIN TRANSACTION");
    int end = name(statement, kind + 1);
    boolean mark = statement.is(end, WITH) && statement.textIs(end + 1, "mark");
    int after = mark ? end + 2 : end;
    boolean text = mark && statement.kind(after) == TokenKind.STRING;
    whole(statement, text ? after + 1 : after, findings);
  }

  /** A name may be that of a savepoint, and then the transaction goes on. */
  private static void rollback(Statement statement, int verb, Findings findings) {
    int name = afterWord(statement, verb + 1);
    boolean named = statement.has(name);
    findings.control(
        named ? TransactionControl.ROLLBACK_TO_SAVEPOINT : TransactionControl.ROLLBACK, "ROLLBACK");
    whole(statement, name(statement, name), findings);
  }

  private static int afterWord(Statement statement, int i) {
    return switch (statement.word(i)) {
      case WORK, TRAN, TRANSACTION -> i + 1;
      default -> i;
    };
  }

  private static int name(Statement statement, int i) {
    boolean variable = statement.kind(i) == TokenKind.VARIABLE;
    return variable || (statement.isName(i) && !statement.is(i, WITH)) ? i + 1 : i;
  }

  private static void whole(Statement statement, int end, Findings findings) {
    if (end != statement.to()) {
      findings.unknown("a transaction statement is not understood whole");
    }
  }
}
