package io.github.jdbcguard.policy;

import java.time.Duration;
import java.util.Locale;

/**
 * How the audit file is kept.
 *
 * @param rotateBytes how large it may grow before a new one is begun
 * @param retention how long files that are full are kept; zero for always
 * @param sync which events are on the disk before anything else happens
 */
public record AuditTerms(long rotateBytes, Duration retention, Sync sync) {
  private static final long MEBIBYTE = 1024L * 1024;

  /** What holds where nobody says otherwise. */
  public static final AuditTerms DEFAULT =
      new AuditTerms(64 * MEBIBYTE, Duration.ZERO, Sync.CONSENT);

  public AuditTerms {
    if (rotateBytes <= 0) {
      throw new IllegalArgumentException("an audit file of %d bytes".formatted(rotateBytes));
    }
    if (retention.isNegative()) {
      throw new IllegalArgumentException("audit files are kept for " + retention);
    }
  }

  /** Which events are forced to the disk; the others are in the hands of the operating system. */
  public enum Sync {
    /** None. */
    NEVER,
    /** Those that somebody agreed to. */
    CONSENT,
    /** All. */
    ALWAYS;

    /** The name in the policy. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
