package io.github.jdbcguard.policy;

import java.util.List;
import java.util.Set;

/**
 * One policy file with what it includes, or the built-in defaults.
 *
 * @param source path or name, as messages show it
 * @param approvers who may approve
 * @param origins which machines and users are of which origin
 * @param messages what is said of targets that no environment declares
 * @param cases what the file expects of itself
 * @param audit how the audit is kept
 * @param ledger where the uses of approvals are kept
 * @param fingerprint of the texts of the files
 */
public record Layer(
    Kind kind,
    String source,
    List<Environment> environments,
    List<Approver> approvers,
    List<OriginEvidence> origins,
    Defaults defaults,
    Messages messages,
    List<PolicyCase> cases,
    AuditSection audit,
    LedgerPlace ledger,
    String fingerprint) {

  public Layer {
    environments = List.copyOf(environments);
    approvers = List.copyOf(approvers);
    origins = List.copyOf(origins);
    cases = List.copyOf(cases);
  }

  /** A layer of no file, that has environments and nothing else. */
  static Layer of(Kind kind, String source, List<Environment> environments) {
    return new Layer(
        kind,
        source,
        environments,
        List.of(),
        List.of(),
        Defaults.NONE,
        Messages.NONE,
        List.of(),
        AuditSection.NONE,
        LedgerPlace.NONE,
        source);
  }

  /** Who wrote the layer; the earlier stands above the later. */
  public enum Kind {
    ORGANISATION,
    TEAM,
    /** What holds where there is no team file. */
    BUILT_IN,
    /** Of one person; can make stricter, but declares nothing. */
    USER;

    /** As messages name it. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Somebody who may approve.
   *
   * @param key public key in OpenSSH form
   * @param users who they are to the operating systems that they work on
   */
  public record Approver(String id, String key, Set<String> users) {
    public Approver {
      users = Set.copyOf(users);
    }
  }

  /** Whether this layer can make a target a declared one. */
  boolean declares() {
    return kind != Kind.USER;
  }
}
