package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.ArrayList;
import java.util.List;

/** Cuts the tokens of a text into statements. */
final class Splitter {
  private final Statement whole;
  private final Dialect dialect;
  private final List<Statement> statements = new ArrayList<>(1);
  private boolean everySemicolon;

  private Splitter(Tokens tokens, Dialect dialect) {
    this.whole = new Statement(tokens, dialect, 0, tokens.count(), false);
    this.dialect = dialect;
  }

  /** The statements that hold tokens, in their order; empty for a text of comments. */
  static List<Statement> split(Tokens tokens, Dialect dialect) {
    return new Splitter(tokens, dialect).split();
  }

  private List<Statement> split() {
    int from = 0;
    while (from < whole.to()) {
      from = cut(from);
    }
    return statements;
  }

  /** Cuts off one statement; where its body is doubtful, every semicolon ends a statement. */
  private int cut(int from) {
    if (everySemicolon || !hasBody(from)) {
      return cut(from, everySemicolon && hasBody(from));
    }
    Body body = new Body(whole, from);
    int i = from;
    while (i < whole.to() && !(whole.symbol(i) == ';' && body.closed())) {
      body.read(i);
      i++;
    }
    if (body.doubtful()) {
      everySemicolon = true;
      return cut(from, true);
    }
    add(from, i, false);
    return i + 1;
  }

  private int cut(int from, boolean doubtful) {
    boolean rule = dialect == Dialect.POSTGRESQL && isRule(from);
    int i = from;
    while (i < whole.to() && whole.symbol(i) != ';') {
      i = rule ? whole.after(i) : i + 1;
    }
    add(from, i, doubtful);
    return i + 1;
  }

  private void add(int from, int to, boolean doubtful) {
    if (to > from) {
      statements.add(new Statement(whole.tokens(), dialect, from, to, doubtful));
    }
  }

  private boolean isRule(int from) {
    return whole.is(from, CREATE, RULE)
        || (whole.is(from, CREATE, OR) && whole.is(from + 2, REPLACE, RULE));
  }

  private boolean hasBody(int from) {
    if (whole.is(from, BEGIN, NOT) && dialect == Dialect.MARIADB) {
      return true;
    }
    return (whole.is(from, CREATE) || whole.is(from, ALTER)) && isRoutine(from);
  }

  /** Looks for PROCEDURE and the like before the name of what is created. */
  private boolean isRoutine(int from) {
    int last = Math.min(from + 16, whole.to());
    for (int i = from + 1; i < last; i++) {
      switch (whole.word(i)) {
        case PROCEDURE, FUNCTION, TRIGGER, EVENT, PACKAGE -> {
          return true;
        }
        case TABLE, VIEW, INDEX, AS, DATABASE, SCHEMA, USER, ROLE, SEQUENCE -> {
          return false;
        }
        default -> {}
      }
      if (whole.symbol(i) == ';') {
        return false;
      }
    }
    return false;
  }
}
