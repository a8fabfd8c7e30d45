package io.github.jdbcguard.driver;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns that an application names to get generated keys by (JDBC 4.3, 13.6). Some drivers put
 * the names into the text as they are, so what is not plainly a name is judged with it.
 */
final class NamedKeys {
  /** No end of a statement, no call, no quote, no comment. */
  private static final Pattern PLAIN =
      Pattern.compile("(?!.*--)[^;'\"`()\\[\\]{}/*\\\\\\p{Cntrl}]*");

  private NamedKeys() {}

  /** What may be sent: the text itself where all names are plain. */
  static @Nullable String text(@Nullable String sql, String @Nullable [] columnNames) {
    if (sql == null || columnNames == null) {
      return sql;
    }
    for (String name : columnNames) {
      if (!plain(name)) {
        return sql + " RETURNING " + String.join(", ", columnNames);
      }
    }
    return sql;
  }

  /** Whether it can be nothing but a name; null is left to the driver. */
  static boolean plain(@Nullable String name) {
    return name == null || PLAIN.matcher(name).matches();
  }
}
