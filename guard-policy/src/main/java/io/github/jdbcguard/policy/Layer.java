package io.github.jdbcguard.policy;

import java.util.List;

/**
 * One policy file, or the built-in defaults.
 *
 * @param source path or name, as messages show it
 * @param approvers who may approve; the keys are not used yet
 */
public record Layer(
    Kind kind, String source, List<Environment> environments, List<Approver> approvers) {

  public Layer {
    environments = List.copyOf(environments);
    approvers = List.copyOf(approvers);
  }

  /** Who wrote the layer. */
  public enum Kind {
    /** What holds where there is no team file. */
    BUILT_IN,
    ORGANISATION,
    TEAM,
    /** Of one person; can make stricter, but declares nothing. */
    USER
  }

  /**
   * Somebody who may approve.
   *
   * @param key public key in OpenSSH form
   */
  public record Approver(String id, String key) {}

  /** Whether this layer can make a target a declared one. */
  boolean declares() {
    return kind != Kind.USER;
  }
}
