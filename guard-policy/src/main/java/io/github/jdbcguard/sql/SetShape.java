package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import io.github.jdbcguard.sql.JudgedStatement.TransactionControl;

/** SET and RESET: settings, transaction modes, roles, passwords, variables. */
final class SetShape {
  private final Statement statement;
  private final Findings findings;
  private final int verb;

  private SetShape(Statement statement, int verb, Findings findings) {
    this.statement = statement;
    this.verb = verb;
    this.findings = findings;
  }

  static void judge(Statement statement, int verb, Findings findings) {
    if (statement.dialect() == Dialect.SQLITE || !statement.has(verb + 1)) {
      findings.unknown("SET is not understood");
      return;
    }
    QueryShape.judgeExpressions(statement, verb + 1, findings);
    new SetShape(statement, verb, findings).judge();
    SqlMode.read(statement, verb, findings);
    ClientCharset.read(statement, verb, findings);
  }

  private void judge() {
    int i = verb + 1;
    switch (statement.word(i)) {
      case TRANSACTION -> modes(i + 1);
      case SESSION, LOCAL -> scoped(i + 1);
      case ROLE -> role(i + 1);
      case GLOBAL, PERSIST, PERSIST_ONLY, AUTHORIZATION, RESOURCE -> weaken(statement.text(i));
      case STATEMENT -> forStatement(i);
      case PASSWORD, SALT -> findings.add(Operation.GRANT, "sets a password");
      case DEFAULT -> defaults(i);
      case CONSTRAINTS -> settle("sets when constraints are checked");
      case TIME -> zone(i);
      case XML -> settle("sets XML OPTION");
      case NAMES -> settle("sets NAMES");
      case CHARACTER, CHARSET -> settle("sets the character set");
      default -> assignments(i, statement.to());
    }
  }

  private void scoped(int i) {
    switch (statement.word(i)) {
      case CHARACTERISTICS -> modes(i + 3);
      case TRANSACTION -> modes(i + 1);
      case ROLE -> role(i + 1);
      case AUTHORIZATION -> {
        weaken("SESSION AUTHORIZATION");
        runsAs(i + 1);
      }
      case TIME -> zone(i);
      default -> assignments(i, statement.to());
    }
  }

  /** Takes on rights that the login was given; it matters where a policy speaks of users. */
  private void role(int i) {
    findings.add(Operation.SESSION, "sets the role");
    runsAs(isAssignment(i) ? i + 1 : i);
  }

  /** Notes the user of later statements, or the role; empty where it is not told. */
  private void runsAs(int i) {
    boolean alone = i + 1 == statement.to();
    if (alone && statement.textIs(i, "none")) {
      return;
    }
    String literal = statement.text(i);
    String name = "";
    if (alone && statement.isName(i) && !statement.is(i, DEFAULT) && !statement.is(i, ALL)) {
      name = Links.name(statement, i);
    } else if (alone && literal.startsWith("'") && literal.indexOf('\\') < 0) {
      name = literal.substring(1, Math.max(1, literal.length() - 1));
    }
    findings.reach(Reach.of(Reach.Kind.NEXT_USER, name));
  }

  private void defaults(int i) {
    if (statement.is(i + 1, ROLE)) {
      findings.add(Operation.GRANT, "sets default roles");
    } else {
      weaken("DEFAULT");
    }
  }

  private void zone(int i) {
    if (statement.is(i + 1, ZONE)) {
      settle("sets the time zone");
    } else {
      weaken("TIME");
    }
  }

  private void settle(String what) {
    findings.add(Operation.SESSION, what);
    if (statement.mysqlLike()) {
      int comma = comma(verb, statement.to());
      if (comma < statement.to()) {
        assignments(comma + 1, statement.to());
      }
    }
  }

  /** {@code SET STATEMENT a = 1, b = 2 FOR …} sets for the one statement. */
  private void forStatement(int i) {
    int end = statement.find(FOR, i, statement.to());
    if (end > i + 1 && statement.dialect() == Dialect.MARIADB) {
      assignments(i + 1, end);
    } else {
      weaken(statement.text(i));
    }
  }

  private int comma(int from, int to) {
    int i = from;
    while (i < to && statement.symbol(i) != ',') {
      i = statement.after(i);
    }
    return i;
  }

  private void weaken(String what) {
    findings.add(Operation.WEAKEN, "sets " + (what.length() > 64 ? what.substring(0, 64) : what));
  }

  /** {@code a = 1, b = 2}; only MySQL and MariaDB know lists of settings. */
  private void assignments(int from, int to) {
    int i = from;
    while (i < to) {
      int end = statement.mysqlLike() ? comma(i, to) : to;
      assignment(i, end);
      i = end + 1;
    }
  }

  private void assignment(int from, int end) {
    int i = from;
    if (statement.kind(i) == TokenKind.VARIABLE && !statement.text(i).startsWith("@@")) {
      findings.add(Operation.SESSION, "sets a variable");
      return;
    }
    if (statement.mysqlLike() && (statement.is(i, NAMES) || statement.is(i, CHARACTER))) {
      findings.add(Operation.SESSION, "sets NAMES");
      return;
    }
    boolean system = statement.kind(i) == TokenKind.VARIABLE;
    String name = system ? statement.text(i).substring(2) : statement.name(i);
    if (system && sessionScope(name) && statement.symbol(i + 1) == '.') {
      i += 2;
      name = statement.name(i);
    } else if (!system && (statement.is(i, SESSION) || statement.is(i, LOCAL))) {
      i++;
      name = statement.name(i);
    }
    named(i, end, name);
  }

