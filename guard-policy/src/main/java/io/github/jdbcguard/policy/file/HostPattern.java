package io.github.jdbcguard.policy.file;

import java.util.Locale;

/** Brings the host names of a policy into the form that targets have. */
final class HostPattern {
  private HostPattern() {}

  /** Lower case, without a trailing dot and without brackets; addresses in their usual form. */
  static String canonical(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    if (name.endsWith(".") && name.length() > 1) {
      name = name.substring(0, name.length() - 1);
    }
    return name;
  }
}
