package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** All that is neither query, change of data, definition, setting nor transaction. */
final class UtilityShape {
  private final Statement statement;
  private final Findings findings;
  private final int verb;

  private UtilityShape(Statement statement, int verb, Findings findings) {
    this.statement = statement;
    this.verb = verb;
    this.findings = findings;
  }

  static void judge(Statement statement, int verb, Findings findings) {
    new UtilityShape(statement, verb, findings).judge();
  }

  private void judge() {
    Keyword word = statement.word(verb);
    switch (word) {
      case SHOW, HELP -> show();
      case HANDLER, FETCH, MOVE, CHECKSUM -> read();
      case CLOSE, DEALLOCATE, LISTEN, UNLISTEN, UNLOCK ->
          findings.add(Operation.SESSION, word.name());
      case EXEC -> {
        findings.add(Operation.CALL, word.name());
        Links.execution(statement, verb, findings);
      }
      case DETACH -> only(Dialect.SQLITE, Operation.SESSION);
      case NOTIFY, XA, KILL, SHUTDOWN -> findings.add(Operation.CALL, word.name());
      case VACUUM -> vacuum();
      case REINDEX, CLUSTER, OPTIMIZE, REPAIR, CHECK, REFRESH, CHECKPOINT, FLUSH, CACHE ->
          findings.add(Operation.MAINTENANCE, word.name());
      case LOCK -> lock();
      case LOAD -> load();
      case BACKUP -> backup();
      case SCRIPT -> script();
      case DISCARD -> discard();
      case PURGE -> findings.add(Operation.DROP, "PURGE deletes logs");
      case CHANGE -> findings.add(Operation.WEAKEN, "changes replication");
      case USE -> use();
      default -> rare();
    }
  }

  /** PostgreSQL's weakest lock is the one that every query takes. */
  private void lock() {
    int in = statement.to() - (statement.textIs(statement.to() - 1, "nowait") ? 5 : 4);
    boolean weakest =
        statement.dialect() == Dialect.POSTGRESQL
            && statement.is(in, IN)
            && statement.textIs(in + 1, "access")
            && statement.is(in + 2, SHARE)
            && statement.textIs(in + 3, "mode");
    findings.add(weakest ? Operation.READ : Operation.UPDATE, "locks tables");
  }

  private void rare() {
    boolean files =
        statement.dialect() == Dialect.SQLITE || statement.dialect() == Dialect.STANDARD;
    if (files && statement.textIs(verb, "attach")) {
      Links.attach(statement, verb, findings);
      return;
    }
    if (statement.mysqlLike() && statement.textIs(verb, "get")) {
      diagnostics();
      return;
    }
    findings.unknown("not understood");
    if (statement.is(verb, RESTORE, DATABASE)) {
      Links.databases(statement, verb + 1, findings);
    }
  }

  /** {@code GET [CURRENT | STACKED] DIAGNOSTICS} puts the last errors into variables. */
  private void diagnostics() {
    boolean area = statement.textIs(verb + 1, "current") || statement.textIs(verb + 1, "stacked");
    if (statement.textIs(area ? verb + 2 : verb + 1, "diagnostics")) {
      findings.add(Operation.SESSION, "GET DIAGNOSTICS");
      QueryShape.judgeExpressions(statement, verb + 1, findings);
    } else {
      findings.unknown("not understood");
    }
  }

  private void only(Dialect dialect, Operation operation) {
    if (statement.dialect() == dialect) {
      findings.add(operation, statement.word(verb).name());
    } else {
      findings.unknown("not understood");
    }
  }

  private void show() {
    boolean known =
        switch (statement.dialect()) {
          case POSTGRESQL, MYSQL, MARIADB, H2 -> true;
          case SQLITE, SQLSERVER, ORACLE, STANDARD -> false;
        };
    if (known && (statement.has(verb + 1) || statement.is(verb, HELP))) {
      read();
    } else {
      findings.unknown("SHOW is not understood");
    }
  }

  private void read() {
    findings.add(Operation.READ, statement.word(verb).name());
    QueryShape.judgeExpressions(statement, verb + 1, findings);
  }

  private void vacuum() {
    findings.add(Operation.MAINTENANCE, "VACUUM");
    int into = statement.find(INTO, verb, statement.to());
    if (into > 0) {
      findings.add(Operation.BULK, "writes a file");
      if (statement.dialect() == Dialect.SQLITE) {
        Links.writes(statement, into + 1, findings);
      }
    }
  }

  private void load() {
    switch (statement.word(verb + 1)) {
      case DATA, XML -> findings.add(Operation.BULK, "loads a file");
      case INDEX -> findings.add(Operation.MAINTENANCE, "loads an index into the cache");
      default -> findings.unknown("loads code");
    }
  }

  private void backup() {
    if (statement.dialect() == Dialect.MARIADB) {
      findings.add(Operation.MAINTENANCE, "BACKUP");
    } else {
      findings.add(Operation.BULK, "BACKUP writes a file");
      if (statement.dialect() == Dialect.SQLITE) {
        Links.writes(statement, statement.find(TO, verb, statement.to()) + 1, findings);
      }
    }
  }

  private void script() {
    if (statement.dialect() != Dialect.H2) {
      findings.unknown("SCRIPT is not understood");
    } else if (statement.find(TO, verb, statement.to()) > 0) {
      findings.add(Operation.BULK, "SCRIPT writes a file");
    } else {
      findings.add(Operation.READ, "SCRIPT");
    }
  }

  private void discard() {
    boolean part =
        switch (statement.word(verb + 1)) {
          case PLANS, SEQUENCES, TEMP, TEMPORARY -> verb + 2 == statement.to();
          default -> false;
        };
    findings.add(part ? Operation.SESSION : Operation.WEAKEN, "DISCARD");
  }

  private void use() {
    boolean bracketed = statement.textIs(verb + 1, "[") && statement.textIs(verb + 3, "]");
    int name = bracketed ? verb + 2 : verb + 1;
    boolean readable = statement.isName(name) && name + (bracketed ? 2 : 1) == statement.to();
    if (statement.dialect() == Dialect.POSTGRESQL || statement.dialect() == Dialect.SQLITE) {
      findings.unknown("USE is not understood");
    } else if (!readable) {
      findings.unknown("USE is not understood");
      findings.retarget(Reach.Kind.NEXT_DATABASE, "", "USE");
    } else if (statement.dialect() == Dialect.H2) {
      findings.add(Operation.SESSION, "USE of a schema");
    } else {
      findings.retarget(Reach.Kind.NEXT_DATABASE, statement.name(name), "USE");
    }
  }
}
