package io.github.jdbcguard.store;

import java.util.List;

/**
 * Some lines of an audit file that stand one behind the other.
 *
 * @param chained those that are of a chain
 * @param last the last one, be it chained or not; empty where there is none
 * @param start where the first one begins in the file
 * @param end where the last one ends, with its line end
 */
record AuditLines(List<ChainedLine> chained, String last, long start, long end) {
  AuditLines {
    chained = List.copyOf(chained);
  }

  /** Whether there is none. */
  boolean none() {
    return start == end;
  }
}
