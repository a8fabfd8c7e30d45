package io.github.jdbcguard.driver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was said yes to at the terminal, and when: of one connection, or of the process. Bounded;
 * what is forgotten is asked for again. Thread-safe.
 */
final class Yeses {
  private static final int MAX_REMEMBERED = 100;

  /** Guarded by this. */
  private final Map<Object, Yes> given =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Yes> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private record Yes(Instant since, String reason) {}

  /**
   * The reason that was given with a yes which still holds; empty where there is none. A yes of
   * later than now is forgotten: the clock was set back, and nobody knows how old it is.
   */
  synchronized Optional<String> reason(Object about, Duration validFor, Clock clock) {
    Yes yes = given.get(about);
    if (yes == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    if (now.isBefore(yes.since()) || !yes.since().plus(validFor).isAfter(now)) {
      given.remove(about);
      return Optional.empty();
    }
    return Optional.of(yes.reason());
  }

  synchronized void clear() {
    given.clear();
  }

  synchronized void remember(Object about, Clock clock, String reason) {
    given.remove(about); // so that it becomes the youngest
    given.put(about, new Yes(clock.instant(), reason));
  }
}
