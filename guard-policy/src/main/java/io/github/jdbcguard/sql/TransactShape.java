package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** The statements of T-SQL, one at a time as {@link TransactBatch} cuts them. */
final class TransactShape {
  private final Statement statement;
  private final int verb;
  private final Findings findings;
  private final Judge judge;

  private TransactShape(Statement statement, int verb, Findings findings, Judge judge) {
    this.statement = statement;
    this.verb = verb;
    this.findings = findings;
    this.judge = judge;
  }

  static void judge(Statement statement, int verb, Findings findings, Judge judge) {
    new TransactShape(statement, verb, findings, judge).judge();
  }

  private void judge() {
    switch (TransactVerb.at(statement, verb)) {
      case NONE -> unnamed();
      case SELECT, WITH, INSERT, MERGE, DELETE -> QueryShape.judge(statement, verb, findings);
      case UPDATE -> update();
      case EXEC, EXECUTE -> TransactExecution.judge(statement, verb, findings, judge);
      case CREATE, ALTER, DROP, TRUNCATE -> define();
      case GRANT, REVOKE, DENY -> DdlShape.judge(statement, verb, findings);
      case BACKUP, DUMP -> findings.add(Operation.BULK, "BACKUP writes a file");
      case RESTORE, LOAD -> restore();
      case DBCC -> dbcc();
      case KILL -> kill();
      case SHUTDOWN -> findings.add(Operation.CALL, "SHUTDOWN");
      case USE -> judge.shared(statement, verb, findings);
      case DECLARE -> declare();
      case SET -> TransactSettings.judge(statement, verb, findings);
      case IF, WHILE -> evaluates(Operation.READ);
      case BEGIN, COMMIT, ROLLBACK, SAVE -> TransactTransaction.judge(statement, verb, findings);
      case END -> end();
      case WAITFOR -> await();
      case ELSE, PRINT, RETURN, GOTO, BREAK, CONTINUE, THROW -> evaluates(Operation.SESSION);
      case RAISERROR -> raise();
      case BULK -> findings.add(Operation.BULK, "loads a file");
      case OPEN, CLOSE, DEALLOCATE -> findings.add(Operation.SESSION, "cursor or key");
      case FETCH -> findings.add(Operation.READ, "FETCH");
      case CHECKPOINT -> findings.add(Operation.MAINTENANCE, "CHECKPOINT");
      case RECONFIGURE -> findings.add(Operation.WEAKEN, "changes the server's settings");
      case REVERT, SETUSER -> user();
      case READTEXT -> findings.add(Operation.READ, "READTEXT");
      case WRITETEXT, UPDATETEXT -> findings.add(Operation.UPDATE, "writes a text");
      case SEND -> findings.add(Operation.INSERT, "sends a message");
      case RECEIVE -> findings.add(Operation.DELETE, "takes messages off a queue");
      case MOVE, GET -> findings.add(Operation.UPDATE, "locks conversations");
      case ENABLE, DISABLE, ADD -> findings.add(Operation.ALTER, "changes what is defined");
    }
  }

  private void unnamed() {
    boolean label = statement.symbol(verb + 1) == ':' && verb + 2 == statement.to();
    if (label && statement.isName(verb)) {
      findings.add(Operation.SESSION, "a label");
    } else if (statement.symbol(verb) == '{') {
      PreparedShape.escape(statement, verb, findings);
    } else if (verb == 0 && TransactExecution.isReport(statement, verb)) {
      findings.add(Operation.READ, "a report"); // the first word of a text needs no EXEC
    } else if (statement.symbol(verb) == '(') {
      QueryShape.judge(statement, verb, findings);
    } else {
      findings.unknown("not understood");
    }
  }

  private void update() {
    if (statement.textIs(verb + 1, "statistics")) {
      findings.add(Operation.MAINTENANCE, "UPDATE STATISTICS");
    } else {
      QueryShape.judge(statement, verb, findings);
    }
  }

  private void evaluates(Operation operation) {
    findings.add(operation, statement.text(verb));
    QueryShape.judgeExpressions(statement, verb + 1, findings);
    if (statement.find(Keyword.INTO, verb, statement.to()) >= 0) {
      findings.unknown("INTO is not understood");
    }
  }

  /** WAITFOR of a time, or of a message that it takes. */
  private void await() {
    if (statement.symbol(verb + 1) == '(') {
      findings.add(Operation.DELETE, "waits for messages and takes them off a queue");
    } else {
      evaluates(Operation.SESSION);
    }
  }

  /** WITH LOG writes into the log of the server and of its machine. */
  private void raise() {
    evaluates(Operation.SESSION);
    int with = statement.find(WITH, verb, statement.to());
    for (int i = with; with > 0 && i < statement.to(); i++) {
      if (statement.textIs(i, "log")) {
        findings.add(Operation.CALL, "writes into the server's log");
      }
    }
  }

  private void end() {
    if (statement.textIs(verb + 1, "conversation")) {
      findings.add(Operation.DELETE, "ends a conversation");
    } else {
      findings.add(Operation.SESSION, "ends a block");
    }
  }

