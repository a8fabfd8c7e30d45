package io.github.jdbcguard.confirm;

/** A token that cannot be read; the message says why, for people, and never shows the token. */
public final class InvalidTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  /** For this reason. */
  public InvalidTokenException(String message) {
    super(message);
  }

  InvalidTokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
