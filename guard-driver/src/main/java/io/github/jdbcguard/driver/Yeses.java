package io.github.jdbcguard.driver;

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

  /** The reason that was given with a yes which still holds; empty where there is none. */
  synchronized Optional<String> reason(Object about, Duration validFor, Instant now) {
    return Optional.ofNullable(given.get(about))
        .filter(yes -> yes.since().plus(validFor).isAfter(now))
        .map(Yes::reason);
  }

  synchronized void remember(Object about, Instant now, String reason) {
    given.remove(about); // so that it becomes the youngest
    given.put(about, new Yes(now, reason));
  }
}
