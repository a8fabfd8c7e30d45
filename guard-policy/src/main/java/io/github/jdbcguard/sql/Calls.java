package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** Tells calls of functions from all else that has a bracket after a word, and judges them. */
final class Calls {
  private final Statement statement;
  private final Findings findings;
  private final FunctionTable known;
  private final FunctionTable effects;
  private final boolean vendor;
  private final CallSyntax syntax;

  Calls(Statement statement, Findings findings) {
    this.statement = statement;
    this.findings = findings;
    this.vendor = VendorCalls.speak(statement.dialect());
    this.syntax = new CallSyntax(statement, vendor);
    this.known = FunctionTable.of(statement.dialect());
    this.effects = FunctionTable.withEffects(statement.dialect());
  }

  /** Judges the name at {@code i}, behind which a bracket opens. */
  void read(int i, boolean merges) {
    boolean insertColumns = merges && statement.is(i, INSERT) && statement.is(i - 1, THEN);
    int first = firstOfName(i);
    if (insertColumns || (first == i && isPlainlyKnown(i))) {
      return;
    }
    if (vendor && isVendors(i, first)) {
      return;
    }
    if (isType(first) || isAlias(first) || isCte(i, first) || (first == i && syntax.before(i))) {
      return;
    }
    if (!isSqliteTable(first)) {
      judge(i, first);
    }
  }

  /**
   * Most calls of most texts: whatever else the name might be, it is known to change nothing. In
   * T-SQL and Oracle what stands around it has a say.
   */
  private boolean isPlainlyKnown(int i) {
    return !vendor && statement.is(i, NONE) && known.contains(statement, i) && !isSetConfig(i);
  }

  /** What only SQL Server or Oracle write so: hints, methods, outer joins, known packages. */
  private boolean isVendors(int i, int first) {
    VendorCalls.Kind kind = VendorCalls.kind(statement, first, i, known);
    if (kind == VendorCalls.Kind.CERTAIN) {
      findings.add(Operation.CALL, "calls " + shortened(statement.text(i)));
      Links.call(statement, i, findings);
    }
    return kind != VendorCalls.Kind.ORDINARY;
  }

  private int firstOfName(int i) {
    int first = i;
    while (statement.symbol(first - 1) == '.' && statement.isName(first - 2)) {
      first -= 2;
    }
    return first;
  }

  /**
   * {@code CAST(a AS numeric(10, 2))}, {@code a::numeric(10, 2)}, {@code AS character varying(9)};
   * or PostgreSQL's method of sampling: neither is a call.
   */
  private boolean isType(int first) {
    return statement.isCast(first - 1)
        || statement.is(first - 1, AS)
        || (statement.is(first - 1, TABLESAMPLE) && statement.dialect() == Dialect.POSTGRESQL)
        || (statement.is(first - 2, AS) && statement.textIs(first, "varying"));
  }

  /**
   * {@code FROM t('a', 'b')}: in SQLite another way to write conditions on hidden columns of a
   * table; but {@code IS DISTINCT FROM f(a)} calls.
   */
  private boolean isSqliteTable(int first) {
    boolean from = statement.is(first - 1, FROM) && !statement.is(first - 2, DISTINCT);
    return statement.dialect() == Dialect.SQLITE && (from || statement.is(first - 1, JOIN));
  }

  /** {@code (SELECT …) v(a, b)}; but {@code DISTINCT ON (a) f(b)} calls. */
  private boolean isAlias(int first) {
    if (statement.isName(first - 1)) {
      return namesTable(first - 1);
    }
    if (statement.symbol(first - 1) != ')') {
      return false;
    }
    int opening = statement.tokens().partner(first - 1);
    return switch (statement.word(opening - 1)) {
      case ON, TOP, LIMIT, FIRST, SKIP, OPERATOR -> false;
      default -> true;
    };
  }

  /** {@code FROM t a(x, y)}, {@code WITH ORDINALITY a(x, y)}. */
  private boolean namesTable(int i) {
    if (statement.is(i, ORDINALITY)) {
      return true;
    }
    int before = firstOfName(i) - 1;
    return statement.word(i) == NONE && (statement.is(before, FROM) || statement.is(before, JOIN));
  }

  /** {@code WITH x(a) AS (SELECT …}. */
  private boolean isCte(int i, int first) {
    boolean listed =
        statement.is(first - 1, WITH)
            || statement.is(first - 1, RECURSIVE)
            || statement.symbol(first - 1) == ',';
    int as = listed ? statement.closing(i + 1) + 1 : -1;
    if (!listed || !statement.is(as, AS)) {
      return false;
    }
    int body = statement.is(as + 1, NOT) ? as + 2 : as + 1;
    body = statement.is(body, MATERIALIZED) ? body + 1 : body;
    boolean column = statement.is(body + 1, VALUES) && statement.symbol(body + 2) != '(';
    boolean query =
        (QueryShape.leads(statement.word(body + 1)) && !column)
            || statement.symbol(body + 1) == '(';
    return statement.symbol(body) == '(' && query;
  }

  private void judge(int i, int first) {
    boolean inSchema = first == i - 2 && known.ownSchema(statement, first);
    boolean own = first == i || inSchema;
    if (own && isSetConfig(i)) {
      setConfig(i + 2);
    } else if (!(inSchema && known.containsInSchema(statement, i)) && !(first == i && isOwn(i))) {
      call(i, first, own);
    }
  }

  private boolean isSetConfig(int i) {
    return statement.dialect() == Dialect.POSTGRESQL && known.named(statement, i, "set_config");
  }

  private boolean isOwn(int i) {
    return known.contains(statement, i)
        || syntax.ownOfMysql(i)
        || JdbcFunctions.rewritten(statement, i);
  }

  /**
   * Judges a call of a function that is not known to be free of effects. What an engine's own
   * schema holds, what is known to have effects, and a name that is written with escapes, is a call
   * for certain: {@code U&"set\005fconfig"(…)}.
   */
  private void call(int i, int first, boolean own) {
    String why = "calls " + shortened(statement.text(i));
    boolean ownSchema = own && first != i;
    boolean escaped = isEscaped(first) || isEscaped(i);
    if (ownSchema || first < i - 2 || escaped || effects.contains(statement, i)) {
      findings.add(Operation.CALL, why);
    } else {
      findings.callUnknown(known.name(statement, first, i), why);
    }
    Links.call(statement, i, findings);
  }

  private boolean isEscaped(int i) {
    return statement.text(i).indexOf('\\') >= 0;
  }

  private static String shortened(String name) {
    return name.length() > 64 ? name.substring(0, 63) + "…" : name;
  }

  /**
   * Flyway sets the search path so; anything but a harmless name written out is a setting unseen.
   */
  private void setConfig(int argument) {
    String text = statement.text(argument);
    boolean literal =
        text.startsWith("'") && text.endsWith("'") && statement.symbol(argument + 1) == ',';
    if (literal
        && Settings.harmless(
            Dialect.POSTGRESQL, text.substring(1, Math.max(1, text.length() - 1)))) {
      findings.add(Operation.SESSION, "sets " + text);
    } else {
      findings.add(Operation.WEAKEN, "set_config of an unknown setting");
      findings.reach(Reach.of(Reach.Kind.NEXT_USER, ""));
    }
  }
}
