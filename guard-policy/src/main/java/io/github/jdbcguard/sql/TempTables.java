package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** Knows the tables of T-SQL that only the session itself sees: {@code #t} and {@code @t}. */
final class TempTables {
  private TempTables() {}

  /** Whether a name of one part at {@code i} is such a table; {@code ##t} is everybody's. */
  static boolean is(Statement statement, int i) {
    if (statement.kind(i) == TokenKind.VARIABLE) {
      return !statement.text(i).startsWith("@@");
    }
    String name = statement.isName(i) ? statement.name(i) : "";
    return name.startsWith("#")
        && !name.startsWith("##")
        && statement.symbol(i + 1) != '.'
        && statement.symbol(i - 1) != '.';
  }

  /** Whether INSERT, UPDATE, DELETE or MERGE at {@code verb} changes such a table. */
  static boolean isChanged(Statement statement, int verb, int target) {
    boolean certain = statement.is(verb, INSERT) || verb == statement.from();
    return certain && is(statement, target) && !isAlias(statement, target);
  }

  /** Whether the name stands somewhere for another table: {@code DELETE #t FROM orders AS #t}. */
  private static boolean isAlias(Statement statement, int target) {
    if (statement.is(statement.from(), INSERT)) {
      return false;
    }
    String name = statement.name(target);
    for (int i = target + 1; i < statement.to(); i++) {
      boolean named = statement.isName(i) || statement.kind(i) == TokenKind.VARIABLE;
      if (named && statement.name(i).equalsIgnoreCase(name) && standsBehindTable(statement, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean standsBehindTable(Statement statement, int i) {
    return switch (statement.word(i - 1)) {
      case FROM, JOIN, USING, INTO, UPDATE, ON, AND, OR, WHERE, SET, BY, SELECT -> false;
      default -> statement.isName(i - 1) || statement.symbol(i - 1) == ')';
    };
  }

  /** Judges {@code SELECT … INTO}, and {@code OUTPUT … INTO} of a change. */
  static void into(Statement statement, int target, boolean changes, Findings findings) {
    if (is(statement, target)) {
      findings.add(Operation.SESSION, "fills a temporary table");
    } else if (changes) {
      findings.add(Operation.INSERT, "OUTPUT INTO writes a table");
    } else {
      findings.add(Operation.CREATE, "SELECT INTO creates a table");
    }
  }

  /** {@code CREATE UNIQUE CLUSTERED INDEX x ON #t (a)}. */
  private static boolean isIndex(Statement statement, int verb) {
    int i = verb + 1;
    while (statement.textIs(i, "unique")
        || statement.textIs(i, "clustered")
        || statement.textIs(i, "nonclustered")) {
      i++;
    }
    return statement.is(i, INDEX) && statement.is(i + 2, ON) && is(statement, i + 3);
  }

  /** Whether CREATE, ALTER, DROP or TRUNCATE is about such tables alone. */
  static boolean isDefined(Statement statement, int verb) {
    int i = verb + 1;
    if (!statement.is(i, TABLE)) {
      return statement.is(verb, CREATE) && isIndex(statement, verb);
    }
    i = statement.is(i + 1, IF, EXISTS) ? i + 3 : i + 1;
    while (is(statement, i) && statement.is(verb, DROP) && statement.symbol(i + 1) == ',') {
      i += 2;
    }
    return statement.isName(i) && is(statement, i);
  }
}
