package io.github.jdbcguard.sql;

/** A family of SQL grammars that quote, comment and separate alike. */
public enum Dialect {
  POSTGRESQL,
  MYSQL,
  MARIADB,
  H2,
  SQLITE,
  SQLSERVER,
  ORACLE,
  /** Every engine without a lexer of its own: only what all dialects read alike is understood. */
  STANDARD;

  /** Whether a second statement may stand behind the first with nothing that would cut it off. */
  boolean mayOmitSeparators() {
    return switch (this) {
      case STANDARD -> true;
      case POSTGRESQL, MYSQL, MARIADB, H2, SQLITE, SQLSERVER, ORACLE -> false;
    };
  }

  /** Whether statements may name other servers: {@code t@link}, {@code server.db.dbo.t}. */
  boolean linksServers() {
    return switch (this) {
      case SQLSERVER, ORACLE, STANDARD -> true;
      case POSTGRESQL, MYSQL, MARIADB, H2, SQLITE -> false;
    };
  }

  /** The name that the command and messages use. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
