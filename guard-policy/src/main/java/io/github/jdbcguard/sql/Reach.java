package io.github.jdbcguard.sql;

import java.util.Objects;

/**
 * What a statement names beyond what its connection is to.
 *
 * @param name of the database, file or user, as written but for quotes; of a place that is not
 *     known, what leads there. Empty where the text does not tell
 * @param reads whether the statement changes nothing there
 */
public record Reach(Kind kind, String name, boolean reads) {

  /** The name of a database that the text does not tell: no database is called so. */
  public static final String ANY = "*";

  public Reach {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
  }

  /** What is reached. */
  public enum Kind {
    /** Another database of the same server: {@code prod.users}. */
    DATABASE,
    /** A database file that the statement writes. */
    FILE,
    /** A place that nobody can tell from the text: a linked server, a foreign table. */
    UNKNOWN,
    /** The database that later statements are sent to: {@code USE}. */
    NEXT_DATABASE,
    /** A database file that later statements reach as well: {@code ATTACH}. */
    NEXT_FILE,
    /** The user, or role, that later statements run as. */
    NEXT_USER;

    /** Whether it is about later statements, and not about this one. */
    public boolean next() {
      return switch (this) {
        case NEXT_DATABASE, NEXT_FILE, NEXT_USER -> true;
        case DATABASE, FILE, UNKNOWN -> false;
      };
    }
  }

  /** Something that the statement may change, or that later ones may. */
  public static Reach of(Kind kind, String name) {
    return new Reach(kind, name, false);
  }
}
