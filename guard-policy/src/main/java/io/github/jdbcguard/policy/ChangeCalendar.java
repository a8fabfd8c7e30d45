package io.github.jdbcguard.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When changes may be made. */
public record ChangeCalendar(List<ChangeWindow> windows, List<Freeze> freezes) {
  public static final ChangeCalendar ALWAYS = new ChangeCalendar(List.of(), List.of());

  public boolean always() {
    return windows.isEmpty() && freezes.isEmpty();
  }

  public Optional<Closure> closedAt(Instant moment) {
    return Optional.empty();
  }
}
