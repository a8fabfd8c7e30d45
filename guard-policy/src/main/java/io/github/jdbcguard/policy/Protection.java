package io.github.jdbcguard.policy;

import java.util.List;
import java.util.Map;

/**
 * What may be done to the targets of an environment.
 *
 * @param levelPlace where the environment names its level
 * @param rules speak before the level
 * @param origins speak before the rules, for processes that run there
 * @param calendar when changes may be made at all
 * @param exceptions speak before all rules, for single statements
 * @param readOnly how the server is told to refuse writes where all are denied
 */
public record Protection(
    ProtectionLevel level,
    Place levelPlace,
    Rules rules,
    Map<Origin, Rules> origins,
    ChangeCalendar calendar,
    List<ExceptionEntry> exceptions,
    ReadOnlyMode readOnly) {

  public Protection {
    origins = Map.copyOf(origins);
    exceptions = List.copyOf(exceptions);
  }

  static Protection of(Level level, Place place) {
    return new Protection(
        ProtectionLevel.of(level),
        place,
        Rules.NONE,
        Map.of(),
        ChangeCalendar.ALWAYS,
        List.of(),
        ReadOnlyMode.UNSAID);
  }

  /** Whether what it says may change with time, or be another for a single statement. */
  boolean varies() {
    return !calendar.always() || !exceptions.isEmpty();
  }
}
