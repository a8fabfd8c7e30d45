package io.github.jdbcguard.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule says of an operation, from the mildest to the strictest. */
public enum Verdict {
  ALLOW,
  /** Allowed, with a line in the log. */
  WARN,
  /** Allowed once a person has said yes to this statement. */
  CONFIRM,
  /** Allowed once somebody other than the requester has signed for it. */
  APPROVE,
  DENY;

  /** The name that policies and messages use. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verdict with this name, which is compared to the letter. */
  public static Optional<Verdict> parse(String id) {
    return Arrays.stream(values()).filter(verdict -> verdict.id().equals(id)).findFirst();
  }

  /** Whether this verdict asks for more than {@code other} does. */
  public boolean stricterThan(Verdict other) {
    return compareTo(other) > 0;
  }
}
