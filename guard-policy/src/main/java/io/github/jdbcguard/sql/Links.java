package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.List;

/** Knows what leads to other servers: links, foreign tables, and functions that send SQL there. */
final class Links {
  private static final WordTable FUNCTIONS =
      new WordTable(
          List.of(
              "openquery",
              "openrowset",
              "opendatasource",
              "link_schema",
              "postgres_query",
              "postgres_execute",
              "postgres_scan",
              "postgres_scan_pushdown",
              "postgres_attach",
              "mysql_query",
              "mysql_execute",
              "mysql_scan",
              "mysql_attach",
              "sqlite_scan",
              "sqlite_query",
              "sqlite_attach",
              "remote",
              "remotesecure"));

  /** What may stand between CREATE and the kind of what is created. */
  private static final WordTable MODIFIERS =
      new WordTable(
          List.of(
              "or",
              "replace",
              "force",
              "global",
              "local",
              "temporary",
              "temp",
              "shared",
              "public",
              "cached",
              "memory"));

  private static final WordTable KINDS =
      new WordTable(List.of("foreign", "linked", "external", "nickname", "subscription"));

  /** Storage engines of MySQL and MariaDB whose tables lie elsewhere. */
  private static final WordTable ENGINES =
      new WordTable(List.of("federated", "federatedx", "connect", "spider"));

  private static final String FOREIGN = "what is created leads to another server";

  private Links() {}

  /** Judges a function that is not known to be harmless. */
  static void call(Statement statement, int i, Findings findings) {
    String name = statement.name(i);
    if (name.regionMatches(true, 0, "dblink", 0, 6) || FUNCTIONS.contains(name, 0, name.length())) {
      findings.reachUnknown(name.length() > 64 ? "a function" : name + "()");
    }
  }

  /** Judges CREATE, ALTER or IMPORT at {@code verb}. */
  static void definition(Statement statement, int verb, Findings findings) {
    int kind = verb + 1;
    while (statement.isName(kind) && contains(MODIFIERS, statement, kind)) {
      kind++;
    }
    boolean leads =
        contains(KINDS, statement, kind)
            || isServer(statement, kind)
            || (statement.is(kind, USER) && statement.textIs(kind + 1, "mapping"))
            || (statement.is(kind, DATABASE) && statement.textIs(kind + 1, "link"));
    if (leads) {
      findings.reachUnknown(FOREIGN);
    }
    for (int i = kind + 1; i < statement.to(); i++) {
      if (statement.isName(i)) {
        inner(statement, i, findings);
      }
    }
  }

  /** A function inside a view, an option of a table. */
  private static void inner(Statement statement, int i, Findings findings) {
    int value = statement.symbol(i + 1) == '=' ? i + 2 : i + 1;
    if (statement.symbol(i + 1) == '(') {
      call(statement, i, findings);
    } else if (statement.mysqlLike()
        && ((statement.textIs(i, "engine") && contains(ENGINES, statement, value))
            || (statement.is(i, CONNECTION) && isText(statement, value)))) {
      findings.reachUnknown(FOREIGN);
    }
  }

  private static boolean isText(Statement statement, int i) {
    return statement.kind(i) == TokenKind.STRING || statement.kind(i) == TokenKind.QUOTED;
  }

  private static boolean isServer(Statement statement, int i) {
    return statement.textIs(i, "server")
        && !statement.is(i + 1, ROLE)
        && !statement.textIs(i + 1, "audit")
        && !statement.textIs(i + 1, "configuration");
  }

  private static boolean contains(WordTable words, Statement statement, int i) {
    String name = statement.isName(i) ? statement.name(i) : "";
    return !name.isEmpty() && words.contains(name, 0, name.length());
  }

