package io.github.jdbcguard.benchmarks;

import java.util.List;

/**
 * The most that the guard may cost.
 *
 * @param benchmark method and parameter, as {@link Score#parse} keys them
 * @param baseline what is taken off before comparing; empty for nothing
 */
record Target(String benchmark, String baseline, Score most) {
  /** Judging a short text is part of a distinct UPDATE, and has no target of its own. */
  static final List<Target> ALL =
      List.of(
          aboveRaw("statement", 10, 32),
          aboveRaw("statementInTurn", 10, 32),
          aboveRaw("prepare", 10, 32),
          aboveRaw("heldPrepared", 2, 0),
          aboveRaw("scan", 500, 48),
          aboveRaw("distinctUpdate", 150, 64),
          new Target("connect GUARD_IN_PROCESS", "connect RAW", new Score(100, 256)),
          alone("refusal GUARD_GUARDED", 1_000, 1_024),
          alone("judge SHORT_SELECT", 150, 64),
          alone("judge LONG_SELECT", 6_000, 1_024),
          alone("judge INSERT_100_X_100", 200_000, 1_024),
          timed("judge INSERT_1_MB", 20_000_000),
          timed("load", 200_000_000),
          timed("assign HOST", 20_000),
          timed("assign SUFFIX", 20_000),
          timed("assign ADDRESS", 20_000),
          timed("assign UNDECLARED", 20_000));

  private static Target aboveRaw(String method, double nanoseconds, double bytes) {
    return new Target(method + " GUARD", method + " RAW", new Score(nanoseconds, bytes));
  }

  private static Target alone(String benchmark, double nanoseconds, double bytes) {
    return new Target(benchmark, "", new Score(nanoseconds, bytes));
  }

  private static Target timed(String benchmark, double nanoseconds) {
    return alone(benchmark, nanoseconds, Double.POSITIVE_INFINITY);
  }

  /** Whether a score keeps to this, as near as its table shows it. */
  String verdict(Score score) {
    boolean slow = score.nanoseconds() >= most.nanoseconds() * 1.05;
    boolean heavy = Math.round(score.bytes()) > most.bytes();
    return slow && heavy
        ? "**both missed**"
        : slow ? "**time missed**" : heavy ? "**bytes missed**" : "kept";
  }
}
