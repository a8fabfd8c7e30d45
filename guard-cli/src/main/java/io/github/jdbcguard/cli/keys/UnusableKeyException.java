package io.github.jdbcguard.cli.keys;

import java.io.Serial;

/** A key that cannot sign; the message says why and what to do, and never shows the key. */
public final class UnusableKeyException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UnusableKeyException(String message) {
    super(message);
  }

  UnusableKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
