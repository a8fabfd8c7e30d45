package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what names of several parts reach: {@code prod.users} in MySQL and MariaDB, {@code
 * prod.dbo.users} and linked servers elsewhere. A name is taken for that of a table unless it
 * certainly stands in an expression, where {@code o.id} is a column.
 */
final class QualifiedNames {
  private static final Set<String> SEQUENCES = Set.of("nextval", "lastval", "setval");

  private final Statement statement;
  private final Findings findings;
  private final boolean mysql;
  private final boolean trigger;
  private final boolean stored;
  private final boolean rights;
  private final Deque<NameScope> around = new ArrayDeque<>();
  private final List<Reach> found = new ArrayList<>();
  private NameScope scope = new NameScope();
  private boolean locks;

  /** Within SET STATEMENT, before its FOR. */
  private boolean settings;

  private QualifiedNames(Statement statement, int start, Findings findings) {
    int verb = behindSettings(statement, start);
    this.statement = statement;
    this.findings = findings;
    this.mysql = statement.mysqlLike();
    int head = Math.min(verb + 12, statement.to());
    boolean defines = statement.is(verb, CREATE) || statement.is(verb, ALTER);
    this.rights = statement.is(verb, GRANT) || statement.is(verb, REVOKE);
    this.trigger = defines && statement.find(TRIGGER, verb, head) > 0;
    this.stored = defines && statement.find(TABLE, verb, head) < 0;
  }

  /** The verb behind {@code SET STATEMENT … FOR}. */
  private static int behindSettings(Statement statement, int verb) {
    int of = statement.is(verb, SET, STATEMENT) ? statement.find(FOR, verb, statement.to()) : -1;
    return of < 0 ? verb : of + 1;
  }

  /** Adds what the statement reaches to its findings. */
  static void read(Statement statement, int verb, Findings findings) {
    boolean oneDatabase =
        switch (statement.dialect()) {
          case POSTGRESQL, H2, SQLITE -> true;
          case MYSQL, MARIADB, SQLSERVER, ORACLE, STANDARD -> false;
        };
    if (!oneDatabase) {
      new QualifiedNames(statement, verb, findings).read();
    }
  }

  private void read() {
    int i = statement.from();
    while (i < statement.to()) {
      boolean name = statement.isName(i) && statement.symbol(i - 1) != '.';
      if (PartedName.isBracket(statement, i)) {
        i = name(i);
      } else if (name
          && PartedName.isDotted(statement, i)
          && !NameScope.RESERVED.contains(statement.word(i))) {
        i = name(i);
      } else if (name) {
        word(i);
      } else {
        other(i);
      }
      i++;
    }
    boolean mayWrite = locks || stored || findings.has(Operation.UNKNOWN);
    for (Reach reach : found) {
      findings.reach(new Reach(reach.kind(), reach.name(), reach.reads() && !mayWrite));
    }
  }

  /** Reads the whole name and answers its last token. */
  private int name(int first) {
    PartedName name = PartedName.at(statement, first);
    int last = name.last();
    boolean called = statement.symbol(last + 1) == '(';
    boolean draws = name.parts() == 3 && statement.is(last, NEXTVAL);
    if (scope.tables || called || (mysql && draws)) {
      reaches(name, called || draws);
    }
    named();
    return last;
  }

  private void reaches(PartedName name, boolean called) {
    int parts = name.parts();
    if (statement.symbol(name.last() + 1) == '*' && !statement.is(name.first() - 1, ON)) {
      parts--; // t.* names a table
    }
    if (mysql && parts > 1) {
      mysqlName(name, called);
    } else if (parts > 3) {
      add(Reach.Kind.UNKNOWN, "a linked server", called);
    } else if (parts == 3) {
      add(Reach.Kind.DATABASE, name.database(), called);
    }
  }

  private void mysqlName(PartedName parted, boolean called) {
    int first = parted.first();
    boolean column = statement.is(first - 1, OF) && statement.textIs(first - 2, "type");
    if (column && parted.parts() == 2 && !statement.is(first - 3, ROW)) {
      return;
    }
    boolean row = trigger && (statement.textIs(first, "new") || statement.textIs(first, "old"));
    String name = parted.database();
    // Nobody can write the information schema, and no routine lives there.
    if (row || name.equalsIgnoreCase("information_schema")) {
      return;
    }
    if (statement.is(first - 1, ON) && name.indexOf('%') >= 0) {
      findings.reachAnyDatabase();
    } else {
      add(Reach.Kind.DATABASE, name, called);
    }
  }

  private void add(Reach.Kind kind, String name, boolean called) {
    found.add(new Reach(kind, name, scope.reads && scope.tables && !called));
  }

  private void named() {
    if (scope.once) {
      scope.once = false;
      scope.tables = false;
    }
  }

