package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  /** Wraps around soon, as the time of a machine may. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  private final Remembered<String, Integer> remembered = new Remembered<>(2, now::get);

  @Test
  void knowsAnAnswerWhileItHolds() {
    remembered.put("one", 1, TEN_SECONDS);

    now.addAndGet(TEN_SECONDS.toNanos() - 1);
    assertThat(remembered.get("one")).contains(1);

    now.addAndGet(1);
    assertThat(remembered.get("one")).isEmpty();
  }

  @Test
  void replacesAnAnswer() {
    remembered.put("one", 1, Duration.ZERO);
    remembered.put("one", 2, TEN_SECONDS);

    assertThat(remembered.get("one")).contains(2);
  }

  @Test
  void forgetsTheOldestFirst() {
    remembered.put("one", 1, TEN_SECONDS);
    remembered.put("two", 2, TEN_SECONDS);
    remembered.put("one", 1, TEN_SECONDS);
    remembered.put("three", 3, TEN_SECONDS);

    assertThat(remembered.get("two")).isEmpty();
    assertThat(remembered.get("one")).contains(1);
    assertThat(remembered.get("three")).contains(3);
  }
}
