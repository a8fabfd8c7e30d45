package io.github.jdbcguard.sql;

/** What a statement would do to the database, as rules speak of it. */
public enum Operation {
  READ(Group.READ),
  SESSION(Group.SESSION),
  INSERT(Group.WRITE),
  UPDATE(Group.WRITE),
  DELETE(Group.WRITE),
  MERGE(Group.WRITE),
  /** COPY, LOAD and other transfers of whole tables or files. */
  BULK(Group.WRITE),
  CREATE(Group.DDL),
  ALTER(Group.DDL),
  DROP(Group.DESTROY),
  TRUNCATE(Group.DESTROY),
  /** An UPDATE whose condition is missing or always true. */
  UPDATE_ALL(Group.DESTROY),
  /** A DELETE whose condition is missing or always true. */
  DELETE_ALL(Group.DESTROY),
  /** Rights and roles, given or taken. */
  GRANT(Group.GRANT),
  /** A procedure, an anonymous block, or a function whose effect is not known. */
  CALL(Group.CALL),
  MAINTENANCE(Group.MAINTENANCE),
  /** A change of settings that would lift a safeguard. */
  WEAKEN(Group.WEAKEN),
  /** A change of the database that later statements reach. */
  RETARGET(Group.RETARGET),
  /** A vendor class handed out by {@code unwrap}, out of the guard's sight. */
  RAW(Group.RAW),
  /** Not understood as a whole. */
  UNKNOWN(Group.UNKNOWN);

  private final Group group;

  Operation(Group group) {
    this.group = group;
  }

  public Group group() {
    return group;
  }

  /** The name that policies and messages use: {@code delete-all} for {@link #DELETE_ALL}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Operations that the levels treat alike. */
  public enum Group {
    READ,
    SESSION,
    WRITE,
    DDL,
    CALL,
    MAINTENANCE,
    DESTROY,
    GRANT,
    UNKNOWN,
    WEAKEN,
    RAW,
    RETARGET;

    /** The name that policies and messages use. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether it may change something beyond the session. */
    public boolean changes() {
      return this != READ && this != SESSION;
    }
  }
}
