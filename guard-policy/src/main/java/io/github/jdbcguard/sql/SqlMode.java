package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.Locale;

/**
 * The {@code sql_mode} of MySQL and MariaDB. Two modes let a server read names that are not seen
 * here: {@code MSSQL} has brackets around them, {@code ORACLE} calls without CALL.
 */
final class SqlMode {
  private static final String NAME = "sql_mode";

  private SqlMode() {}

  /** Judges all that is set from a token on. */
  static void read(Statement statement, int from, Findings findings) {
    if (!statement.mysqlLike()) {
      return;
    }
    for (int i = from; i < statement.to(); i++) {
      if (isMode(statement, i) && isAssigned(statement, i + 1) && !keepsNames(statement, i + 2)) {
        findings.unknown("sql_mode may change how names are read");
        findings.reachAnyDatabase();
        return;
      }
    }
  }

  private static boolean isMode(Statement statement, int i) {
    return switch (statement.kind(i)) {
      case WORD, QUOTED -> statement.name(i).equalsIgnoreCase(NAME);
      case VARIABLE -> statement.textIs(i, "@@" + NAME);
      case STRING, NUMBER, PARAMETER, SYMBOL, DEAD, DOUBT, END -> false;
    };
  }

  static boolean isAssigned(Statement statement, int i) {
    return statement.symbol(i) == '=' || (statement.symbol(i) == ':' && statement.length(i) == 2);
  }

  /** Whether the value is told by the text, or adds to what there is, and names none of the two. */
  private static boolean keepsNames(Statement statement, int from) {
    int told = 0;
    int i = from;
    while (i < statement.to() && !ends(statement, i)) {
      boolean open = statement.isOpening(i);
      int end = open || statement.symbol(i + 1) == '(' ? statement.after(open ? i : i + 1) : i + 1;
      for (int at = i; at < end; at++) {
        told += isToken(statement, at) ? 0 : isText(statement, at) ? 1 : 2;
      }
      i = end;
    }
    return i > from && told <= 1;
  }

  private static boolean ends(Statement statement, int i) {
    return statement.symbol(i) == ',' || statement.symbol(i) == ';' || statement.is(i, FOR);
  }

  /** What adds no text: {@code REPLACE(@@sql_mode, …, '')}. */
  private static boolean isToken(Statement statement, int i) {
    char symbol = statement.symbol(i);
    return symbol == '('
        || symbol == ')'
        || symbol == ','
        || symbol == '.'
        || statement.is(i, SELECT)
        || statement.is(i, DEFAULT)
        || statement.is(i, REPLACE)
        || statement.textIs(i, "concat")
        || statement.textIs(i, "''")
        || statement.textIs(i, "@@session")
        || isMode(statement, i);
  }

  private static boolean isText(Statement statement, int i) {
    String text = statement.text(i).toLowerCase(Locale.ROOT);
    boolean literal = statement.isName(i) || statement.kind(i) == TokenKind.STRING;
    return literal && text.indexOf('\\') < 0 && !text.contains("mssql") && !text.contains("oracle");
  }
}
