package io.github.jdbcguard.audit;

import java.io.IOException;

/**
 * A place where the lines of an audit file are kept as well. The file is the truth: lines are read
 * from it, in their order, and what could not be sent is sent later. Thread-safe.
 */
public interface AuditSink {

  /** Hears that the file has new lines. Returns at once, and never fails. */
  void added();

  /**
   * Sends what the file has by now, and waits for it.
   *
   * @throws IOException where that is not possible now
   */
  void flush() throws IOException;
}
