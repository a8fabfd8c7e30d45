package io.github.jdbcguard.frameworks;

import java.util.List;

/** What each framework is asked to do with the table {@code items(id, name)}. */
interface Items extends AutoCloseable {
  /** All names, by their ids. */
  List<String> names() throws Exception;

  /** Changes one row, in a transaction of its own. */
  void rename(int id, String name) throws Exception;

  /** For what needs not be closed. */
  @Override
  default void close() {}
}
