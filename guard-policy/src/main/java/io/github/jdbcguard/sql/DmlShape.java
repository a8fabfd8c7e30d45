package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

/** One INSERT, UPDATE, DELETE, MERGE or REPLACE, at the top or inside a query. */
final class DmlShape {
  private final Statement statement;
  private final int verb;
  private final int end;
  private final int into;
  private final int target;

  /**
   * @param verb the place of the verb
   * @param end one past the last token that belongs to it
   */
  DmlShape(Statement statement, int verb, int end) {
    this.statement = statement;
    this.verb = verb;
    this.end = end;
    int i = afterModifiers(verb + 1);
    this.into = statement.is(i, INTO) ? i : -1;
    this.target = statement.is(i, INTO) || statement.is(i, FROM) ? i + 1 : i;
  }

  /** The place of its own INTO, or -1. */
  int into() {
    return into;
  }

  /** The last token of the name of its target, after which a list of columns may follow. */
  int lastOfTarget() {
    int last = statement.lastOfName(target);
    return statement.isName(last + 1) && statement.symbol(last + 2) == '(' ? last + 1 : last;
  }

  void judge(Findings findings) {
    if (statement.dialect() == Dialect.SQLSERVER && TempTables.isChanged(statement, verb, target)) {
      findings.add(Operation.SESSION, "changes a temporary table");
      return;
    }
    switch (statement.word(verb)) {
      case INSERT -> insert(findings);
      case REPLACE -> {
        findings.add(Operation.INSERT, "REPLACE");
        findings.add(Operation.DELETE, "REPLACE deletes what is there already");
      }
      case UPDATE -> bounded(findings, Operation.UPDATE, Operation.UPDATE_ALL);
      case DELETE -> bounded(findings, Operation.DELETE, Operation.DELETE_ALL);
      case MERGE -> findings.add(Operation.MERGE, "MERGE");
      default -> findings.unknown("not a change of data");
    }
    system(findings);
  }

  private void insert(Findings findings) {
    findings.add(Operation.INSERT, "INSERT");
    if (statement.is(verb + 1, OR, REPLACE)) {
      findings.add(Operation.DELETE, "OR REPLACE deletes what is there already");
    }
    if (statement.is(verb + 1, OVERWRITE)) {
      findings.unknown("INSERT OVERWRITE");
    }
  }

  private void bounded(Findings findings, Operation some, Operation all) {
    int where = statement.find(WHERE, verb, end);
    if (where < 0) {
      findings.add(all, statement.word(verb) + " without WHERE");
    } else if (Condition.of(statement, where + 1, end).holdsAlways()) {
      findings.add(all, statement.word(verb) + " whose condition always holds");
    } else {
      findings.add(some, statement.word(verb).name());
    }
  }

  /** Tables behind which settings or rights lie. */
  private void system(Findings findings) {
    int last = statement.lastOfName(target);
    if (statement.dialect().linksServers() && statement.symbol(last + 1) == '(') {
      Links.call(statement, last, findings);
    }
    if (statement.dialect() == Dialect.POSTGRESQL) {
      if (statement.nameIs(last, "pg_settings")) {
        findings.add(Operation.WEAKEN, "writes pg_settings");
      } else if (statement.nameStartsWith(last, "pg_auth")) {
        findings.add(Operation.GRANT, "writes the catalog of roles");
      }
    }
    if (statement.mysqlLike() && last > target && statement.nameIs(target, "mysql")) {
      findings.add(Operation.GRANT, "writes a system table");
    }
  }

  /** {@code TOP (10) PERCENT}. */
  private int afterTop(int i) {
    int count = statement.dialect() == Dialect.SQLSERVER ? statement.after(i + 1) : i;
    return statement.textIs(count, "percent") ? count + 1 : Math.max(count, i + 1);
  }

  private int afterModifiers(int from) {
    int i = from;
    while (true) {
      switch (statement.word(i)) {
        case LOW_PRIORITY, HIGH_PRIORITY, DELAYED, QUICK, IGNORE, ONLY -> i++;
        case OR -> i += 2;
        case TOP -> i = afterTop(i);
        default -> {
          return i;
        }
      }
    }
  }
}
