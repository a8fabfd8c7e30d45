package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/**
 * An anonymous block of PL/SQL: a call, and what the statements in it do as far as they are written
 * out.
 */
final class PlsqlBlock {
  private final Statement statement;
  private final Findings findings;
  private final Judge judge;

  private PlsqlBlock(Statement statement, Findings findings, Judge judge) {
    this.statement = statement;
    this.findings = findings;
    this.judge = judge;
  }

  static void judge(Statement statement, int verb, Findings findings, Judge judge) {
    findings.add(Operation.CALL, "anonymous block");
    PlsqlBlock block = new PlsqlBlock(statement, findings, judge);
    int i = verb;
    while (i < statement.to()) {
      i = block.starts(i) ? block.step(i) : i + 1;
    }
  }

  private boolean starts(int i) {
    return switch (statement.word(i - 1)) {
      case BEGIN, THEN, ELSE, LOOP -> true;
      default -> {
        char before = statement.symbol(i - 1);
        yield before == ';' || (before == '>' && statement.symbol(i - 2) == '>');
      }
    };
  }

  /** Judges the statement that begins here, and answers what follows. */
  private int step(int i) {
    boolean forAll = statement.textIs(i, "forall");
    boolean judged =
        switch (statement.word(i)) {
          case SELECT, INSERT, UPDATE, DELETE, WITH, MERGE, LOCK, EXECUTE -> true;
          default -> forAll;
        };
    if (!judged) {
      return i + 1;
    }
    int end = end(i);
    switch (statement.word(i)) {
      case MERGE, LOCK -> add(i, end);
      case EXECUTE -> dynamic(i, end);
      default -> {
        if (forAll) {
          forAll(i, end);
        } else {
          query(i, end);
        }
      }
    }
    return end;
  }

  private void query(int i, int end) {
    Findings inner = new Findings();
    QueryShape.judge(statement.part(i, end), i, inner);
    findings.addAll(inner);
  }

  private void add(int i, int end) {
    judge.judge(statement.part(i, end), i, findings);
  }

  private void forAll(int i, int end) {
    for (int at = i; at < end; at++) {
      switch (statement.word(at)) {
        case INSERT, UPDATE, DELETE, MERGE -> {
          add(at, end);
          return;
        }
        case EXECUTE -> {
          dynamic(at, end);
          return;
        }
        default -> {}
      }
    }
  }

  /** EXECUTE IMMEDIATE of a literal does what the literal says. */
  private void dynamic(int i, int end) {
    String text = statement.text(i + 2);
    boolean alone =
        i + 3 == end
            || statement.is(i + 3, USING)
            || statement.is(i + 3, INTO)
            || statement.is(i + 3, RETURNING);
    if (statement.is(i + 1, IMMEDIATE) && alone && text.length() > 1 && text.startsWith("'")) {
      judge.text(text.substring(1, text.length() - 1).replace("''", "'"), Dialect.ORACLE, findings);
    } else {
      findings.unknown("a text that is not there");
    }
  }

  private int end(int from) {
    int i = from;
    while (i < statement.to() && statement.symbol(i) != ';') {
      i++;
    }
    return i;
  }
}
