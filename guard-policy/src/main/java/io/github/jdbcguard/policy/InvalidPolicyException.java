package io.github.jdbcguard.policy;

import java.util.List;
import java.util.stream.Collectors;

/** Tells all faults of a policy at once. */
public final class InvalidPolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public InvalidPolicyException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** At least one, in the order of the file. */
  public List<Fault> faults() {
    return faults;
  }
}