  /** Judges T-SQL's EXEC: {@code EXEC ('…') AT server}, {@code EXECUTE AS USER = 'x'}. */
  static void execution(Statement statement, int verb, Findings findings) {
    if (!statement.dialect().linksServers()) {
      return;
    }
    if (statement.is(verb + 1, AS)) {
      boolean told = statement.kind(verb + 4) == TokenKind.STRING && verb + 5 == statement.to();
      String text = told ? statement.text(verb + 4) : "''";
      findings.reach(
          Reach.of(Reach.Kind.NEXT_USER, text.substring(1, Math.max(1, text.length() - 1))));
    }
    for (int i = verb + 1; i < statement.to(); i = statement.after(i)) {
      if (statement.textIs(i, "at") || statement.textIs(i, "sp_addlinkedserver")) {
        findings.reachUnknown("a linked server");
      }
    }
  }

  /** Judges the names behind DATABASE at {@code i}: other databases of the same server. */
  static void databases(Statement statement, int i, Findings findings) {
    int name = i + 1;
    while (statement.is(name, IF) || statement.is(name, NOT) || statement.is(name, EXISTS)) {
      name++;
    }
    if (statement.dialect() == Dialect.POSTGRESQL && statement.symbol(name + 1) == '&') {
      findings.reachAnyDatabase(); // U&"pr\006fd"
      return;
    }
    while (namesDatabase(statement, name)) {
      findings.reach(Reach.of(Reach.Kind.DATABASE, name(statement, name)));
      name = statement.symbol(name + 1) == ',' ? name + 2 : statement.to();
    }
  }

  /** In MySQL the name may be missing, and options follow. */
  private static boolean namesDatabase(Statement statement, int i) {
    boolean option =
        switch (statement.word(i)) {
          case CHARACTER, CHARSET, DEFAULT, COLLATE, COMMENT, READ, SET -> true;
          default -> statement.textIs(i, "encryption") || statement.textIs(i, "link");
        };
    return statement.isName(i)
        && (statement.kind(i) == TokenKind.QUOTED || (!option && statement.symbol(i + 1) != '='));
  }

  /** As the server keeps it. */
  static String name(Statement statement, int i) {
    String name = statement.name(i);
    boolean folds =
        statement.dialect() == Dialect.POSTGRESQL && statement.kind(i) == TokenKind.WORD;
    return folds ? name.toLowerCase(java.util.Locale.ROOT) : name;
  }

  /** Judges ATTACH of SQLite and DuckDB; only a plain file name tells where it leads. */
  static void attach(Statement statement, int verb, Findings findings) {
    int file = verb + 1;
    while (statement.is(file, OR)
        || statement.is(file, REPLACE)
        || statement.is(file, DATABASE)
        || statement.is(file, IF)
        || statement.is(file, NOT)
        || statement.is(file, EXISTS)) {
      file++;
    }
    if (!isText(statement, file) || afterAlias(statement, file + 1) != statement.to()) {
      findings.reachUnknown("ATTACH");
      findings.unknown("ATTACH of what its text does not tell");
      return;
    }
    String name = fileName(statement, file);
    if (name.isEmpty() || name.equals(":memory:")) {
      findings.add(Operation.SESSION, "ATTACH of a database in memory");
    } else {
      findings.retarget(Reach.Kind.NEXT_FILE, name, "ATTACH");
    }
  }

  /** One past the name, which may be a literal, and past the key. */
  private static int afterAlias(Statement statement, int from) {
    int i = statement.is(from, AS) ? from + 1 : from;
    i = statement.isName(i) || isText(statement, i) ? i + 1 : i;
    boolean key = statement.dialect() == Dialect.SQLITE && statement.is(i, KEY);
    return key && statement.kind(i + 1) == TokenKind.STRING ? i + 2 : i;
  }

  /** Judges a file that the statement writes, if its name ends the statement. */
  static void writes(Statement statement, int i, Findings findings) {
    if (isText(statement, i) && i + 1 == statement.to()) {
      findings.reach(Reach.of(Reach.Kind.FILE, fileName(statement, i)));
    } else {
      findings.reachUnknown("a file");
    }
  }

  private static String fileName(Statement statement, int i) {
    String text = statement.text(i);
    String quote = text.substring(text.length() - 1);
    return text.substring(1, Math.max(1, text.length() - 1)).replace(quote + quote, quote);
  }
}
