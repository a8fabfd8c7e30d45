package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.List;

/** Tells the clauses of ALTER in T-SQL from statements of their own that begin alike. */
final class TransactParts {
  /** What ALTER drops and DROP does not. */
  private static final WordTable PARTS =
      new WordTable(
          List.of(
              "block",
              "constraint",
              "encryption",
              "file",
              "filter",
              "masked",
              "member",
              "not",
              "period",
              "persisted",
              "rowguidcol",
              "sparse",
              "target"));

  private TransactParts() {}

  /** Whether DROP before {@code i} takes a part away: {@code ALTER TABLE … DROP COLUMN}. */
  static boolean drops(Statement batch, int i) {
    if (batch.textIs(i, "column")) {
      return !batch.is(i + 2, KEY); // DROP COLUMN MASTER KEY
    }
    return switch (batch.word(i)) {
      case IF -> batch.is(i + 1, EXISTS);
      case INDEX -> endsWithName(batch, i + 1);
      case EVENT -> batch.symbol(i + 2) == '.';
      default -> batch.isIn(i, PARTS) || endsWithName(batch, i) || !batch.isName(i);
    };
  }

  /** Whether a name stands at {@code i}, and a list or another statement goes on behind it. */
  private static boolean endsWithName(Statement batch, int i) {
    char after = batch.symbol(i + 1);
    boolean ends =
        i + 1 >= batch.to()
            || after == ','
            || after == ';'
            || TransactVerb.at(batch, i + 1).isReserved();
    return batch.isName(i) && ends;
  }

  /** Whether SET at {@code i} belongs to the ALTER at {@code start}. */
  static boolean sets(Statement batch, int start, int i) {
    boolean bare =
        batch.is(start + 1, DATABASE)
            || batch.textIs(start + 1, "server")
            || batch.textIs(start + 1, "fulltext")
            || batch.textIs(start + 1, "external");
    return bare || batch.symbol(i + 1) == '(';
  }

  /**
   * Whether {@code DISABLE TRIGGER x, y ON t} stands there, which ALTER TABLE writes without ON.
   */
  static boolean namesTable(Statement batch, int trigger) {
    int last = batch.lastOfName(trigger + 1);
    while (batch.symbol(last + 1) == ',') {
      last = batch.lastOfName(last + 2);
    }
    return batch.is(last + 1, ON);
  }
}