  private void other(int i) {
    switch (statement.symbol(i)) {
      case '(', '{', '[' -> open(i);
      case ')', '}', ']' -> scope = around.isEmpty() ? scope : around.pop();
      case ',' -> {
        if (scope.list) {
          scope.tables(true, scope.selects);
        }
      }
      case ';' -> scope = new NameScope();
      case '@' -> link(i);
      default -> {
        if (statement.kind(i) == TokenKind.VARIABLE && !statement.text(i).startsWith("@@")) {
          link(i);
        }
      }
    }
  }

  private void open(int i) {
    boolean named = statement.isName(i - 1) && !NameScope.OPENERS.contains(statement.word(i - 1));
    around.push(scope);
    scope = scope.within(named);
    if (named && SEQUENCES.contains(statement.text(i - 1).toLowerCase(Locale.ROOT))) {
      once();
    }
  }

  private void once() {
    if (!scope.tables) {
      scope.tables = true;
      scope.once = true;
      scope.reads = false;
    }
  }

  /** Oracle's {@code t@link}; a variable of T-SQL stands behind what is no name of a table. */
  private void link(int i) {
    Tokens tokens = statement.tokens();
    boolean behindName = statement.isName(i - 1) && statement.word(i - 1) == NONE;
    if (!mysql && behindName) {
      boolean adjacent = tokens.end(i - 1) == tokens.start(i);
      if (adjacent || (scope.tables && scope.opened)) {
        add(Reach.Kind.UNKNOWN, "a database link", !scope.tables);
      }
    }
  }

  private void word(int i) {
    switch (statement.word(i)) {
      case SELECT -> {
        scope.expressions();
        scope.query = true;
        scope.selects = true;
      }
      case FROM -> {
        if (scope.query || around.isEmpty()) {
          scope.tables(true, scope.selects);
        }
      }
      case JOIN, STRAIGHT_JOIN -> join(i);
      case INTO, TABLE, RENAME, UNION -> scope.tables(false, false);
      case CALL, DROP, ALTER, CREATE, GRANT, REVOKE, LOCK, LOAD, ANALYZE, OPTIMIZE ->
          statementOf(i);
      case TRUNCATE, IF -> startsInBody(i);
      case USING -> {
        if (scope.query) {
          scope.tables(true, false);
        }
      }
      case INSERT, REPLACE, UPDATE, DELETE, MERGE -> change(i);
      case REFERENCES -> once();
      case LIKE -> {
        if (statement.symbol(i - 1) == '(') {
          once();
        }
      }
      case FOR -> lockOrSequence(i);
      case WHERE, HAVING, LIMIT, VALUES, SET, RETURN, WHILE -> {
        scope.expressions();
        settings |= statement.is(i, SET, STATEMENT);
      }
      case RETURNING -> {
        if (statement.dialect() != Dialect.MYSQL) {
          scope.expressions();
        }
      }
      case BY -> {
        if (!statement.is(i - 2, FOR)) {
          scope.expressions();
        }
      }
      case ON -> on(i);
      default -> named();
    }
  }

  /** TRUNCATE and IF are functions as well, but for where a statement of a body starts. */
  private void startsInBody(int i) {
    if (statement.symbol(i - 1) == ';'
        || NameScope.STARTS_OF_BODIES.contains(statement.word(i - 1))) {
      if (statement.is(i, IF)) {
        scope.expressions();
      } else {
        scope.tables(false, false);
      }
    }
  }

  private void statementOf(int i) {
    locks |= statement.is(i, LOCK, IN);
    scope.tables(false, false);
  }

  /** {@code USE INDEX FOR JOIN} is a hint, {@code SELECT STRAIGHT_JOIN} a modifier. */
  private void join(int i) {
    boolean hint = statement.is(i - 1, FOR);
    if (!hint && (statement.is(i, JOIN) || scope.list)) {
      scope.tables(true, scope.selects);
    }
  }

  private void change(int i) {
    boolean function = statement.symbol(i + 1) == '(' && !statement.is(i, UPDATE);
    if (function || rights || statement.is(i - 1, ON) || statement.is(i + 1, ON)) {
      return;
    }
    if (statement.is(i - 1, KEY)) {
      scope.expressions();
      return;
    }
    scope.query = true;
    scope.selects = false;
    scope.tables(true, false);
  }

  private void lockOrSequence(int i) {
    if (settings) {
      settings = false;
      scope = new NameScope();
      return;
    }
    locks |= statement.is(i + 1, UPDATE) || statement.is(i + 1, SHARE);
    if (statement.is(i - 1, VALUE)) {
      once();
    }
  }

  private void on(int i) {
    if (scope.list) {
      scope.tables = false;
    } else if (!statement.is(i + 1, DELETE) && !statement.is(i + 1, UPDATE)) {
      scope.tables(false, false);
    }
  }
}
