package io.github.jdbcguard.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * One way in which a server may read a text, depending on settings and version that we do not know.
 *
 * @param escapesSingle a backslash escapes inside {@code '…'}
 * @param escapesDouble a backslash escapes inside {@code "…"}
 * @param executes the content of {@code /*! … *}{@code /} is SQL
 */
record Reading(boolean escapesSingle, boolean escapesDouble, boolean executes) {

  /** How a server with default settings reads. */
  static Reading usual(Dialect dialect) {
    return switch (dialect) {
      case MYSQL, MARIADB -> new Reading(true, true, true);
      case POSTGRESQL, H2, SQLITE, SQLSERVER, ORACLE, STANDARD -> new Reading(false, false, true);
    };
  }

  /** The other readings that a text needs, given what the lexer met in it. */
  static List<Reading> others(Dialect dialect, boolean quotesDiffer, boolean executable) {
    if (!quotesDiffer && !executable) {
      return List.of();
    }
    List<Reading> all = new ArrayList<>();
    for (Reading quoting : quotesDiffer ? quotings(dialect) : List.of(usual(dialect))) {
      all.add(quoting);
      if (executable) {
        all.add(new Reading(quoting.escapesSingle, quoting.escapesDouble, false));
      }
    }
    all.remove(usual(dialect));
    return all;
  }

  private static List<Reading> quotings(Dialect dialect) {
    Reading none = new Reading(false, false, true);
    Reading single = new Reading(true, false, true);
    return switch (dialect) {
      case POSTGRESQL -> List.of(none, single);
      case MYSQL, MARIADB, STANDARD -> List.of(none, single, new Reading(true, true, true));
      case H2, SQLITE, SQLSERVER, ORACLE -> List.of(none);
    };
  }
}
