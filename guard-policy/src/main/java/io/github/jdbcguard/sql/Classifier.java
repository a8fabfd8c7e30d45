package io.github.jdbcguard.sql;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The judge: what a text would do in one dialect. Thread-safe; never throws on any text. */
public final class Classifier {
  private final Dialect dialect;

  /** What has judged the last text, for the next one; null while it is in use. */
  private final AtomicReference<@Nullable Sitting> spare = new AtomicReference<>();

  private Classifier(Dialect dialect) {
    this.dialect = Objects.requireNonNull(dialect, "dialect");
  }

  public static Classifier of(Dialect dialect) {
    return new Classifier(dialect);
  }

  /** The operations of every statement in the text; the strictest of all ways to read it. */
  public Judgement judge(String sql) {
    Sitting kept = spare.getAndSet(null);
    Sitting sitting = kept == null ? new Sitting(dialect) : kept;
    Judgement judgement = sitting.judge(sql);
    if (sitting.small()) {
      sitting.clear();
      spare.setRelease(sitting);
    }
    return judgement;
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
}
