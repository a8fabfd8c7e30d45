package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** The one statement of most texts; null where there may be none, or another one behind it. */
  static @Nullable Statement only(Tokens tokens, Dialect dialect) {
    Statement whole = new Statement(tokens, dialect, 0, tokens.count(), false);
    boolean cut =
        switch (dialect) {
          case SQLSERVER, ORACLE -> true; // they need no semicolon
          case POSTGRESQL, MYSQL, MARIADB, H2, SQLITE, STANDARD -> tokens.separated();
        };
    boolean one =
        switch (whole.word(0)) {
          case CREATE, ALTER, BEGIN -> false; // a body may be cut in the wrong place
          default -> whole.has(0) && !cut;
        };
    return one ? whole : null;
  }

  /** The statements that hold tokens, in their order; empty for a text of comments. */
  static List<Statement> split(Tokens tokens, Dialect dialect) {
    return new Splitter(tokens, dialect).split();
  }

  private List<Statement> split() {
    if (dialect == Dialect.SQLSERVER) {
      batches();
      return statements;
    }
    int from = 0;
    while (from < whole.to()) {
      from = cut(from);
    }
    return statements;
  }

  /** T-SQL is sent in batches, between which tools want GO on a line of its own. */
  private void batches() {
    int from = 0;
    for (int i = 1; i < whole.to(); i++) {
      if (isGo(i)) {
        add(from, i, false);
        from = whole.kind(i + 1) == TokenKind.NUMBER && !linesBetween(i + 1) ? i + 2 : i + 1;
      }
    }
    add(from, whole.to(), false);
  }

  private boolean isGo(int i) {
    boolean alone = whole.length(i) == 2 && whole.textIs(i, "go") && linesBetween(i);
    int next = alone && whole.kind(i + 1) == TokenKind.NUMBER ? i + 2 : i + 1;
    return alone && (next >= whole.to() || linesBetween(next));
  }

  /** Whether a line ends before the token. */
  private boolean linesBetween(int i) {
    String sql = whole.tokens().sql();
    for (int at = whole.tokens().end(i - 1); at < whole.tokens().start(i); at++) {
      if (sql.charAt(at) == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Cuts off one statement; where its body is doubtful, every semicolon ends a statement. */
  private int cut(int from) {
    if (dialect == Dialect.ORACLE) {
      return oracle(from);
    }
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

  /** Oracle's units end behind their END, and everything ends at a slash on a line of its own. */
  private int oracle(int from) {
    boolean unit = PlsqlBody.begins(whole, from);
    PlsqlBody body = new PlsqlBody(whole, from);
    boolean counts = unit && !everySemicolon;
    int i = from;
    while (i < whole.to()
        && !isSlash(i)
        && !(whole.symbol(i) == ';' && (!counts || body.closed()))) {
      if (counts) {
        body.read(i);
      }
      i++;
    }
    if (counts && body.doubtful()) {
      everySemicolon = true;
      return oracle(from);
    }
    add(from, i, unit && everySemicolon);
    return i + 1;
  }

  /** Where a slash may be a division, none is taken for an end. */
  private boolean isSlash(int i) {
    boolean alone =
        whole.symbol(i) == '/'
            && (i == 0 || linesBetween(i))
            && (i + 1 >= whole.to() || linesBetween(i + 1));
    if (!alone) {
      return false;
    }
    return i + 1 >= whole.to()
        || whole.word(i + 1) != Keyword.NONE
        || whole.symbol(i - 1) == ';'
        || i == 0;
  }

  private int cut(int from, boolean doubtful) {
    boolean rule = dialect == Dialect.POSTGRESQL && isRule(from);
    int i = whole.tokens().separated() ? from : whole.to();
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
