package io.github.jdbcguard.driver;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Answers that hold for a while. Bounded; the oldest is forgotten first. For what is asked while
 * connecting, not for every statement: whoever looks takes a lock for a moment. Thread-safe.
 */
final class Remembered<K, V> {
  private final LongSupplier nanoTime;

  /** Guarded by this. */
  private final Map<K, Answer<V>> answers;

  private record Answer<V>(V value, long since, long nanoseconds) {}

  Remembered(int most, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.answers =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Answer<V>> eldest) {
            return size() > most;
          }
        };
  }

  /** The answer, while it holds. */
  synchronized Optional<V> get(K question) {
    Answer<V> answer = answers.get(question);
    if (answer == null) {
      return Optional.empty();
    }
    if (nanoTime.getAsLong() - answer.since() >= answer.nanoseconds()) {
      answers.remove(question);
      return Optional.empty();
    }
    return Optional.of(answer.value());
  }

  /** Remembers an answer, in place of an earlier one. */
  synchronized void put(K question, V value, Duration validFor) {
    answers.remove(question); // so that it becomes the youngest
    answers.put(question, new Answer<>(value, nanoTime.getAsLong(), validFor.toNanos()));
  }
}
