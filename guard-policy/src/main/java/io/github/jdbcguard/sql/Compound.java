package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/**
 * Statements that hold others without brackets around them: bodies of routines, and MariaDB's
 * compound statements.
 */
final class Compound {
  private final Statement statement;
  private final Findings findings;
  private final Judge judge;
  private int searchedFrom;
  private int semicolon = -1;

  private Compound(Statement statement, Findings findings, Judge judge) {
    this.statement = statement;
    this.findings = findings;
    this.judge = judge;
  }

  /** Adds what the statements of a body reach that is no name with a dot in it. */
  static void reaches(Statement statement, int verb, Findings findings, Judge judge) {
    boolean bodies = statement.mysqlLike() || statement.dialect().linksServers();
    if (bodies && mayHold(statement, verb)) {
      new Compound(statement, findings, judge).reaches(verb);
    }
  }

  /** False for most statements of most applications, so that they cost nothing more. */
  private static boolean mayHold(Statement statement, int verb) {
    return switch (statement.word(verb)) {
      case SELECT, INSERT, UPDATE, DELETE, REPLACE, WITH, VALUES, TABLE, MERGE -> false;
      case COMMIT, ROLLBACK, SAVEPOINT, RELEASE, START, CALL, SHOW, USE -> false;
      case EXPLAIN, DESCRIBE, DESC, ANALYZE, LOCK, UNLOCK, TRUNCATE, DO -> false;
      case SET -> statement.is(verb + 1, STATEMENT);
      default -> true;
    };
  }

  private void reaches(int from) {
    for (int i = from; i < statement.to(); i++) {
      switch (statement.word(i)) {
        case DROP, ALTER, CREATE -> database(i);
        case EXECUTE -> {
          if (statement.is(i + 1, IMMEDIATE)) {
            dynamic(i, i + 2);
          }
        }
        case PREPARE -> {
          if (statement.is(i + 2, FROM) && !statement.is(i - 1, DEALLOCATE)) {
            dynamic(i, i + 3);
          }
        }
        default -> {}
      }
    }
    SqlMode.read(statement, from, findings);
    ClientCharset.read(statement, from, findings);
  }

  private void database(int verb) {
    int i = statement.is(verb + 1, OR, REPLACE) ? verb + 3 : verb + 1;
    if (statement.is(i, DATABASE) || (statement.mysqlLike() && statement.is(i, SCHEMA))) {
      Links.databases(statement.part(verb, end(verb)), i, findings);
    }
  }

  /** A text that is run within a body; what it does there is for the whole to say. */
  private void dynamic(int verb, int text) {
    Findings inner = new Findings();
    PreparedShape.text(statement.part(verb, end(verb)), text, inner, judge);
    inner.reaches().forEach(findings::reach);
  }

  /** Judges the statements of {@code BEGIN NOT ATOMIC … END} from behind these words. */
  static void judge(Statement statement, int from, Findings findings, Judge judge) {
    Findings inner = new Findings();
    Compound compound = new Compound(statement, inner, judge);
    int i = from;
    while (i < statement.to()) {
      i = compound.step(i);
    }
    findings.addAll(inner);
  }

  /** Judges what begins here, and answers what follows it. */
  private int step(int i) {
    return switch (statement.word(i)) {
      case BEGIN, ELSE, LOOP, REPEAT, NOT, ATOMIC -> i + 1;
      case IF, CASE, WHEN -> header(i, THEN);
      case WHILE, FOR -> header(i, DO);
      case END, CLOSE, FETCH -> end(i) + 1;
      case DECLARE -> declare(i);
      default -> other(i);
    };
  }

  private int other(int i) {
    if (statement.isName(i) && statement.symbol(i + 1) == ':') {
      return i + 2;
    }
    if (statement.textIs(i, "elseif")) {
      return header(i, THEN);
    }
    int end = end(i);
    boolean expression = statement.textIs(i, "until") || statement.textIs(i, "signal");
    boolean moves = statement.textIs(i, "leave") || statement.textIs(i, "iterate");
    if (expression) {
      QueryShape.judgeExpressions(statement.part(i, end), i + 1, findings);
    } else if (!moves) {
      judge.judge(statement.part(i, end), i, findings);
    }
    return end + 1;
  }

  private int header(int i, Keyword last) {
    int end = statement.find(last, i, end(i));
    if (end < 0) {
      findings.unknown("a block is not understood");
      return end(i) + 1;
    }
    QueryShape.judgeExpressions(statement.part(i, end), i + 1, findings);
    return end + 1;
  }

  private int declare(int i) {
    int end = end(i);
    if (statement.find(HANDLER, i, end) >= 0) {
      findings.unknown("a handler is not understood");
    }
    QueryShape.judgeExpressions(statement.part(i, end), i + 1, findings);
    return end + 1;
  }

  /** The semicolon at {@code from} or behind it; looked for once for all that stands before it. */
  private int end(int from) {
    if (from < searchedFrom || from > semicolon) {
      int i = from;
      while (i < statement.to() && statement.symbol(i) != ';') {
        i++;
      }
      searchedFrom = from;
      semicolon = i;
    }
    return semicolon;
  }
}
