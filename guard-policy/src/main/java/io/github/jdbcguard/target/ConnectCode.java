package io.github.jdbcguard.target;

import java.util.Collection;
import java.util.List;

/** Classes that drivers load, and files that they write, because a property names them. */
final class ConnectCode {

  private ConnectCode() {}

  /**
   * A statement for each of the keys, which no dialect understands, so that it is judged as such.
   */
  static List<String> of(Collection<String> keys) {
    return keys.stream()
        .map("?! the property '%s' names what takes part in connecting !?"::formatted)
        .toList();
  }
}
