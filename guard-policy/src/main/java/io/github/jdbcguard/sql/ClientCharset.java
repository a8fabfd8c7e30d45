package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.Locale;
import java.util.Set;

/**
 * The character set in which MySQL and MariaDB read texts. Drivers send UTF-8, whatever a text says
 * about it; a server that takes those bytes for another character set sees spaces in the middle of
 * words, or none of the quotes that are seen here.
 */
final class ClientCharset {
  private static final String NAME = "character_set_client";

  /** In which every byte of UTF-8 beyond ASCII is part of a word, or of none. */
  private static final Set<String> SAFE = Set.of("utf8", "utf8mb3", "utf8mb4", "ascii", "binary");

  private ClientCharset() {}

  /** Judges all that is set from a token on. */
  static void read(Statement statement, int from, Findings findings) {
    if (!statement.mysqlLike()) {
      return;
    }
    for (int i = from; i < statement.to(); i++) {
      int value = value(statement, i);
      if (value > 0 && !isSafe(statement, value)) {
        findings.unknown("the server may read texts in another character set");
        findings.reachAnyDatabase();
        return;
      }
    }
  }

  /** Where the character set stands that is set at {@code i}, or -1. */
  private static int value(Statement statement, int i) {
    boolean first = statement.is(i - 1, SET) || statement.symbol(i - 1) == ',';
    return switch (statement.word(i)) {
      case NAMES, CHARSET -> first && !SqlMode.isAssigned(statement, i + 1) ? i + 1 : -1;
      case CHARACTER -> first && statement.is(i + 1, SET) ? i + 2 : -1;
      default -> isClient(statement, i) && SqlMode.isAssigned(statement, i + 1) ? i + 2 : -1;
    };
  }

  private static boolean isClient(Statement statement, int i) {
    return statement.isName(i)
        ? statement.name(i).equalsIgnoreCase(NAME)
        : statement.textIs(i, "@@" + NAME);
  }

  private static boolean isSafe(Statement statement, int i) {
    String text = statement.text(i);
    boolean quoted = text.length() > 1 && statement.kind(i) != TokenKind.WORD;
    String name = quoted ? text.substring(1, text.length() - 1) : text;
    return SAFE.contains(name.toLowerCase(Locale.ROOT)) && ends(statement, i + 1);
  }

  private static boolean ends(Statement statement, int i) {
    return !statement.has(i)
        || statement.is(i, COLLATE)
        || statement.is(i, FOR)
        || statement.symbol(i) == ','
        || statement.symbol(i) == ';';
  }
}
