package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;

/** BEGIN, START TRANSACTION, COMMIT, END, ROLLBACK, ABORT, SAVEPOINT, RELEASE. */
final class TransactionShape {
  private final Statement statement;
  private final Findings findings;
  private final int verb;

  private TransactionShape(Statement statement, int verb, Findings findings) {
    this.statement = statement;
    this.verb = verb;
    this.findings = findings;
  }

  static void judge(Statement statement, int verb, Findings findings) {
    new TransactionShape(statement, verb, findings).judge();
  }

  private void judge() {
    switch (statement.word(verb)) {
      case BEGIN -> begin();
      case START -> start();
      case COMMIT, END -> finish(TransactionControl.COMMIT);
      case ROLLBACK, ABORT -> rollback();
      case SAVEPOINT -> named(savepoint(), verb + 1);
      case RELEASE -> named(TransactionControl.NONE, afterSavepoint(verb + 1));
      default -> findings.unknown("not understood");
    }
  }

  /** On SQLite one outside of a transaction begins it, and its RELEASE commits. */
  private TransactionControl savepoint() {
    return statement.dialect() == Dialect.SQLITE
        ? TransactionControl.BEGIN
        : TransactionControl.SAVEPOINT;
  }

  private void begin() {
    if (statement.is(verb + 1, NOT, ATOMIC)) {
      findings.add(Operation.CALL, "anonymous block");
      return;
    }
    int i = verb + 1;
    while (isBeginWord(i)) {
      i++;
    }
    findings.control(TransactionControl.BEGIN, "BEGIN");
    SetShape.modes(statement, i, findings);
  }

  private boolean isBeginWord(int i) {
    return switch (statement.word(i)) {
      case WORK, TRANSACTION, TRAN, DEFERRED, IMMEDIATE, EXCLUSIVE -> true;
      default -> false;
    };
  }

  private void start() {
    if (!statement.is(verb + 1, TRANSACTION)) {
      findings.unknown("START of something that is no transaction");
      return;
    }
    findings.control(TransactionControl.BEGIN, "START TRANSACTION");
    SetShape.modes(statement, verb + 2, findings);
  }

  private void rollback() {
    int i = afterWork(verb + 1);
    if (statement.is(i, TO)) {
      named(TransactionControl.ROLLBACK_TO_SAVEPOINT, afterSavepoint(i + 1));
    } else {
      finish(TransactionControl.ROLLBACK);
    }
  }

  private void finish(TransactionControl control) {
    String words = statement.word(verb).name();
    if (endsBlock()) {
      findings.add(Operation.SESSION, "ends a block");
      return;
    }
    if (statement.is(verb + 1, PREPARED)) {
      findings.add(Operation.CALL, words + " PREPARED");
      return;
    }
    findings.control(control, words);
    int i = afterWork(verb + 1);
    if (statement.is(i, AND)) {
      boolean chains = !statement.is(i + 1, NO);
      i = chains ? i + 1 : i + 2;
      expect(i, CHAIN);
      if (chains) {
        findings.control(TransactionControl.END_AND_CHAIN, words);
      }
      i++;
    }
    if (statement.is(i, NO)) {
      i++;
    }
    if (statement.is(i, RELEASE)) {
      i++;
    }
    if (i != statement.to()) {
      findings.unknown(words + " is not understood whole");
    }
  }

  /** {@code END IF} after a body without BEGIN, which was judged as several statements. */
  private boolean endsBlock() {
    boolean block =
        switch (statement.word(verb + 1)) {
          case IF, LOOP, REPEAT, WHILE, FOR, CASE -> true;
          default -> false;
        };
    return statement.mysqlLike() && block && verb + 2 == statement.to();
  }

  private void expect(int i, Keyword word) {
    if (!statement.is(i, word)) {
      findings.unknown("not understood whole");
    }
  }

  private void named(TransactionControl control, int name) {
    findings.control(control, statement.word(verb).name());
    if (!statement.isName(name) || name + 1 != statement.to()) {
      findings.unknown(statement.word(verb) + " is not understood whole");
    }
  }

  private int afterWork(int i) {
    return switch (statement.word(i)) {
      case WORK, TRANSACTION, TRAN -> i + 1;
      default -> i;
    };
  }

  private int afterSavepoint(int i) {
    return statement.is(i, SAVEPOINT) && statement.has(i + 1) ? i + 1 : i;
  }
}
