package io.github.jdbcguard.sql;

/** What a token is. */
enum TokenKind {
  WORD,
  /** A quoted identifier; in MySQL, MariaDB and SQLite double quotes may also hold a string. */
  QUOTED,
  STRING,
  NUMBER,
  PARAMETER,
  /** {@code @x}, {@code @@x}. */
  VARIABLE,
  SYMBOL,
  /** From here on the server's lexer gives up as well: an unterminated quote or comment. */
  DEAD,
  /** Something that servers may read in different ways. */
  DOUBT,
  /** Past the last token. */
  END
}
