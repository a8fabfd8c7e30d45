package io.github.jdbcguard.driver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the guard logs while this is open, but for what it tells of the audit. */
final class CapturedLog extends Handler implements AutoCloseable {
  private static final Logger GUARD = Logger.getLogger("guard");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  CapturedLog() {
    GUARD.addHandler(this);
  }

  /** One for each record, as {@code LEVEL message}. */
  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord entry) {
    if ("guard.audit".equals(entry.getLoggerName())) {
      return;
    }
    lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    GUARD.removeHandler(this);
  }
}