  private void define() {
    if (TempTables.isDefined(statement, verb)) {
      findings.add(Operation.SESSION, "a temporary table");
      return;
    }
    DdlShape.judge(statement, verb, findings);
    int kind = statement.is(verb + 1, OR, ALTER) ? verb + 3 : verb + 1;
    if (statement.textIs(kind, "assembly") || statement.textIs(kind, "external")) {
      findings.add(Operation.CALL, "loads code");
    }
    if (statement.is(kind, AUTHORIZATION) || statement.is(kind + 1, ROLE) || isServer(kind)) {
      findings.add(Operation.GRANT, "changes rights");
    }
    if (isServer(kind) || statement.is(kind, RESOURCE)) {
      findings.add(Operation.WEAKEN, "changes the server's settings");
    }
  }

  private boolean isServer(int kind) {
    return statement.textIs(kind, "server") && !statement.is(kind + 1, ROLE);
  }

  /** {@code KILL 54 WITH STATUSONLY} tells how far a rollback is. */
  private void kill() {
    int last = statement.to() - 1;
    boolean report = statement.is(last - 1, WITH) && statement.textIs(last, "statusonly");
    findings.add(report ? Operation.READ : Operation.CALL, "KILL");
  }

  private void restore() {
    boolean lists =
        (statement.textIs(verb + 1, "verifyonly") && !writesHistory())
            || statement.textIs(verb + 1, "headeronly")
            || statement.textIs(verb + 1, "filelistonly")
            || statement.textIs(verb + 1, "labelonly");
    if (lists) {
      findings.add(Operation.READ, "lists a backup");
      return;
    }
    findings.add(Operation.BULK, "RESTORE");
    findings.add(Operation.DROP, "overwrites a database");
    if (statement.is(verb + 1, DATABASE)) {
      Links.databases(statement, verb + 1, findings);
    }
  }

  private boolean writesHistory() {
    for (int i = verb + 2; i < statement.to(); i++) {
      if (statement.textIs(i, "loadhistory")) {
        return true;
      }
    }
    return false;
  }

  private void dbcc() {
    switch (statement.text(verb + 1).toLowerCase(java.util.Locale.ROOT)) {
      case "show_statistics", "opentran", "inputbuffer", "outputbuffer", "useroptions" -> report();
      case "tracestatus", "showcontig", "help", "proccache", "loginfo" -> report();
      case "sqlperf" -> {
        boolean space = statement.textIs(verb + 3, "logspace");
        findings.add(space ? Operation.READ : Operation.MAINTENANCE, "DBCC SQLPERF");
      }
      case "traceon", "traceoff" -> findings.add(Operation.WEAKEN, "sets a trace flag");
      case "checkident" -> identity();
      case "checkdb", "checktable", "checkalloc", "checkcatalog", "checkconstraints" -> check();
      case "checkfilegroup", "shrinkdatabase", "shrinkfile", "indexdefrag", "dbreindex" ->
          findings.add(Operation.MAINTENANCE, "DBCC");
      case "dropcleanbuffers", "freeproccache", "freesessioncache", "freesystemcache" ->
          findings.add(Operation.MAINTENANCE, "DBCC empties a cache");
      case "updateusage", "cleantable" -> findings.add(Operation.MAINTENANCE, "DBCC");
      default -> findings.unknown("DBCC of what is not known");
    }
  }

  private void identity() {
    if (statement.textIs(statement.closing(verb + 2) - 1, "noreseed")) {
      report();
    } else {
      findings.add(Operation.ALTER, "sets an identity");
    }
  }

  private void report() {
    findings.add(Operation.READ, "DBCC reports");
    QueryShape.judgeExpressions(statement, verb + 2, findings);
  }

  private void check() {
    findings.add(Operation.MAINTENANCE, "DBCC checks");
    for (int i = verb + 2; i < statement.to(); i++) {
      if (statement.text(i).toLowerCase(java.util.Locale.ROOT).startsWith("repair_")) {
        findings.add(Operation.DROP, "may lose data");
      }
    }
  }

  /** Variables, tables in them, and cursors, whose query runs when they are opened. */
  private void declare() {
    findings.add(Operation.SESSION, "DECLARE");
    int cursor = statement.find(CURSOR, verb, statement.to());
    int query = cursor < 0 ? -1 : statement.find(FOR, cursor, statement.to());
    if (query > 0) {
      cursor(cursor, query);
      judge.judge(statement, query + 1, findings);
    } else {
      QueryShape.judgeExpressions(statement, verb + 1, findings);
    }
  }

  private void cursor(int cursor, int query) {
    for (int i = cursor; i < query; i++) {
      if (statement.textIs(i, "scroll_locks")) {
        findings.add(Operation.UPDATE, "locks rows");
      }
    }
  }

  private void user() {
    findings.add(Operation.CALL, "changes the user");
    findings.reach(Reach.of(Reach.Kind.NEXT_USER, ""));
  }
}
