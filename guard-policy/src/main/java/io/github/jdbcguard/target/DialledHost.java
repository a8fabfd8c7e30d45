package io.github.jdbcguard.target;

import java.util.Locale;

/**
 * A host as a driver hands it to the JVM, for drivers that look up whatever stands there.
 *
 * @param name in canonical spelling; where it can be no host, in lower case as it stands
 * @param doubt why it can be no host; empty where it can
 */
record DialledHost(String name, String doubt) {

  private static final String THIS_MACHINE = "localhost";

  static DialledHost of(String text) {
    if (text.isEmpty()) {
      return new DialledHost(THIS_MACHINE, "");
    }
    try {
      return new DialledHost(HostName.canonical(text), "");
    } catch (NotUnderstoodException e) {
      if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
        throw e;
      }
      return new DialledHost(text.toLowerCase(Locale.ROOT), e.reason());
    }
  }

  Endpoint endpoint(int port, String database) {
    return new Endpoint(name, port, database);
  }

  /** The target, doubted where this is no host. */
  Target judge(Target target) {
    return doubt.isEmpty() ? target : target.doubted(doubt);
  }
}
