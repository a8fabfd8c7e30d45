package io.github.jdbcguard.policy;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** On which terms people consent to what an environment asks for. */
public record ConsentTerms(Confirmation confirmation, Approval approval, BreakGlass breakGlass) {

  /** What holds where the policy says nothing. */
  static final ConsentTerms DEFAULT =
      new ConsentTerms(Confirmation.DEFAULT, Approval.DEFAULT, BreakGlass.NONE);

  /** What one yes at the terminal is for. */
  public enum Scope {
    /** The same text on the same connection. */
    STATEMENT,
    /**
     * Everything in the same transaction that asks for a confirmation; outside of one, the same
     * text on the same connection.
     */
    TRANSACTION,
    /** Everything on the same connection that asks for a confirmation. */
    CONNECTION,
    /** Everything that asks for one, of this process on the same target as the same user. */
    SESSION;

    /** The name that policies use. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * How a confirmation is given.
   *
   * @param phrase what has to be typed; empty for the name of the environment
   * @param validFor how long a yes at the terminal holds
   * @param timeout how long a person may think; after it the answer is no
   */
  public record Confirmation(
      String phrase, boolean reasonRequired, Duration validFor, Duration timeout, Scope scope) {
    public static final Duration DEFAULT_VALID_FOR = Duration.ofMinutes(10);
    public static final Duration MAX_VALID_FOR = Duration.ofDays(1);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);
    public static final Duration MAX_TIMEOUT = Duration.ofMinutes(30);
    static final Confirmation DEFAULT =
        new Confirmation("", false, DEFAULT_VALID_FOR, DEFAULT_TIMEOUT, Scope.STATEMENT);

    /** The stricter of both in each point; the phrase is this one's. */
    Confirmation and(Confirmation other) {
      return new Confirmation(
          phrase,
          reasonRequired || other.reasonRequired,
          shorter(validFor, other.validFor),
          shorter(timeout, other.timeout),
          scope.compareTo(other.scope) < 0 ? scope : other.scope);
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }
  }

  /**
   * How an approval is given.
   *
   * @param people by their ids; empty for all approvers
   * @param required how many of them have to sign
   * @param self whether the requester may be one of them
   */
  public record Approval(Set<String> people, int required, boolean self, Duration validFor) {
    public static final Duration DEFAULT_VALID_FOR = Duration.ofHours(8);
    public static final Duration MAX_VALID_FOR = Duration.ofDays(7);
    static final Approval DEFAULT = new Approval(Set.of(), 1, false, DEFAULT_VALID_FOR);

    public Approval {
      people = Set.copyOf(people);
    }

    /** Who of these approvers may approve here. */
    public Set<String> eligible(Set<String> approvers) {
      return approvers.stream()
          .filter(approver -> people.isEmpty() || people.contains(approver))
          .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether enough of these approvers may approve here. */
    public boolean possibleWith(Set<String> approvers) {
      return eligible(approvers).size() >= required;
    }
  }

  /**
   * Who may open the environment in an emergency.
   *
   * @param people by their ids; empty where nobody may
   * @param reasonLength how many characters their reason has at least
   */
  public record BreakGlass(Set<String> people, int reasonLength, Duration validFor) {
    public static final int DEFAULT_REASON_LENGTH = 20;
    public static final Duration DEFAULT_VALID_FOR = Duration.ofHours(1);
    public static final Duration MAX_VALID_FOR = Duration.ofDays(1);
    static final BreakGlass NONE =
        new BreakGlass(Set.of(), DEFAULT_REASON_LENGTH, DEFAULT_VALID_FOR);

    public BreakGlass {
      people = Set.copyOf(people);
    }
  }
}
