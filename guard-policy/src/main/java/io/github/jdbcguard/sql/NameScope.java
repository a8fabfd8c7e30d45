package io.github.jdbcguard.sql;

import static io.github.jdbcguard.sql.Keyword.*;

import java.util.EnumSet;
import java.util.Set;

/** What {@link QualifiedNames} knows of the names between one pair of brackets. */
final class NameScope {
  /** Before a bracket around tables; after any other name it holds arguments or columns. */
  static final Set<Keyword> OPENERS =
      EnumSet.of(
          FROM, JOIN, STRAIGHT_JOIN, INTO, TABLE, LATERAL, UPDATE, DELETE, USING, UNION, SELECT);

  /** Reserved, so that a dot behind them does not make them a name. */
  static final Set<Keyword> RESERVED =
      EnumSet.of(
          FROM,
          JOIN,
          STRAIGHT_JOIN,
          INTO,
          TABLE,
          UPDATE,
          DELETE,
          USING,
          SELECT,
          WHERE,
          ON,
          SET,
          BY);

  /** Behind these a statement of a body begins. */
  static final Set<Keyword> STARTS_OF_BODIES = EnumSet.of(BEGIN, THEN, ELSE, DO, LOOP, REPEAT);

  /** Whether a name here is one of a table. */
  boolean tables = true;

  /** The same for the next name alone. */
  boolean once;

  /** Whether a keyword said so. */
  boolean opened;

  /** Within a list of tables, where a comma goes on with another one. */
  boolean list;

  /** Whether FROM names tables here, and is no part of a function's syntax. */
  boolean query;

  /** Whether what FROM names is only read. */
  boolean selects;

  /** Whether what is named now is only read. */
  boolean reads;

  /**
   * What is known behind an opening bracket.
   *
   * @param arguments whether a name stands before it, so that it holds arguments or columns
   */
  NameScope within(boolean arguments) {
    NameScope inner = new NameScope();
    inner.tables = tables && !arguments;
    inner.list = inner.tables && list;
    inner.opened = inner.tables && opened;
    inner.selects = selects;
    inner.reads = reads;
    return inner;
  }

  /**
   * From here on names are those of tables.
   *
   * @param more whether a comma goes on with another one
   */
  void tables(boolean more, boolean onlyRead) {
    tables = true;
    once = false;
    opened = true;
    list = more;
    reads = onlyRead;
  }

  /** From here on names are those of columns. */
  void expressions() {
    tables = false;
    once = false;
    list = false;
  }
}
