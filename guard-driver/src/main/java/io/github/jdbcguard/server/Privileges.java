package io.github.jdbcguard.server;

import java.util.List;

/**
 * By what a database user could write.
 *
 * @param known whether the server was asked and answered
 * @param ways each as people read it: {@code superuser}, {@code INSERT or the like on 3 tables};
 *     none where the user can only read
 */
public record Privileges(boolean known, List<String> ways) {

  public Privileges {
    ways = List.copyOf(ways);
  }

  static Privileges unknown() {
    return new Privileges(false, List.of());
  }

  /** Whether the user could change data or tables, as far as that was asked. */
  public boolean writes() {
    return !ways.isEmpty();
  }
}
