package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** A unit of PL/SQL, whose semicolons do not end the statement before its last END. */
final class PlsqlBody {
  private static final char BLOCK = 'b';
  private static final char CASES = 'c';
  private static final char PACKAGE_BLOCK = 'p';

  private final Statement text;
  private final int from;

  /** What is open: blocks and cases, the innermost last. */
  private final StringBuilder open = new StringBuilder();

  /** Units whose declarations have begun, and whose BEGIN has not come yet. */
  private int pending;

  private boolean header;
  private boolean packaged;
  private boolean queryToCome;
  private boolean doubtful;

  PlsqlBody(Statement text, int from) {
    this.text = text;
    this.from = from;
    this.queryToCome = text.is(from, WITH);
  }

  /** Whether a unit of PL/SQL begins at a token. */
  static boolean begins(Statement text, int from) {
    return switch (text.word(from)) {
      case BEGIN, DECLARE -> true;
      case WITH -> text.is(from + 1, FUNCTION) || text.is(from + 1, PROCEDURE);
      case CREATE -> creates(text, from);
      case NONE -> text.symbol(from) == '<' && text.symbol(from + 1) == '<';
      default -> false;
    };
  }

  private static boolean creates(Statement text, int from) {
    int i = from + 1;
    while (text.is(i, OR) || text.is(i, REPLACE) || isEdition(text, i)) {
      i++;
    }
    boolean body = text.textIs(i, "type") && text.textIs(i + 1, "body");
    return switch (text.word(i)) {
      case PROCEDURE, FUNCTION, TRIGGER, PACKAGE -> true;
      default -> body;
    };
  }

  private static boolean isEdition(Statement text, int i) {
    return text.textIs(i, "editionable") || text.textIs(i, "noneditionable");
  }

  /** Whether a semicolon here ends the statement. */
  boolean closed() {
    return open.isEmpty() && pending == 0 && !queryToCome;
  }

  boolean doubtful() {
    return doubtful || !closed();
  }

  void read(int i) {
    if (text.symbol(i - 1) == '.' || text.symbol(i) == ';') {
      header &= text.symbol(i) != ';';
      return;
    }
    switch (text.word(i)) {
      case PROCEDURE, FUNCTION -> header = !text.is(i - 1, DROP);
      case PACKAGE -> packaged = i < from + 6;
      case IS, AS -> declares(i);
      case DECLARE -> pending++;
      case BEGIN -> begin();
      case CASE -> {
        if (!text.is(i - 1, END)) {
          open.append(CASES);
        }
      }
      case END -> end(i);
      case SELECT -> queryToCome &= !(open.isEmpty() && pending == 0);
      case NONE -> named(i);
      default -> {}
    }
  }

  private void named(int i) {
    boolean head = i < from + 8 && text.is(from, CREATE);
    packaged |= head && text.textIs(i, "body") && text.textIs(i - 1, "type");
    if (text.textIs(i, "compound") && text.is(i + 1, TRIGGER)) {
      open.append(BLOCK);
    }
  }

  private void declares(int i) {
    if (packaged && open.isEmpty()) {
      open.append(PACKAGE_BLOCK);
      header = false;
    } else if (header) {
      boolean elsewhere = text.textIs(i + 1, "language") || text.textIs(i + 1, "external");
      pending += elsewhere ? 0 : 1;
      header = false;
    }
  }

  /** The BEGIN of a package's own has no END of its own. */
  private void begin() {
    if (pending > 0) {
      pending--;
      open.append(BLOCK);
    } else if (open.isEmpty() || open.charAt(open.length() - 1) != PACKAGE_BLOCK) {
      open.append(BLOCK);
    }
  }

  private void end(int i) {
    if (text.is(i + 1, IF) || text.is(i + 1, LOOP)) {
      return;
    }
    if (open.isEmpty()) {
      doubtful = true;
    } else {
      open.setLength(open.length() - 1);
    }
  }
}
