package io.github.jdbcguard.sql;

/** The text of a statement, as it is compared to another one. */
public final class StatementText {
  private StatementText() {}

  /** Blanks around it, a last semicolon and the kind of line ends do not count. */
  public static String normalised(String sql) {
    String text = sql.replace("\r\n", "\n").strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1).stripTrailing() : text;
  }
}
