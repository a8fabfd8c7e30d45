package io.github.jdbcguard.sql;

/**
 * A name of one part or several, with dots between them; T-SQL may leave a part in the middle out.
 *
 * @param first its first token
 * @param last its last token
 */
record PartedName(Statement statement, int first, int last, int parts) {

  /** The name that begins at a token. */
  static PartedName at(Statement statement, int first) {
    int last = lastOfPart(statement, first);
    int parts = 1;
    while (isDotted(statement, last)) {
      parts++;
      last = lastOfPart(statement, last + 2);
    }
    return new PartedName(statement, first, last, parts);
  }

  /** Whether a dot follows; {@code prod.2024_orders} has it in what looks like a number. */
  static boolean isDotted(Statement statement, int i) {
    boolean fraction =
        statement.mysqlLike()
            && statement.kind(i + 1) == TokenKind.NUMBER
            && statement.tokens().first(i + 1) == '.';
    return fraction || statement.symbol(i + 1) == '.';
  }

  /** {@code [x]}, of which T-SQL makes a name and others a subscript. */
  static boolean isBracket(Statement statement, int i) {
    if (statement.mysqlLike() || !statement.textIs(i, "[")) {
      return false;
    }
    Tokens tokens = statement.tokens();
    char before = statement.symbol(i - 1);
    boolean operand = statement.isName(i - 1) && statement.is(i - 1, Keyword.NONE);
    boolean subscript = operand || before == ')' || before == ']';
    return !subscript || tokens.end(i - 1) != tokens.start(i);
  }

  /** The last token of a part that begins at {@code i}; before it where there is none. */
  private static int lastOfPart(Statement statement, int i) {
    boolean bracket = isBracket(statement, i);
    int last = i;
    while (bracket && statement.has(last) && statement.symbol(last) != ']') {
      last++;
    }
    return bracket || statement.isName(i) ? last : i - 1;
  }

  /** The first part without its quotes; in MySQL it may begin with digits, and rights escape it. */
  String database() {
    Tokens tokens = statement.tokens();
    if (isBracket(statement, first)) {
      int closing = Math.min(lastOfPart(statement, first), statement.to() - 1);
      int start = tokens.end(first);
      return tokens.sql().substring(start, Math.max(start, tokens.start(closing)));
    }
    String name = statement.name(first);
    if (!statement.mysqlLike()) {
      return name;
    }
    boolean digits =
        statement.kind(first - 1) == TokenKind.NUMBER
            && tokens.end(first - 1) == tokens.start(first);
    return (digits ? statement.text(first - 1) : "") + name.replace("\\_", "_");
  }
}
