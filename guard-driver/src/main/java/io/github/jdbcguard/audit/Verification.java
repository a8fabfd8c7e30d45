package io.github.jdbcguard.audit;

import io.github.jdbcguard.audit.AuditFinding.Gravity;
import java.nio.file.Path;
import java.util.List;

/**
 * What there is to say of an audit file and those before it.
 *
 * @param files that were read, the oldest first
 * @param events how many chained lines there are
 * @param first what the first of them continues
 * @param last the end of the chain
 * @param from when the first of them was written; empty without one
 * @param to when the last of them was written; empty without one
 * @param findings the first of them, in the order of the files
 * @param unfinished how many statements have no outcome
 * @param broken how many findings say that the record was changed or lost
 */
public record Verification(
    List<Path> files,
    long events,
    ChainHead first,
    ChainHead last,
    String from,
    String to,
    List<AuditFinding> findings,
    long unfinished,
    long broken) {

  public Verification {
    files = List.copyOf(files);
    findings = List.copyOf(findings);
  }

  /** Whether everything that is here is what was written. */
  public boolean intact() {
    return broken == 0;
  }

  /** The findings of a gravity. */
  public List<AuditFinding> findings(Gravity gravity) {
    return findings.stream().filter(finding -> finding.kind().gravity() == gravity).toList();
  }
}
