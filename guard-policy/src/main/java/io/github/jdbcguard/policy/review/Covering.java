package io.github.jdbcguard.policy.review;

import io.github.jdbcguard.policy.Cidr;
import io.github.jdbcguard.policy.MatchEntry;
import io.github.jdbcguard.policy.TextPattern;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Tells whether a match entry fits everything that another fits. Where that is not sure, it says
 * no.
 */
final class Covering {
  private Covering() {}

  static boolean covers(MatchEntry wide, MatchEntry narrow) {
    return covers(wide.hosts(), narrow.hosts(), (a, b) -> covers(a, b, true))
        && covers(wide.ports(), narrow.ports(), Integer::equals)
        && covers(wide.databases(), narrow.databases(), (a, b) -> covers(a, b, false))
        && covers(wide.engines(), narrow.engines(), Enum::equals)
        && covers(wide.cidrs(), narrow.cidrs(), Covering::covers)
        && covers(wide.users(), narrow.users(), (a, b) -> covers(a, b, false))
        && covers(wide.urls(), narrow.urls(), (a, b) -> covers(a, b, false));
  }

  private static <T> boolean covers(
      Collection<T> wide, Collection<T> narrow, BiPredicate<T, T> covering) {
    if (wide.isEmpty()) {
      return true;
    }
    return !narrow.isEmpty()
        && narrow.stream().allMatch(n -> wide.stream().anyMatch(w -> covering.test(w, n)));
  }

  private static boolean covers(TextPattern wide, TextPattern narrow, boolean ignoreCase) {
    if (narrow instanceof TextPattern.Glob glob && wide instanceof TextPattern.Glob) {
      // Two unusual characters in place of a star: no question mark of the other fits both.
      String text = glob.text().replace("*", "\u0001\u0002").replace('?', '\u0001');
      return wide.matches(text, ignoreCase);
    }
    return wide.equals(narrow);
  }

  private static boolean covers(Cidr wide, Cidr narrow) {
    return wide.equals(narrow)
        || (prefixLength(wide) <= prefixLength(narrow)
            && List.of(narrow.toString().split("/")).stream()
                .limit(1)
                .flatMap(address -> Cidr.literal(address).stream())
                .anyMatch(wide::contains));
  }

  static int prefixLength(Cidr cidr) {
    String text = cidr.toString();
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return Integer.parseInt(text.substring(slash + 1));
    }
    return text.indexOf(':') >= 0 ? 128 : 32;
  }
}
