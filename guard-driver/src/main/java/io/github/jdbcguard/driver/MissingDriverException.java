package io.github.jdbcguard.driver;

import java.io.Serial;
import java.sql.SQLException;

/** No driver in sight takes the URL: its jar is missing, or the URL has a form that it refuses. */
public final class MissingDriverException extends SQLException {
  @Serial private static final long serialVersionUID = 1L;

  MissingDriverException(String reason) {
    super(reason, "08001");
  }
}
