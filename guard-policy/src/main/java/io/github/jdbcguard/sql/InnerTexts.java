package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.function.Predicate;

/**
 * Reads literals that may hold SQL: bodies of routines and anonymous blocks, and texts for
 * functions that run them. Only where they lead is taken from them.
 */
final class InnerTexts {
  private static final int DEEPEST = 4;

  private final Findings findings;

  private InnerTexts(Findings findings) {
    this.findings = findings;
  }

  /** Adds where the literals of a statement lead that runs or keeps code. */
  static void read(Statement statement, int verb, Findings findings) {
    boolean runs =
        switch (statement.dialect()) {
          case POSTGRESQL, H2, SQLSERVER, ORACLE, STANDARD -> keepsCode(statement, verb, findings);
          case MYSQL, MARIADB, SQLITE -> false;
        };
    if (runs) {
      new InnerTexts(findings).read(statement, 0);
    }
  }

  private static boolean keepsCode(Statement statement, int verb, Findings findings) {
    return switch (statement.word(verb)) {
      case DO, CREATE, ALTER -> true;
      default -> findings.has(Operation.CALL) || findings.has(Operation.UNKNOWN);
    };
  }

  private void read(Statement statement, int depth) {
    for (int i = statement.from(); i < statement.to(); i++) {
      String inner = statement.kind(i) == TokenKind.STRING ? content(statement.text(i)) : "";
      if (worthReading(inner)) {
        literal(inner, statement.dialect(), depth + 1);
      }
    }
  }

  private static boolean worthReading(String inner) {
    return inner.indexOf('(') >= 0 || inner.indexOf(' ') >= 0;
  }

  /** What stands between the quotes: {@code 'x'}, {@code E'x'}, {@code $tag$x$tag$}. */
  private static String content(String text) {
    char quote = text.charAt(text.length() - 1);
    int opening = text.indexOf(quote);
    int start = quote == '$' ? text.indexOf('$', opening + 1) + 1 : opening + 1;
    int end = text.length() - (quote == '$' ? start : 1);
    String inner = end > start ? text.substring(start, end) : "";
    return quote == '\'' ? inner.replace("''", "'") : inner;
  }

  private void literal(String sql, Dialect dialect, int depth) {
    Tokens tokens = new Lexer(sql, dialect, Reading.usual(dialect)).tokens();
    Statement text = new Statement(tokens, dialect, 0, tokens.count(), false);
    Findings inner = new Findings();
    QueryShape.judgeExpressions(text, 0, inner);
    for (int i = 0; i < text.to(); i++) {
      if (text.is(i, SET) && startsStatement(text, i)) {
        SetShape.judge(text.part(i, end(text, i)), i, inner);
      }
    }
    Predicate<Reach> leads =
        reach -> reach.kind() == Reach.Kind.UNKNOWN || reach.kind() == Reach.Kind.NEXT_USER;
    inner.reaches().stream().filter(leads).forEach(findings::reach);
    if (depth < DEEPEST) {
      read(text, depth);
    }
  }

  private static boolean startsStatement(Statement text, int i) {
    return i == 0
        || text.symbol(i - 1) == ';'
        || NameScope.STARTS_OF_BODIES.contains(text.word(i - 1));
  }

  private static int end(Statement text, int from) {
    int i = from;
    while (i < text.to() && text.symbol(i) != ';') {
      i++;
    }
    return i;
  }
}
