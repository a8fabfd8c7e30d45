package io.github.jdbcguard.policy.file;

import java.time.Duration;
import java.util.Optional;

/** How policies write durations: {@code 30s}, {@code 10m}, {@code 8h} or {@code 2d}. */
final class DurationText {
  private DurationText() {}

  /** Empty where it is none; a fault tells of it already. */
  static Optional<Duration> parse(String text) {
    if (!text.matches("[1-9][0-9]{0,5}[smhd]")) {
      return Optional.empty();
    }
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return Optional.of(
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(amount);
          case 'm' -> Duration.ofMinutes(amount);
          case 'h' -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}
