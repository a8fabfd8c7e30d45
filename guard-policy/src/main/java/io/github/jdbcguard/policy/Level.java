package io.github.jdbcguard.policy;

import io.github.jdbcguard.sql.Operation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an environment is protected where it has no rule of its own, from the mildest on. */
public enum Level {
  OPEN,
  GUARDED,
  PROTECTED,
  /** Reads only; what targets get that no environment declares. */
  SEALED;

  /** The name that policies and messages use. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level with this name, which is compared to the letter. */
  public static Optional<Level> parse(String id) {
    return Arrays.stream(values()).filter(level -> level.id().equals(id)).findFirst();
  }

  /** Whether a doubt about the target has to count as a match, because missing it would do harm. */
  public boolean protective() {
    return this == PROTECTED || this == SEALED;
  }

  /** What this level says of a group of operations. */
  public Verdict verdict(Operation.Group group) {
    return switch (group) {
      case READ, SESSION -> Verdict.ALLOW;
      case WRITE, DDL, CALL, MAINTENANCE ->
          pick(Verdict.ALLOW, Verdict.ALLOW, Verdict.CONFIRM, Verdict.DENY);
      case DESTROY, GRANT -> pick(Verdict.ALLOW, Verdict.CONFIRM, Verdict.APPROVE, Verdict.DENY);
      case UNKNOWN -> pick(Verdict.ALLOW, Verdict.CONFIRM, Verdict.CONFIRM, Verdict.DENY);
      case WEAKEN, RAW -> pick(Verdict.ALLOW, Verdict.WARN, Verdict.DENY, Verdict.DENY);
      // Another database is another target: whoever knows where it leads decides, never the level.
      case RETARGET -> Verdict.DENY;
    };
  }

  private Verdict pick(Verdict open, Verdict guarded, Verdict protectedLevel, Verdict sealed) {
    return switch (this) {
      case OPEN -> open;
      case GUARDED -> guarded;
      case PROTECTED -> protectedLevel;
      case SEALED -> sealed;
    };
  }
}
