package io.github.jdbcguard.sql;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The body of a function of PostgreSQL, as its catalog holds it: told to be harmless only where it
 * does nothing but read, and calls nothing but what is known to be free of effects. Whatever is not
 * understood is not harmless.
 */
public final class FunctionBody {
  private static final Set<Operation> READING = EnumSet.of(Operation.READ, Operation.CALL);

  /** With these a statement of PL/pgSQL may begin that does no more than its expressions do. */
  private static final Set<String> BEGINNINGS =
      Set.of(
          "select",
          "with",
          "values",
          "perform",
          "return",
          "if",
          "elsif",
          "elseif",
          "else",
          "end",
          "for",
          "foreach",
          "while",
          "loop",
          "exit",
          "continue",
          "raise",
          "null",
          "case",
          "when",
          "declare",
          "begin",
          "exception",
          "get",
          "assert",
          "fetch",
          "move",
          "close",
          "open");

  /** After these, and after a semicolon, the next statement begins. */
  private static final Set<String> BEFORE_STATEMENT =
      Set.of("declare", "begin", "then", "else", "loop");

  /** Words of PL/pgSQL behind which a bracket may open. */
  private static final Set<String> SYNTAX =
      Set.of("return", "if", "elsif", "elseif", "while", "when", "case", "perform", "query");

  /** What changes data, locks rows or runs a text, wherever it stands. */
  private static final Set<String> NEVER =
      Set.of("insert", "update", "delete", "merge", "execute", "share");

  private final Statement text;
  private boolean declaring;
  private int cases;

  private FunctionBody(Statement text) {
    this.text = text;
  }

  /**
   * Whether running the body has no effect.
   *
   * @param language as the catalog calls it
   */
  public static boolean harmless(String language, String body) {
    return switch (language) {
      case "sql" -> sql(body);
      case "plpgsql" -> plpgsql(body);
      default -> false;
    };
  }

  private static boolean sql(String body) {
    return !body.isBlank()
        && Classifier.of(Dialect.POSTGRESQL).judge(body).statements().stream()
            .allMatch(
                statement ->
                    statement.operations().equals(EnumSet.of(Operation.READ))
                        && statement.reaches().isEmpty());
  }

  private static boolean plpgsql(String body) {
    Lexer lexer = new Lexer(body, Dialect.POSTGRESQL, Reading.usual(Dialect.POSTGRESQL));
    Tokens tokens = lexer.tokens();
    if (lexer.quotesDiffer() || lexer.unsound() || tokens.count() == 0) {
      return false;
    }
    Statement all = new Statement(tokens, Dialect.POSTGRESQL, 0, tokens.count(), false);
    return new FunctionBody(all).statementsRead() && callsNothing(all);
  }

  private boolean statementsRead() {
    for (int i = 0; i < text.to(); i++) {
      String word = word(i);
      boolean called = text.kind(i) == TokenKind.QUOTED && text.symbol(i + 1) == '(';
      boolean begins = begins(i);
      boolean torn = text.symbol(i) == ';' && cases > 0;
      if (called || torn || NEVER.contains(word) || (begins && !mayBegin(i, word))) {
        return false;
      }
      follow(word, begins, word(i - 1).equals("end"));
    }
    return text.kind(text.to() - 1) != TokenKind.DEAD;
  }

  private boolean begins(int i) {
    boolean after = BEFORE_STATEMENT.contains(word(i - 1)) && cases == 0;
    return i == 0 || text.symbol(i - 1) == ';' || after;
  }

  private boolean mayBegin(int i, String word) {
    if (declaring || BEGINNINGS.contains(word) || text.symbol(i) == ';') {
      return true;
    }
    return switch (text.symbol(i + 1)) {
      case ':', '=', '[', '.' -> text.isName(i);
      default -> false;
    };
  }

  private void follow(String word, boolean begins, boolean ending) {
    switch (word) {
      case "declare" -> declaring |= begins;
      case "begin" -> declaring &= !begins;
      case "case" -> cases += begins || ending ? 0 : 1;
      case "end" -> cases = Math.max(0, cases - 1);
      default -> {}
    }
  }

  private static boolean callsNothing(Statement all) {
    Findings findings = new Findings();
    QueryShape.judgeExpressions(all, 0, findings);
    findings.add(Operation.READ);
    findings.remove(Operation.CREATE); // SELECT … INTO sets a variable here
    JudgedStatement judged = findings.judged();
    return READING.containsAll(judged.operations())
        && judged.reaches().isEmpty()
        && !judged.callsForCertain()
        && judged.functions().stream()
            .allMatch(name -> name.schema().isEmpty() && SYNTAX.contains(name.name()));
  }

  /** The word in lower case; empty where there is none. */
  private String word(int i) {
    return text.kind(i) == TokenKind.WORD ? text.text(i).toLowerCase(Locale.ROOT) : "";
  }
}