  private static boolean sessionScope(String name) {
    return name.equalsIgnoreCase("session") || name.equalsIgnoreCase("local");
  }

  private void named(int i, int end, String name) {
    boolean assigned =
        isAssignment(i + 1) || statement.dialect() == Dialect.H2 || statement.is(i, SCHEMA);
    boolean known = Settings.harmless(statement.dialect(), name) || tightens(i, end, name);
    if (assigned && known && i + 1 < end) {
      findings.add(Operation.SESSION, "sets " + name);
      if (name.equalsIgnoreCase("autocommit")) {
        autocommit(isAssignment(i + 1) ? i + 2 : i + 1, end);
      }
    } else {
      weaken(name);
      boolean postgresql = statement.dialect() == Dialect.POSTGRESQL;
      if (postgresql
          && (name.equalsIgnoreCase("role") || name.equalsIgnoreCase("session_authorization"))) {
        runsAs(i + 2);
      } else if (postgresql && statement.symbol(i + 1) == '&') {
        findings.reach(Reach.of(Reach.Kind.NEXT_USER, "")); // U&"\0072ole"
      }
    }
  }

  /** Where the value is not told, it may be off. */
  private void autocommit(int value, int end) {
    boolean on = value + 1 == end && isOn(value);
    findings.control(
        on ? TransactionControl.AUTOCOMMIT_ON : TransactionControl.AUTOCOMMIT_OFF,
        "sets autocommit");
  }

  private boolean isOn(int i) {
    return statement.is(i, ON) || statement.is(i, TRUE) || statement.textIs(i, "1");
  }

  private boolean isAssignment(int i) {
    return statement.symbol(i) == '='
        || statement.is(i, TO)
        || (statement.symbol(i) == ':' && statement.length(i) == 2 && !statement.isCast(i));
  }

  /** Read-only, plain quoting, or updates only by key, switched on. */
  private boolean tightens(int i, int end, String name) {
    boolean safeguard =
        switch (statement.dialect()) {
          case POSTGRESQL ->
              name.equalsIgnoreCase("default_transaction_read_only")
                  || name.equalsIgnoreCase("transaction_read_only")
                  || name.equalsIgnoreCase("standard_conforming_strings");
          case MYSQL, MARIADB ->
              name.equalsIgnoreCase("transaction_read_only")
                  || name.equalsIgnoreCase("tx_read_only")
                  || name.equalsIgnoreCase("sql_safe_updates");
          case H2, SQLITE, SQLSERVER, ORACLE, STANDARD -> false;
        };
    return safeguard && isOn(i + 2) && i + 3 == end;
  }

  /** Transaction modes; READ WRITE lifts the read-only session. */
  private void modes(int from) {
    findings.add(Operation.SESSION, "sets transaction modes");
    modes(statement, from, findings);
  }

  static void modes(Statement statement, int from, Findings findings) {
    for (int i = from; i < statement.to(); i++) {
      if (statement.is(i, READ, WRITE)) {
        findings.add(Operation.WEAKEN, "READ WRITE lifts the read-only transaction");
      }
      boolean known =
          switch (statement.word(i)) {
            case READ,
                WRITE,
                ONLY,
                ISOLATION,
                LEVEL,
                COMMITTED,
                UNCOMMITTED,
                REPEATABLE,
                SERIALIZABLE,
                SNAPSHOT,
                DEFERRABLE,
                NOT,
                WITH,
                CONSISTENT ->
                true;
            default -> statement.symbol(i) == ',' || statement.is(i - 1, SNAPSHOT);
          };
      if (!known) {
        findings.unknown("transaction modes are not understood");
        return;
      }
    }
  }

  /** RESET of one setting in PostgreSQL; in MySQL and MariaDB it deletes logs and replication. */
  static void reset(Statement statement, int verb, Findings findings) {
    if (statement.mysqlLike()) {
      resetServer(statement, verb, findings);
      return;
    }
    boolean zone = statement.is(verb + 1, TIME, ZONE);
    boolean one = verb + 2 == statement.to() && statement.isName(verb + 1);
    String name = statement.name(verb + 1);
    if (statement.dialect() == Dialect.POSTGRESQL
        && (zone
            || statement.is(verb + 1, ROLE)
            || (one && Settings.harmless(statement.dialect(), name)))) {
      findings.add(Operation.SESSION, "resets " + name);
    } else {
      findings.add(Operation.WEAKEN, "resets settings");
    }
  }

  private static void resetServer(Statement statement, int verb, Findings findings) {
    if (statement.is(verb + 1, QUERY)) {
      findings.add(Operation.MAINTENANCE, "empties the query cache");
    } else if (statement.is(verb + 1, PERSIST)) {
      findings.add(Operation.WEAKEN, "resets persistent settings");
    } else {
      findings.add(Operation.DROP, "RESET deletes logs");
    }
  }
}
