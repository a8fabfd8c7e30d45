package io.github.jdbcguard.audit;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Something that is worth telling about an audit.
 *
 * @param line in the file, from 1; 0 where it is about the file as a whole
 * @param seq the number of the line in the chain; 0 where there is none
 * @param message what happened, in a sentence
 */
public record AuditFinding(Kind kind, Path file, long line, long seq, String message) {

  /** What it says of the audit. */
  public enum Gravity {
    /** Explained by what a machine does by itself. */
    NOTE,
    /** A statement of which nobody wrote down what came of it. */
    UNFINISHED,
    /** Somebody changed the record, or it was lost. */
    BROKEN;

    /** The name for programs. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What happened. */
  public enum Kind {
    EDITED(Gravity.BROKEN),
    MISSING(Gravity.BROKEN),
    MOVED(Gravity.BROKEN),
    DOUBLED(Gravity.BROKEN),
    INSERTED(Gravity.BROKEN),
    REPLACED(Gravity.BROKEN),
    CUT(Gravity.BROKEN),
    TORN(Gravity.BROKEN),
    TORN_BY_A_KILL(Gravity.NOTE),
    NOT_CHAINED(Gravity.NOTE),
    LOST_FILE(Gravity.BROKEN),
    EARLIER_FILES_GONE(Gravity.NOTE),
    NO_HEAD(Gravity.NOTE),
    UNFINISHED(Gravity.UNFINISHED);

    private final Gravity gravity;

    Kind(Gravity gravity) {
      this.gravity = gravity;
    }

    public Gravity gravity() {
      return gravity;
    }

    /** The name for programs. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** {@code file:line: message}. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
  }
}
