package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the tables that statements name, from their tokens alone; for people, who are shown them.
 */
final class TableNames {
  static final int MOST = 20;

  /** Between the word that announces a table and its name. */
  private static final Set<Keyword> MODIFIERS =
      EnumSet.of(
          ONLY,
          IF,
          NOT,
          EXISTS,
          LOW_PRIORITY,
          HIGH_PRIORITY,
          DELAYED,
          QUICK,
          IGNORE,
          TABLE,
          INTO,
          FROM,
          OVERWRITE);

  private static final Set<Keyword> RESERVED =
      EnumSet.of(
          SELECT, WITH, VALUES, FROM, WHERE, SET, JOIN, ON, TABLE, INTO, UPDATE, DELETE, INSERT);

  private static final Set<Keyword> CHANGES =
      EnumSet.of(INSERT, UPDATE, DELETE, MERGE, REPLACE, TRUNCATE, DROP, ALTER, CREATE, RENAME);

  private final Statement statement;
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> read = new LinkedHashSet<>();
  private final Set<String> common = new HashSet<>();
  private final Map<String, String> aliases = new HashMap<>();

  /** Where names in a list belong to: what is changed, up to the SET of an UPDATE. */
  private Set<String> listed = read;

  private final Deque<Place> around = new ArrayDeque<>();

  /** Whether FROM names tables here, and is no part of a function's syntax. */
  private boolean query;

  /** Whether a comma goes on with another table. */
  private boolean list;

  private TableNames(Statement statement) {
    this.statement = statement;
  }

  /** What is known around a bracket. */
  private record Place(boolean query, boolean list) {}

  /** The tables that the text would change; if it changes none, those it reads; at most 20. */
  static List<String> of(Tokens tokens, Dialect dialect) {
    Set<String> changed = new LinkedHashSet<>();
    Set<String> read = new LinkedHashSet<>();
    for (Statement statement : Splitter.split(tokens, dialect)) {
      TableNames names = new TableNames(statement);
      names.find();
      changed.addAll(names.changed);
      read.addAll(names.read);
    }
    return (changed.isEmpty() ? read : changed).stream().limit(MOST).toList();
  }

  private void find() {
    int i = statement.from();
    while (i < statement.to()) {
      i = read(i);
    }
    read.removeIf(name -> common.contains(folded(name)));
    for (String name : List.copyOf(changed)) {
      String table = aliases.get(folded(name));
      if (table != null) {
        changed.remove(name);
        changed.add(table);
      }
    }
  }

  /** Reads one token, or a whole name, and answers what is next. */
  private int read(int i) {
    switch (statement.symbol(i)) {
      case '(' -> {
        around.push(new Place(query, list));
        query = false;
        list = false;
      }
      case ')' -> {
        Place outside = around.isEmpty() ? new Place(query, false) : around.pop();
        query = outside.query();
        list = outside.list();
      }
      case ',' -> {
        if (list && query) {
          return table(i + 1, listed);
        }
      }
      default -> {}
    }
    return statement.symbol(i - 1) == '.' ? i + 1 : word(i);
  }

  private int word(int i) {
    switch (statement.word(i)) {
      case SELECT -> {
        query = true;
        list = false;
      }
      case AS -> commonTable(i);
      case FROM -> {
        if (query && !statement.is(i - 1, DISTINCT)) {
          list = true;
          return table(i + 1, read);
        }
      }
      case JOIN, STRAIGHT_JOIN -> {
        return table(i + 1, listed);
      }
      case USING -> {
        if (statement.symbol(i + 1) != '(' && query) {
          return table(i + 1, read);
        }
      }
      case SET -> {
        list = false;
        listed = read;
      }
      case WHERE, ON, GROUP, ORDER, HAVING, LIMIT, VALUES, RETURNING -> list = false;
      case COPY -> {
        return i == statement.from() ? table(i + 1, changed) : i + 1;
      }
      case GRANT, REVOKE -> {
        return i == statement.from() ? granted(i) : i + 1;
      }
      case INTO -> {
        return into(i);
      }
      case TABLE -> {
        if (i == statement.from() || !changes(statement.from())) {
          return table(i + 1, read);
        }
      }
      default -> {
        if (changes(i)) {
          return change(i);
        }
      }
    }
    return i + 1;
  }

  private boolean changes(int i) {
    return CHANGES.contains(statement.word(i));
  }

