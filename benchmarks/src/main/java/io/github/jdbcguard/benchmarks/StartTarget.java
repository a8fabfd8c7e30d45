package io.github.jdbcguard.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The most that the guard may add to a cold start.
 *
 * @param most in milliseconds
 */
record StartTarget(
    Database database,
    Wrapper wrapper,
    String what,
    ToDoubleFunction<StartScore> value,
    double most) {
  static final List<StartTarget> ALL =
      List.of(
          new StartTarget(Database.STUB, Wrapper.GUARD, "CPU", StartScore::cpu, 60),
          new StartTarget(Database.STUB, Wrapper.GUARD_POLICY, "CPU", StartScore::cpu, 100),
          new StartTarget(Database.H2, Wrapper.GUARD, "CPU", StartScore::cpu, 60),
          new StartTarget(Database.H2, Wrapper.GUARD_POLICY, "CPU", StartScore::cpu, 100),
          new StartTarget(Database.STUB, Wrapper.GUARD, "first SELECT", StartScore::select, 10));

  String title() {
    return "cold start, %s, %s on %s, ms".formatted(what, wrapper, database);
  }

  /** What was measured, the target, and whether it is kept; empty where it was not measured. */
  Optional<List<String>> cells(Map<String, StartScore> starts) {
    StartScore score = starts.get(database + " " + wrapper);
    StartScore raw = starts.get(database + " " + Wrapper.RAW);
    if (score == null || raw == null) {
      return Optional.empty();
    }
    double above = value.applyAsDouble(score.minus(raw));
    return Optional.of(
        List.of(
            Report.number("", above),
            Report.number("", most),
            above <= most ? "kept" : "**missed**"));
  }
}
