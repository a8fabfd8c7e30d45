package io.github.jdbcguard.sql;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The judge: what a text would do in one dialect. Thread-safe; never throws on any text. */
public final class Classifier {
  private static final JudgedStatement NOTHING =
      JudgedStatement.of(
          EnumSet.of(Operation.READ), TransactionControl.NONE, Set.of(), "no statement");

  private final Dialect dialect;

  /** What has read the text that was judged last, for the next one; null while it is in use. */
  private final AtomicReference<@Nullable Lexer> spare = new AtomicReference<>();

  private Classifier(Dialect dialect) {
    this.dialect = Objects.requireNonNull(dialect, "dialect");
  }

  public static Classifier of(Dialect dialect) {
    return new Classifier(dialect);
  }

  /** The operations of every statement in the text; the strictest of all ways to read it. */
  public Judgement judge(String sql) {
    Lexer kept = spare.getAndSet(null);
    Lexer lexer = kept == null ? new Lexer(sql, dialect, Reading.usual(dialect)) : kept;
    lexer.reset(sql);
    Judgement judgement = judge(sql, lexer);
    lexer.reset(""); // nothing of the text is kept
    if (lexer.small()) {
      spare.setRelease(lexer);
    }
    return judgement;
  }

  private Judgement judge(String sql, Lexer lexer) {
    List<Outcome> outcomes = new ArrayList<>(1);
    outcomes.add(outcome(lexer));
    for (Reading other : Reading.others(dialect, lexer.quotesDiffer(), lexer.executable())) {
      outcomes.add(outcome(new Lexer(sql, dialect, other)));
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

  /** The texts of the statements, in their order, without comments around them and separators. */
  public List<String> split(String sql) {
    Tokens tokens = new Lexer(sql, dialect, Reading.usual(dialect)).tokens();
    return Splitter.split(tokens, dialect).stream()
        .map(
            statement ->
                sql.substring(tokens.start(statement.from()), tokens.end(statement.to() - 1)))
        .toList();
  }

  /**
   * The tables that the text would change; if it changes none, those it reads: as written, with
   * their schema, but without quotes; at most 20. For people: nothing is decided by them.
   */
  public List<String> tables(String sql) {
    return TableNames.of(new Lexer(sql, dialect, Reading.usual(dialect)).tokens(), dialect);
  }

  private Outcome outcome(Lexer lexer) {
    Tokens tokens = lexer.tokens();
    List<Statement> statements = Splitter.split(tokens, dialect);
    List<JudgedStatement> judged = new ArrayList<>(statements.size());
    for (Statement statement : statements) {
      if (dialect == Dialect.SQLSERVER) {
        TransactBatch.judge(statement, judged);
      } else {
        judged.add(Judge.judged(statement));
      }
    }
    int last = tokens.count() - 1;
    boolean dead = last >= 0 && tokens.kind(last) == TokenKind.DEAD;
    return new Outcome(judged, dead);
  }
}
