package io.github.jdbcguard.policy;

import java.util.Map;
import java.util.Optional;

/**
 * What a layer says where no environment does.
 *
 * @param chosen what is said, and where it stands
 */
public record Defaults(Map<Choice, Place> chosen) {

  /** A layer that says nothing. */
  public static final Defaults NONE = new Defaults(Map.of());

  public Defaults {
    chosen = Map.copyOf(chosen);
  }

  /** What a default is about. */
  public enum Question {
    /** What may be done to a target that no environment declares. */
    UNDECLARED,
    /** What happens where there is no team file. */
    MISSING_POLICY,
    /** What happens to a protected write if the audit cannot be written. */
    AUDIT_FAILURE;

    /** The key in policies. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** An answer; of two to one question, the later one here is the stricter. */
  public enum Choice {
    READ_ONLY(Question.UNDECLARED),
    REFUSE_UNDECLARED(Question.UNDECLARED),
    BUILT_IN(Question.MISSING_POLICY),
    REFUSE_MISSING_POLICY(Question.MISSING_POLICY),
    WARN(Question.AUDIT_FAILURE),
    REFUSE_UNRECORDED(Question.AUDIT_FAILURE);

    private final Question question;

    Choice(Question question) {
      this.question = question;
    }

    public Question question() {
      return question;
    }

    /** The value in policies. */
    public String id() {
      return strict() ? "refuse" : name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Whether it is the stricter of the two answers. */
    boolean strict() {
      return this == REFUSE_UNDECLARED
          || this == REFUSE_MISSING_POLICY
          || this == REFUSE_UNRECORDED;
    }
  }

  /** What this layer answers. */
  Optional<Choice> answer(Question question) {
    return chosen.keySet().stream().filter(choice -> choice.question() == question).findFirst();
  }
}
