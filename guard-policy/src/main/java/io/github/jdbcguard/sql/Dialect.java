package io.github.jdbcguard.sql;

/** A family of SQL grammars that quote, comment and separate alike. */
public enum Dialect {
  POSTGRESQL,
  MYSQL,
  MARIADB,
  H2,
  SQLITE,
  /** Every engine without a lexer of its own: only what all dialects read alike is understood. */
  STANDARD;

  /** The name that the command and messages use. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
