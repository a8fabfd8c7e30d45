package io.github.jdbcguard.sql;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Judges one text after another, with the same tokens and notes; for one thread at a time. */
final class Sitting {
  private static final JudgedStatement NOTHING =
      JudgedStatement.of(
          EnumSet.of(Operation.READ), TransactionControl.NONE, Set.of(), "no statement");

  private final Dialect dialect;
  private final Lexer lexer;
  private final Judge judge = new Judge();

  Sitting(Dialect dialect) {
    this.dialect = dialect;
    this.lexer = new Lexer("", dialect, Reading.usual(dialect));
  }

  /** The strictest of all ways to read the text. */
  Judgement judge(String sql) {
    lexer.reset(sql);
    Tokens tokens = lexer.tokens();
    Statement only = lexer.certain() ? Splitter.only(tokens, dialect) : null;
    return only == null ? judge(sql, tokens) : Plain.judgement(judge.judged(only));
  }

  /** Whether it is worth to be kept for another text. */
  boolean small() {
    return lexer.small();
  }

  /** Forgets the text. */
  void clear() {
    lexer.reset("");
    judge.clear();
  }

  private Judgement judge(String sql, Tokens tokens) {
    List<Outcome> outcomes = new ArrayList<>(1);
    outcomes.add(outcome(tokens));
    for (Reading other : Reading.others(dialect, lexer.quotesDiffer(), lexer.executable())) {
      outcomes.add(outcome(new Lexer(sql, dialect, other).tokens()));
    }
    Outcome strictest = Outcome.strictest(outcomes);
    if (lexer.mixedVersions()) {
      strictest = strictest.with(Operation.UNKNOWN, "executable comments of several versions");
    }
    if (lexer.unsound()) {
      strictest = strictest.with(Operation.UNKNOWN, "a NUL or half a character");
    }
    if (lexer.hintSets()) {
      strictest = strictest.with(Operation.WEAKEN, "a hint sets a variable");
    }
    return new Judgement(
        strictest.statements().isEmpty() ? List.of(NOTHING) : strictest.statements());
  }

  private Outcome outcome(Tokens tokens) {
    List<Statement> statements = Splitter.split(tokens, dialect);
    List<JudgedStatement> judged = new ArrayList<>(statements.size());
    for (Statement statement : statements) {
      if (dialect == Dialect.SQLSERVER) {
        TransactBatch.judge(statement, judge, judged);
      } else {
        judged.add(judge.judged(statement));
      }
    }
    int last = tokens.count() - 1;
    boolean dead = last >= 0 && tokens.kind(last) == TokenKind.DEAD;
    return new Outcome(judged, dead);
  }
}