  /** {@code x AS (SELECT …}, {@code x (a, b) AS MATERIALIZED (…}. */
  private void commonTable(int i) {
    int body = statement.is(i + 1, NOT) ? i + 2 : i + 1;
    body = statement.is(body, MATERIALIZED) ? body + 1 : body;
    boolean columns = statement.symbol(i - 1) == ')';
    int name = columns ? statement.tokens().partner(i - 1) - 1 : i - 1;
    if (statement.symbol(body) == '(' && statement.isName(name)) {
      common.add(folded(statement.name(name)));
    }
  }

  private int change(int i) {
    boolean first = i == statement.from() || statement.symbol(i - 1) == '(';
    boolean called = statement.symbol(i + 1) == '(';
    boolean event = statement.is(i - 1, ON) || statement.is(i - 1, FOR) || statement.is(i - 1, KEY);
    if (called || event || (statement.is(i, SET) && !first)) {
      return i + 1;
    }
    query = true;
    return switch (statement.word(i)) {
      case CREATE, DROP, ALTER, TRUNCATE, RENAME -> defined(i);
      case UPDATE -> {
        list = true;
        listed = changed;
        yield data(i);
      }
      case REPLACE, INSERT, MERGE, DELETE -> data(i);
      default -> i + 1;
    };
  }

  /** The first name behind a verb and its modifiers. */
  private int data(int i) {
    int name = i + 1;
    while (MODIFIERS.contains(statement.word(name)) || statement.is(name, OR)) {
      name = statement.is(name, OR) ? name + 2 : name + 1;
    }
    if (statement.is(name, TOP) && statement.symbol(name + 1) == '(' && name == i + 1) {
      int counted = statement.after(name + 1);
      name = MODIFIERS.contains(statement.word(counted)) ? counted + 1 : counted;
    }
    return table(name, changed);
  }

  /** Of definitions only those of tables are named, and what an index or a trigger stands on. */
  private int defined(int i) {
    if (i != statement.from()) {
      return i + 1;
    }
    for (int at = i + 1; at < statement.to() && at < i + 12; at++) {
      boolean last = statement.is(at, TABLE) || statement.is(at, VIEW) || statement.is(at, ON);
      if (last || (at == i + 1 && statement.is(i, TRUNCATE))) {
        int name = last ? at + 1 : at;
        while (MODIFIERS.contains(statement.word(name))) {
          name++;
        }
        return several(name);
      }
    }
    return i + 1;
  }

  private int several(int first) {
    int i = table(first, changed);
    while (statement.symbol(i) == ',' && statement.isName(i + 1) && statement.is(i + 1, NONE)) {
      i = table(i + 1, changed);
    }
    return i;
  }

  /** {@code GRANT SELECT ON t}, but not {@code ON SCHEMA s}. */
  private int granted(int i) {
    int on = statement.find(ON, i, statement.to());
    int name = statement.is(on + 1, TABLE) ? on + 2 : on + 1;
    if (on > 0 && statement.word(name) == NONE) {
      table(name, changed);
    }
    return statement.to();
  }

  /** {@code SELECT … INTO t} creates a table; {@code INTO OUTFILE} and variables do not. */
  private int into(int i) {
    boolean table = statement.isName(i + 1) && !statement.is(i + 1, OUTFILE) && query;
    int name = i + 1;
    while (statement.is(name, TEMP) || statement.is(name, TEMPORARY) || statement.is(name, TABLE)) {
      name++;
    }
    return table && !statement.is(i + 1, DUMPFILE) ? table(name, changed) : i + 1;
  }

  /** Adds the name at {@code first}, if it is one and calls nothing, and answers what is next. */
  @SuppressWarnings("ReferenceEquality") // one of the two lists
  private int table(int first, Collection<String> names) {
    int i = first;
    while (statement.is(i, ONLY) || statement.is(i, LATERAL)) {
      i++;
    }
    if (!statement.isName(i) || RESERVED.contains(statement.word(i))) {
      return i;
    }
    int last = statement.lastOfName(i);
    boolean called = names == read && statement.symbol(last + 1) == '(';
    if (!called) {
      String table = written(i, last);
      names.add(table);
      int alias = statement.is(last + 1, AS) ? last + 2 : last + 1;
      if (statement.isName(alias) && statement.word(alias) == NONE) {
        aliases.put(folded(statement.name(alias)), table);
      }
    }
    return last + 1;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private String written(int first, int last) {
    List<String> parts = new ArrayList<>(2);
    for (int i = first; i <= last; i += 2) {
      parts.add(statement.name(i));
    }
    return String.join(".", parts);
  }
}
