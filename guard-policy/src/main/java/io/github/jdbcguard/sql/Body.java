package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/**
 * The BEGIN … END of a routine, whose semicolons do not end the statement. Where a word could be
 * read as a name as well as an end of a block, the statement is doubtful.
 */
final class Body {
  private final Statement text;
  private final int from;
  private int blocks;
  private int cases;
  private boolean entered;
  private boolean single;
  private int parentheses;
  private final boolean event;
  private boolean doubtful;

  Body(Statement text, int from) {
    this.text = text;
    this.from = from;
    this.event = text.find(EVENT, from, Math.min(from + 12, text.to())) >= 0;
  }

  /** Whether a semicolon here ends the statement. */
  boolean closed() {
    return blocks == 0;
  }

  boolean doubtful() {
    return doubtful || blocks != 0 || cases != 0;
  }

  void read(int i) {
    char symbol = text.symbol(i);
    parentheses += symbol == '(' ? 1 : symbol == ')' ? -1 : 0;
    if (text.symbol(i - 1) == '.' || text.is(i - 1, AS)) {
      return;
    }
    switch (text.word(i)) {
      case BEGIN -> begin(i);
      case CASE -> openCase(i);
      case END -> end(i);
      case SELECT, CALL, RETURN, VALUES, INTO, WHERE, FROM, SET -> verb(i);
      default -> doubtful |= entered && blocks == 0 && !text.isName(i);
    }
  }

  /** A body that is a single statement, in which BEGIN would be a name. */
  private void verb(int i) {
    single |= parentheses == 0 && blocks == 0 && !text.is(i - 1, CHARACTER);
  }

  private void begin(int i) {
    if (text.dialect() != Dialect.POSTGRESQL) {
      doubtful |= blocks > 0 ? !startsStatement(i) : !endsHeader(i);
    } else if (!text.is(i + 1, ATOMIC)) {
      return;
    }
    doubtful |= entered && blocks == 0;
    entered = true;
    blocks++;
  }

  /**
   * Whether BEGIN opens the body, and is no name within the header or within a body without one.
   */
  private boolean endsHeader(int i) {
    char after = text.symbol(i + 1);
    if (single || parentheses != 0 || (after != 0 && after != ';' && after != '`')) {
      return false;
    }
    char before = text.symbol(i - 1);
    return switch (text.word(i - 1)) {
      case ROW, SQL, DATA, DEFINER, INTEGER -> true;
      case DO -> event;
      case NONE -> before == 0 || before == ')' || before == ':' || before == ';';
      default -> i == from;
    };
  }

  private void openCase(int i) {
    if (!text.is(i - 1, END)) {
      cases++;
    }
  }

  private void end(int i) {
    boolean first = text.symbol(i - 1) == ';' || text.is(i - 1, BEGIN) || text.is(i - 1, ATOMIC);
    if (!first || text.is(i + 1, CASE)) {
      doubtful |= cases == 0;
      cases = Math.max(0, cases - 1);
    } else if (!endsLoop(i + 1)) {
      doubtful |= blocks == 0;
      blocks = Math.max(0, blocks - 1);
    }
  }

  private boolean endsLoop(int i) {
    return switch (text.word(i)) {
      case IF, LOOP, WHILE, REPEAT, FOR -> true;
      default -> false;
    };
  }

  private boolean startsStatement(int i) {
    char before = text.symbol(i - 1);
    return switch (text.word(i - 1)) {
      case BEGIN, THEN, ELSE, DO, LOOP, REPEAT, ATOMIC, SQLEXCEPTION, SQLWARNING, FOUND -> true;
      default -> before == ';' || before == ':' || i == from;
    };
  }
}
