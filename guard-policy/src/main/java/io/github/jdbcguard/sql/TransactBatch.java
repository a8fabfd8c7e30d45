package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one batch of T-SQL into its statements, which need nothing between them: also those within
 * blocks, each by itself. Only the first statement of a routine's body stays with the routine.
 */
final class TransactBatch {
  private final Statement batch;
  private boolean doubtful;

  private TransactBatch(Statement batch) {
    this.batch = batch;
  }

  /** Adds the judgement of every statement of the batch. */
  static void judge(Statement batch, Judge judge, List<JudgedStatement> judged) {
    boolean conditional = false;
    for (Statement statement : statements(batch)) {
      TransactVerb verb = TransactVerb.at(statement, statement.from());
      conditional |= verb == TransactVerb.IF || verb == TransactVerb.WHILE;
      JudgedStatement one = judge.judged(statement);
      judged.add(conditional ? uncertain(one) : one);
    }
  }

  /** Nobody knows whether a transaction ends behind a condition. */
  private static JudgedStatement uncertain(JudgedStatement one) {
    return switch (one.transaction()) {
      case NONE, BEGIN, SAVEPOINT, ROLLBACK_TO_SAVEPOINT, END_AND_CHAIN, AUTOCOMMIT_OFF -> one;
      case COMMIT, ROLLBACK, AUTOCOMMIT_ON ->
          new JudgedStatement(
              one.operations(), TransactionControl.NONE, one.reaches(), one.functions(), one.why());
    };
  }

  private static List<Statement> statements(Statement batch) {
    TransactBatch cutter = new TransactBatch(batch);
    List<Statement> found = new ArrayList<>(2);
    int i = batch.from();
    while (i < batch.to()) {
      if (batch.symbol(i) == ';') {
        i++;
      } else {
        cutter.doubtful = batch.doubtful();
        int end = cutter.end(i);
        found.add(new Statement(batch.tokens(), batch.dialect(), i, end, cutter.doubtful));
        i = end;
      }
    }
    return found;
  }

  /** One past the statement that begins at {@code start}. */
  private int end(int start) {
    if (batch.isName(start)
        && batch.symbol(start + 1) == ':'
        && batch.length(start + 1) == 1
        && TransactVerb.at(batch, start) == TransactVerb.NONE) {
      return start + 2; // a label
    }
    return switch (TransactVerb.at(batch, start)) {
      case BEGIN -> opensBlock(start) ? afterBlockWord(start) : simple(start);
      case END -> batch.textIs(start + 1, "conversation") ? simple(start) : afterBlockWord(start);
      case ELSE -> start + 1;
      case CREATE, ALTER -> isRoutine(start) ? routine(start) : simple(start);
      default -> simple(start);
    };
  }

  private int simple(int start) {
    int end = new TransactStatement(batch, start).end();
    doubtful |= batch.tokens().flawed() && holdsSemicolon(start, end);
    return end;
  }

  private boolean holdsSemicolon(int from, int to) {
    for (int i = from; i < to; i++) {
      if (batch.symbol(i) == ';') {
        return true;
      }
    }
    return false;
  }

  /** BEGIN of a block, and of no transaction or dialog. */
  private boolean opensBlock(int i) {
    return switch (batch.word(i + 1)) {
      case TRAN, TRANSACTION -> false;
      default ->
          !batch.textIs(i + 1, "distributed")
              && !batch.textIs(i + 1, "dialog")
              && !batch.textIs(i + 1, "conversation");
    };
  }

  private int afterBlockWord(int i) {
    if (batch.textIs(i + 1, "try") || batch.textIs(i + 1, "catch")) {
      return i + 2;
    }
    return i + 1;
  }

  private boolean isRoutine(int start) {
    int i = batch.is(start + 1, OR, ALTER) ? start + 3 : start + 1;
    return switch (batch.word(i)) {
      case PROCEDURE, FUNCTION, TRIGGER -> true;
      default -> batch.textIs(i, "proc");
    };
  }

  /** A routine up to the END of its block, or with the first statement of its body. */
  private int routine(int start) {
    int i = start + 1;
    while (i < batch.to() && batch.symbol(i) != ';') {
      TransactVerb next = TransactVerb.at(batch, i + 1);
      if (TransactVerb.at(batch, i) == TransactVerb.BEGIN) {
        return block(i);
      }
      if (batch.is(i, AS) && next != TransactVerb.NONE) {
        return next == TransactVerb.BEGIN && opensBlock(i + 1) ? block(i + 1) : simple(i + 1);
      }
      if (batch.is(i, AS) && batch.textIs(i + 1, "external")) {
        return simple(i + 1);
      }
      i = batch.after(i);
    }
    doubtful = true;
    return i;
  }

  private int block(int begin) {
    int blocks = 0;
    int cases = 0;
    for (int i = begin; i < batch.to(); i = batch.after(i)) {
      if (batch.symbol(i - 1) == '.') {
        continue;
      }
      if (batch.is(i, CASE)) {
        cases++;
      } else if (batch.is(i, BEGIN) && opensBlock(i)) {
        blocks++;
      } else if (batch.is(i, END) && cases > 0) {
        cases--;
      } else if (batch.is(i, END) && !batch.textIs(i + 1, "conversation") && --blocks == 0) {
        return i + 1;
      }
    }
    doubtful = true;
    return batch.to();
  }
}
