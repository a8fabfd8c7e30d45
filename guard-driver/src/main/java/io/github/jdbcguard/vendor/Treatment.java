package io.github.jdbcguard.vendor;

/** What is done about a method of a vendor's interface before the driver gets it. */
enum Treatment {
  /** Nothing: it is harmless. */
  PLAIN,
  /** Its first argument is SQL that is sent, and judged. */
  TEXT,
  /** Its first argument is SQL that is prepared, and judged whenever it is run. */
  PREPARED,
  /** Hands out an interface of the vendor, of which a view is made as well. */
  VIEWED,
  /** Hands out a class of the vendor that works through a connection, and gets the view of it. */
  CONSTRUCTED,
  /** Calls a function of PostgreSQL by its number. */
  FUNCTION,
  /** Does what no text tells, and counts as a call. */
  CALL,
  /** Gives or takes rights. */
  GRANT,
  /** Nobody knows: the policy says whether the guard is left. */
  RAW
}
