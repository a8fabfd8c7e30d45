package io.github.jdbcguard.policy.review;

/**
 * Something that a policy says otherwise than before, and that no decision on a statement shows:
 * who may confirm and how, what is pinned, which statements are excepted.
 *
 * @param environment empty for what the whole policy says
 * @param term the key in the policy
 * @param before what it says before; empty for nothing
 * @param after what it says after; empty for nothing
 */
public record TermChange(
    String environment, String term, String before, String after, Direction direction) {

  /** Whether more is let pass than before. */
  public enum Direction {
    WEAKER,
    STRICTER,
    /** Neither weaker nor stricter. */
    CHANGED,
    /** What cannot be told counts as weaker. */
    UNKNOWN;

    /** As people and machines read it. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The direction of a value, of which more lets more pass. */
    static Direction ofMore(int difference) {
      return difference > 0 ? WEAKER : STRICTER;
    }
  }

  /** Whether more may be allowed than before. */
  public boolean weaker() {
    return direction == Direction.WEAKER || direction == Direction.UNKNOWN;
  }

  /** As people read it. */
  @Override
  public String toString() {
    return "%s: %s: %s → %s%s"
        .formatted(
            environment.isEmpty() ? "policy" : environment,
            term,
            before.isEmpty() ? "(none)" : before,
            after.isEmpty() ? "(none)" : after,
            direction == Direction.UNKNOWN ? " (whether that is weaker cannot be told)" : "");
  }
}
