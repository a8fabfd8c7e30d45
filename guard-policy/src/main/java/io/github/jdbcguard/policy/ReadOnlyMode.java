package io.github.jdbcguard.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a server is told to refuse writes as well, where the policy denies them all. The later is the
 * stricter.
 */
public enum ReadOnlyMode {
  /** It is told nothing. */
  OFF,
  /** Each transaction; what runs outside of one is not held. */
  TRANSACTION,
  /** Nobody said: the session, unless somebody stands between, or may. */
  UNSAID,
  /** The session, unless somebody is known to stand between. */
  SESSION;

  /** The value in policies; what nobody said is {@link #SESSION} as well. */
  public String id() {
    return this == UNSAID ? SESSION.id() : name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The mode that a policy calls so. */
  public static Optional<ReadOnlyMode> parse(String id) {
    return Arrays.stream(values())
        .filter(mode -> mode != UNSAID && mode.id().equals(id))
        .findFirst();
  }
}
