package io.github.jdbcguard.target;

/** The end of reading a URL that is not understood whole; never leaves this package. */
final class NotUnderstoodException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  NotUnderstoodException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
