package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** The condition of an UPDATE or DELETE: does it depend on the row, in each of its OR branches? */
final class Condition {
  private static final int DEEPEST = 32;
  private final Statement statement;
  private final int from;
  private final int to;

  private Condition(Statement statement, int from, int to) {
    this.statement = statement;
    this.from = from;
    this.to = to;
  }

  /** The condition that begins at {@code from} and ends before {@code end} or the next clause. */
  static Condition of(Statement statement, int from, int end) {
    int to = from;
    while (to < end && !isEnd(statement.word(to))) {
      to = statement.after(to);
    }
    return new Condition(statement, from, Math.min(to, end));
  }

  private static boolean isEnd(Keyword word) {
    return switch (word) {
      case RETURNING, ORDER, LIMIT, FETCH, OFFSET -> true;
      default -> false;
    };
  }

  /** Whether some branch holds for every row or for none, whatever the rows. */
  boolean holdsAlways() {
    return !statement.is(from, CURRENT, OF) && anyBranch(from, to, 0);
  }

  /** Whether one of the branches between OR has nothing but constant factors between AND. */
  private boolean anyBranch(int start, int end, int depth) {
    int factor = start;
    int cases = 0;
    boolean constant = true;
    for (int i = start; i < end; i = statement.after(i)) {
      cases += nesting(i);
      if (cases == 0 && isOr(i)) {
        if (constant && constant(factor, i, depth)) {
          return true;
        }
        constant = true;
        factor = statement.is(i, OR) || statement.is(i, XOR) ? i + 1 : i + 2;
      } else if (cases == 0 && statement.is(i, AND)) {
        constant = constant && constant(factor, i, depth);
        factor = i + 1;
      }
    }
    return constant && constant(factor, end, depth);
  }

  private int nesting(int i) {
    return statement.is(i, CASE) ? 1 : statement.is(i, END) ? -1 : 0;
  }

  private boolean isOr(int i) {
    boolean bars =
        statement.mysqlLike() && statement.symbol(i) == '|' && statement.symbol(i + 1) == '|';
    return statement.is(i, OR) || statement.is(i, XOR) || bars;
  }

  private boolean constant(int start, int end, int depth) {
    if (depth > DEEPEST) {
      return true;
    }
    if (statement.symbol(start) == '(' && statement.closing(start) == end - 1) {
      return anyBranch(start + 1, end - 1, depth + 1);
    }
    return comparesWithItself(start, end) || !mentionsColumn(start, end);
  }

  /** {@code x = x}, {@code t.x = x}. */
  private boolean comparesWithItself(int start, int end) {
    if (!statement.isName(start)) {
      return false;
    }
    int left = statement.lastOfName(start);
    int right = left + 1;
    while (right < end && isComparison(right)) {
      right++;
    }
    if (right == left + 1 || !statement.isName(right) || statement.lastOfName(right) != end - 1) {
      return false;
    }
    boolean bothQualified = left > start && end - 1 > right;
    boolean sameTable =
        !bothQualified || statement.name(start).equalsIgnoreCase(statement.name(right));
    return sameTable && statement.name(left).equalsIgnoreCase(statement.name(end - 1));
  }

  private boolean isComparison(int i) {
    char c = statement.symbol(i);
    return c == '=' || c == '<' || c == '>' || statement.is(i, LIKE) || statement.is(i, IS);
  }

  private boolean mentionsColumn(int start, int end) {
    for (int i = start; i < end; i++) {
      if (statement.isName(i) && isColumn(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isColumn(int i) {
    if (statement.kind(i) == TokenKind.QUOTED) {
      return !(statement.mysqlLike() && statement.text(i).startsWith("\""));
    }
    boolean call = statement.symbol(i + 1) == '(';
    boolean type =
        statement.isCast(i - 1)
            || statement.is(i - 1, AS)
            || statement.kind(i + 1) == TokenKind.STRING;
    boolean user = statement.is(i, USER) && statement.dialect() == Dialect.POSTGRESQL;
    return !call && !type && !user && !isNoColumn(statement.word(i));
  }

  private static boolean isNoColumn(Keyword word) {
    return switch (word) {
      case AS,
          TRUE,
          FALSE,
          NULL,
          AND,
          NOT,
          OR,
          IS,
          IN,
          LIKE,
          ILIKE,
          BETWEEN,
          EXISTS,
          ANY,
          ALL,
          SOME,
          CASE,
          WHEN,
          THEN,
          ELSE,
          END,
          DISTINCT,
          FROM,
          SELECT,
          XOR,
          UNKNOWN,
          CURRENT_DATE,
          CURRENT_TIME,
          CURRENT_TIMESTAMP,
          CURRENT_USER,
          SESSION_USER,
          LOCALTIME,
          LOCALTIMESTAMP,
          INTERVAL,
          COLLATE,
          ESCAPE,
          DIV,
          MOD,
          REGEXP,
          RLIKE,
          GLOB,
          ROW,
          ON,
          LIMIT,
          VALUES ->
          true;
      default -> false;
    };
  }
}
