package io.github.jdbcguard.policy;

import java.time.Duration;
import java.util.Locale;

/**
 * On which terms the audit is kept.
 *
 * @param rotateBytes how large a file gets before the next one is begun
 * @param retention how long files are kept; zero for good
 * @param sync what has to be on the disk before it is sent
 */
public record AuditTerms(long rotateBytes, Duration retention, Sync sync) {

  /** What holds where no policy says anything. */
  public static final AuditTerms DEFAULT = new AuditTerms(64_000_000, Duration.ZERO, Sync.CONSENT);

  /** What waits for the disk; the later here the more. */
  public enum Sync {
    /** Nothing: what the operating system has taken counts as kept. */
    NEVER,
    /** What somebody had to consent to. */
    CONSENT,
    /** Everything that is recorded. */
    ALWAYS;

    /** The value in policies. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
