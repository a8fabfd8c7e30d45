package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.EnumSet;
import java.util.Set;

/** Tells the words before a bracket that are syntax, and never the name of a function. */
final class CallSyntax {
  /** Reserved in every dialect: never the name of a function. */
  private static final Set<Keyword> RESERVED =
      EnumSet.of(
          WITH, IN, VALUES, EXISTS, AND, OR, NOT, AS, USING, ON, WHERE, HAVING, SELECT, FROM, UNION,
          ALL, ANY, SOME, EXCEPT, INTERSECT, CASE, WHEN, THEN, ELSE, LIMIT, BETWEEN, DISTINCT,
          GROUP, TABLE, INTO, LATERAL, DEFAULT, RETURNING);

  /** No function where an operand or a clause stands before: {@code count(*) OVER (}. */
  private static final Set<Keyword> AFTER_OPERAND =
      EnumSet.of(
          OVER,
          FILTER,
          BY,
          SETS,
          PARTITION,
          INDEX,
          KEY,
          COLUMNS,
          DIV,
          XOR,
          REGEXP,
          RLIKE,
          GLOB,
          ESCAPE,
          ZONE,
          OFFSET,
          FIRST,
          NEXT,
          REPEATABLE,
          ILIKE,
          TO,
          SYSTEM,
          BERNOULLI,
          AGAINST,
          SET,
          MATERIALIZED,
          MINUS,
          OVERLAPS,
          MATCH,
          VALUE,
          INTERVAL,
          PASSING,
          RESPECT,
          JOIN,
          IS,
          LIKE,
          OF,
          VARYING,
          SECOND);

  /** Reserved in PostgreSQL as well; behind each an operand begins. */
  private static final Set<Keyword> RESERVED_POSTGRESQL =
      EnumSet.of(ONLY, FOR, SYMMETRIC, ASYMMETRIC, BOTH, LEADING, TRAILING, PLACING, VARIADIC);

  /** After these an operand begins. */
  private static final Set<Keyword> OPENERS =
      EnumSet.of(
          SELECT, DISTINCT, ALL, WHERE, AND, OR, NOT, HAVING, BY, WHEN, THEN, ELSE, CASE, IN, LIKE,
          BETWEEN, FROM, LATERAL, VALUES, RETURNING, LIMIT, DIV, XOR, REGEXP, RLIKE, ILIKE, ON,
          JOIN, OFFSET, ESCAPE, TO, ZONE, PASSING);

  private final Statement statement;
  private final boolean vendor;

  /**
   * For one statement.
   *
   * @param vendor whether its dialect has clauses that only SQL Server or Oracle know
   */
  CallSyntax(Statement statement, boolean vendor) {
    this.statement = statement;
    this.vendor = vendor;
  }

  /** Whether the word at {@code i}, behind which a bracket opens, is none of a function. */
  boolean before(int i) {
    Keyword word = statement.word(i);
    if ((word == MATERIALIZED && statement.is(i - 2, AS, NOT))
        || statement.is(i - 1, ON, CONFLICT)
        || isBehindStar(i - 1)) {
      return true;
    }
    if (word == TOP && statement.dialect() == Dialect.SQLSERVER) {
      return true;
    }
    if (word == TOP && (statement.is(i - 1, SELECT) || statement.is(i - 1, DISTINCT))) {
      return switch (statement.dialect()) {
        case H2, SQLSERVER, STANDARD -> true;
        case POSTGRESQL, MYSQL, MARIADB, SQLITE, ORACLE -> false;
      };
    }
    if ((statement.dialect() == Dialect.POSTGRESQL && RESERVED_POSTGRESQL.contains(word))
        || endsInterval(i)) {
      return true;
    }
    if (vendor && VendorCalls.isClause(statement, i) && operandBefore(i - 1, word)) {
      return true;
    }
    return RESERVED.contains(word) || (AFTER_OPERAND.contains(word) && operandBefore(i - 1, word));
  }

  /** {@code INTERVAL DAY TO SECOND(3)}; Oracle may have {@code DAY(2)} before it. */
  private boolean endsInterval(int i) {
    if (!statement.is(i, SECOND) || !statement.is(i - 1, TO)) {
      return false;
    }
    return switch (statement.dialect()) {
      case ORACLE -> true;
      case POSTGRESQL -> isIntervalField(i - 2);
      case MYSQL, MARIADB, H2, SQLITE, SQLSERVER, STANDARD -> false;
    };
  }

  private boolean isIntervalField(int i) {
    return statement.textIs(i, "day")
        || statement.textIs(i, "hour")
        || statement.textIs(i, "minute");
  }

  /** {@code SELECT * EXCLUDE (a)}, {@code t.* RENAME (a AS b)}; the star does not multiply. */
  private boolean isBehindStar(int i) {
    char before = statement.symbol(i - 1);
    return statement.symbol(i) == '*'
        && (statement.is(i - 1, SELECT) || before == ',' || before == '.');
  }

  private boolean operandBefore(int i, Keyword word) {
    return switch (statement.kind(i)) {
      case WORD -> !opens(i) || (word == VALUE && statement.is(i, INTO));
      case NUMBER, PARAMETER, VARIABLE -> !endsTop(i);
      case QUOTED, STRING -> true;
      case SYMBOL -> statement.symbol(i) == ')' || statement.symbol(i) == ']';
      case DEAD, DOUBT, END -> false;
    };
  }

  /** {@code SELECT TOP 1}, {@code SELECT FIRST 1}: an operand begins behind the number. */
  private boolean endsTop(int i) {
    return switch (statement.word(i - 1)) {
      case TOP, LIMIT -> statement.is(i - 2, SELECT) || statement.is(i - 2, DISTINCT);
      case FIRST, SKIP -> statement.is(i - 2, SELECT) || statement.kind(i - 2) == TokenKind.NUMBER;
      default -> false;
    };
  }

  private boolean opens(int i) {
    Keyword word = statement.word(i);
    return OPENERS.contains(word)
        || (statement.is(i - 1, SELECT) && statement.textIs(i, "unique"))
        || (statement.is(i - 2, TOP) && statement.textIs(i, "percent"))
        || (statement.dialect() == Dialect.POSTGRESQL && RESERVED_POSTGRESQL.contains(word));
  }

  /** What only looks like a call in MySQL and MariaDB, where users may define such a function. */
  boolean ownOfMysql(int i) {
    if (!statement.mysqlLike()) {
      return false;
    }
    return (statement.textIs(i, "json_table") && hasColumns(i + 1))
        || (statement.textIs(i, "oj") && statement.symbol(i - 1) == '{')
        || statement.is(i - 1, PROCEDURE, ANALYSE);
  }

  /** {@code json_table(x, 'path' COLUMNS (…))}; behind a text there is no other argument. */
  private boolean hasColumns(int opening) {
    int columns = statement.find(COLUMNS, opening + 1, statement.closing(opening));
    TokenKind path = statement.kind(columns - 1);
    return statement.symbol(columns + 1) == '('
        && (path == TokenKind.STRING || path == TokenKind.QUOTED);
  }
}
