package io.github.jdbcguard.confirm;

import java.util.ArrayList;
import java.util.List;

/** In what a connection differs from the one that was signed for, for people. */
final class ClaimFaults {
  private final List<String> faults = new ArrayList<>();

  private ClaimFaults() {}

  /** Each claim that does not fit, and what it is instead. */
  static List<String> of(Claims signed, Claims here) {
    ClaimFaults all = new ClaimFaults();
    all.compare("for environment %s, and this is %s", signed.environment(), here.environment());
    all.compare("for target %s, and this is %s", signed.target(), here.target());
    all.compare(
        "for another server (identity %s, and this is %s)", signed.identity(), here.identity());
    all.compare("for database %s, and this is %s", signed.database(), here.database());
    all.compare("for database user %s, and this is %s", signed.user(), here.user());
    return all.faults;
  }

  private void compare(String text, String signed, String here) {
    if (!signed.equals(here)) {
      faults.add("signed " + text.formatted(shown(signed), shown(here)));
    }
  }

  private static String shown(String value) {
    return value.isEmpty() ? "not known" : value;
  }
}
