package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.List;

/**
 * Texts that set a session of PostgreSQL back to what it was after connecting, its read-only mode
 * included, and do nothing else that matters: what pools send when a connection is given back.
 */
public final class SessionReset {
  private SessionReset() {}

  /** Whether the text is such a statement, and nothing beside it. */
  public static boolean is(Dialect dialect, String sql) {
    if (dialect != Dialect.POSTGRESQL) {
      return false;
    }
    Lexer lexer = new Lexer(sql, dialect, Reading.usual(dialect));
    List<Statement> statements = Splitter.split(lexer.tokens(), dialect);
    return statements.size() == 1 && !lexer.unsound() && resets(statements.get(0));
  }

  private static boolean resets(Statement statement) {
    int i = statement.from();
    boolean two = statement.to() == i + 2;
    boolean readOnly =
        statement.is(i, RESET)
            && statement.kind(i + 1) == TokenKind.WORD
            && statement.textIs(i + 1, "default_transaction_read_only");
    return two && (statement.is(i, DISCARD, ALL) || statement.is(i, RESET, ALL) || readOnly);
  }
}
