package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.ArrayList;
import java.util.List;

/** Cuts the tokens of a text into statements. */
final class Splitter {
  private final Statement whole;
  private final Dialect dialect;
  private final List<Statement> statements = new ArrayList<>(1);

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

  private int cut(int from) {
    boolean rule = dialect == Dialect.POSTGRESQL && isRule(from);
    Body body = hasBody(from) ? new Body(whole, from) : null;
    int i = from;
    while (i < whole.to()) {
      if (whole.symbol(i) == ';' && (body == null || body.closed())) {
        break;
      }
      if (body != null) {
        body.read(i);
      }
      i = rule ? whole.after(i) : i + 1;
    }
    if (i > from) {
      boolean doubtful = body != null && body.doubtful();
      statements.add(new Statement(whole.tokens(), dialect, from, i, doubtful));
    }
    return i + 1;
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
