package io.github.jdbcguard.cli.doctor;

import io.github.jdbcguard.policy.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that should be fixed, or known.
 *
 * @param environment which it is about; empty where it is about none
 * @param place where in the policy; empty for built-in defaults
 * @param why it matters, in a sentence
 * @param fix what to do, line by line
 */
public record DoctorFinding(
    Topic topic,
    Severity severity,
    String environment,
    Optional<Place> place,
    String what,
    String why,
    List<String> fix) {

  /** The most dangerous first. */
  public static final Comparator<DoctorFinding> BY_DANGER =
      Comparator.comparing(DoctorFinding::severity)
          .thenComparing(DoctorFinding::topic)
          .thenComparing(DoctorFinding::environment)
          .thenComparing(DoctorFinding::what);

  public DoctorFinding {
    place = place.filter(found -> !found.builtIn());
    fix = List.copyOf(fix);
  }

  /** How bad it is. */
  public enum Severity {
    /** A mistake of one person can do harm. */
    DANGER,
    /** A mistake needs another one beside it to do harm. */
    WARNING,
    /** Nothing is wrong; something was not found out. */
    NOTE;

    /** As people and machines read it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is looked for, the most dangerous first. */
  public enum Topic {
    /** Two URLs that pass for different environments lead to one database. */
    ONE_DATABASE,
    /** The server is another environment than its name says. */
    MISTAKEN_NAME,
    /** The database says that it is a milder environment than it is. */
    MISMARKED,
    /** A login could write to a protected environment. */
    WRITABLE,
    /** A protected server is a milder environment under another name. */
    MILDER_BY_ANOTHER_NAME,
    /** A protected server is a milder environment, or none, by its address. */
    NOT_KNOWN_BY_ADDRESS,
    /** A workstation reaches a protected server. */
    REACHABLE,
    /** A database name is the same on both sides of the border. */
    SHARED_DATABASE_NAME,
    /** A tunnel to the server would be taken for what its entrance is. */
    IDENTITY_NOT_PINNED,
    /** Only the name of a database tells two environments apart. */
    ONE_SERVER,
    /** The database does not say which environment it is. */
    NOT_MARKED,
    /** What a review of the file alone says. */
    POLICY,
    /** Something could not be found out. */
    NOT_EXAMINED;

    /** As machines read it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
