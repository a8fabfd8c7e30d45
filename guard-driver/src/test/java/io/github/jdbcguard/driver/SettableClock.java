package io.github.jdbcguard.driver;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Shows the time that it was last set to. */
final class SettableClock extends Clock {
  private Instant now;

  SettableClock(String now) {
    this.now = Instant.parse(now);
  }

  void set(String later) {
    now = Instant.parse(later);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
