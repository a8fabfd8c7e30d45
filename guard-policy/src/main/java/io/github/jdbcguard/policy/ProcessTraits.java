package io.github.jdbcguard.policy;

import java.util.Map;

/**
 * What is known of a process, as far as it tells where the process runs.
 *
 * @param hostName the name of the machine; empty if it is not known
 * @param user the user of the operating system; empty if it is not known
 * @param terminal whether a person may sit at a terminal of the process
 */
public record ProcessTraits(
    Map<String, String> environmentVariables,
    String hostName,
    String user,
    Container container,
    boolean terminal) {

  public ProcessTraits {
    environmentVariables = Map.copyOf(environmentVariables);
  }

  /** Not the variables: their values may be secret. */
  @Override
  public String toString() {
    return "ProcessTraits[hostName=%s, user=%s, container=%s, terminal=%s]"
        .formatted(hostName, user, container, terminal);
  }
}
