package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** CREATE, ALTER, DROP, TRUNCATE, RENAME, COMMENT, and all that gives or takes rights. */
final class DdlShape {
  private final Statement statement;
  private final Findings findings;
  private final int verb;

  private DdlShape(Statement statement, int verb, Findings findings) {
    this.statement = statement;
    this.verb = verb;
    this.findings = findings;
  }

  static void judge(Statement statement, int verb, Findings findings) {
    if (statement.has(verb + 1)) {
      new DdlShape(statement, verb, findings).judge();
    } else {
      findings.unknown("a verb alone");
    }
  }

  private void judge() {
    switch (statement.word(verb)) {
      case CREATE -> create();
      case ALTER -> alter();
      case DROP -> drop();
      case TRUNCATE -> findings.add(Operation.TRUNCATE, "TRUNCATE");
      case GRANT, REVOKE, DENY -> rights();
      case REASSIGN -> {
        findings.add(Operation.GRANT, "REASSIGN OWNED");
        findings.add(Operation.ALTER, "REASSIGN OWNED");
      }
      case IMPORT -> {
        findings.add(Operation.CREATE, "IMPORT FOREIGN SCHEMA");
        Links.definition(statement, verb, findings);
      }
      case RENAME, COMMENT, SECURITY -> rename();
      default -> findings.unknown("not understood");
    }
  }

  private void rights() {
    findings.add(Operation.GRANT, "rights");
    databaseBehind(ON);
  }

  /** {@code GRANT … ON DATABASE x}, {@code ALTER ROLE … IN DATABASE x}. */
  private void databaseBehind(Keyword word) {
    int i = statement.find(word, verb, statement.to());
    if (i > 0 && !statement.mysqlLike()) {
      databases(i + 1);
    }
  }

  private void rename() {
    boolean role = statement.is(verb + 1, USER);
    findings.add(role ? Operation.GRANT : Operation.ALTER, statement.word(verb).name());
    databaseBehind(ON);
  }

  private void create() {
    int i = verb + 1;
    if (statement.is(i, OR)) {
      findings.add(Operation.ALTER, "may replace");
      i += 2;
    }
    findings.add(Operation.CREATE, "CREATE");
    Links.definition(statement, verb, findings);
    databases(i);
    if (isRole(i)) {
      findings.add(Operation.GRANT, "creates a role");
    }
    if (statement.is(i, SCHEMA) && statement.find(GRANT, i, statement.to()) >= 0) {
      findings.add(Operation.GRANT, "grants on a new schema");
    }
    if (statement.dialect() == Dialect.H2 && (statement.is(i, ALIAS) || statement.is(i, TRIGGER))) {
      findings.add(Operation.CALL, "loads code");
    }
    int query = query(i);
    if (query > 0) {
      ofQuery(query);
    }
  }

  /** CREATE, ALTER and DROP of whole databases; in MySQL and MariaDB a schema is one. */
  private void databases(int i) {
    if (statement.is(i, DATABASE) || (statement.mysqlLike() && statement.is(i, SCHEMA))) {
      Links.databases(statement, i, findings);
    }
  }

  private boolean isRole(int i) {
    return switch (statement.word(i)) {
      case USER, ROLE, GROUP, LOGIN -> true;
      default -> false;
    };
  }

  /** Where the query of CREATE TABLE … AS begins, or -1. Views and routines only store theirs. */
  private int query(int from) {
    boolean table = false;
    for (int i = from; i < statement.to(); i = statement.after(i)) {
      switch (statement.word(i)) {
        case VIEW, FUNCTION, PROCEDURE, TRIGGER, EVENT, RULE, ALIAS, INDEX, PACKAGE, POLICY -> {
          if (!table && !statement.is(i - 1, MATERIALIZED)) {
            return -1;
          }
          table = true;
        }
        case NONE -> {
          if (i == from && statement.textIs(i, "proc")) {
            return -1;
          }
        }
        case TABLE -> table = true;
        case AS -> {
          return statement.has(i + 1) ? i + 1 : -1;
        }
        case SELECT -> {
          return i;
        }
        default -> {}
      }
    }
    return -1;
  }

  private void ofQuery(int query) {
    if (statement.is(query, EXECUTE)) {
      findings.add(Operation.CALL, "runs a prepared statement");
      return;
    }
    Findings inner = new Findings();
    if (QueryShape.leads(statement.word(query)) || statement.symbol(query) == '(') {
      QueryShape.judge(statement, query, inner);
    }
    inner.remove(Operation.READ);
    findings.addAll(inner);
  }

  private void alter() {
    switch (statement.word(verb + 1)) {
      case SYSTEM, INSTANCE -> findings.add(Operation.WEAKEN, "changes the server's settings");
      case USER, ROLE, GROUP, LOGIN, DEFAULT -> {
        findings.add(Operation.GRANT, "changes rights");
        databaseBehind(IN);
      }
      case DATABASE -> database();
      default -> findings.add(Operation.ALTER, "ALTER");
    }
    databases(verb + 1);
    if (!statement.is(verb + 1, SYSTEM)) {
      Links.definition(statement, verb, findings);
      parts();
    }
  }

  private void database() {
    findings.add(Operation.ALTER, "ALTER DATABASE");
    if (statement.find(SET, verb, statement.to()) > 0
        || statement.find(RESET, verb, statement.to()) > 0) {
      findings.add(Operation.WEAKEN, "changes the settings of a database");
    }
  }

  /** The clauses of ALTER that lose data, give rights, or call functions. */
  private void parts() {
    Calls calls = new Calls(statement, findings);
    for (int i = verb + 2; i < statement.to(); i = statement.after(i)) {
      switch (statement.word(i)) {
        case DROP -> dropPart(i + 1);
        case TRUNCATE -> findings.add(Operation.TRUNCATE, "truncates a partition");
        case DISCARD -> findings.add(Operation.DROP, "discards a tablespace");
        case OWNER -> findings.add(Operation.GRANT, "gives to another owner");
        case DEFAULT, USING -> callAfter(i, calls);
        default -> {}
      }
    }
  }

  private void callAfter(int i, Calls calls) {
    int last = statement.lastOfName(i + 1);
    if (statement.isName(last) && statement.symbol(last + 1) == '(') {
      calls.read(last, false);
    }
  }

  private void dropPart(int i) {
    boolean keepsData =
        switch (statement.word(i)) {
          case CONSTRAINT,
              INDEX,
              DEFAULT,
              NOT,
              IDENTITY,
              EXPRESSION,
              FOREIGN,
              PRIMARY,
              KEY,
              CHECK ->
              true;
          default -> !statement.isName(i);
        };
    if (!keepsData) {
      findings.add(Operation.DROP, "drops a part with its data");
    }
  }

  private void drop() {
    if (statement.is(verb + 1, PREPARE)) {
      findings.add(Operation.SESSION, "forgets a prepared statement");
      return;
    }
    findings.add(Operation.DROP, "DROP");
    databases(verb + 1);
    if (isRole(verb + 1) || statement.is(verb + 1, OWNED)) {
      findings.add(Operation.GRANT, "drops a role or what it owns");
    }
  }
}
