package io.github.jdbcguard.policy;

/**
 * Why no changes are made at a moment.
 *
 * @param place where the policy says so
 * @param rule {@link #WINDOW} or {@link #FREEZE}
 * @param explanation for people: what holds, and until when
 */
public record Closure(Place place, String rule, String explanation) {

  /** The rule that changes are made inside the windows only. */
  public static final String WINDOW = "window";

  /** The rule that no changes are made during a freeze. */
  public static final String FREEZE = "freeze";
}
