package io.github.jdbcguard.driver;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL in front of which the guard stands: {@code jdbc:guard:[@environment:]…}.
 *
 * @param expectation the environment that the URL says it reaches; empty where it says none
 * @param innerUrl what the real driver gets
 */
public record GuardUrl(String expectation, String innerUrl) {
  public static final String PREFIX = "jdbc:guard:";

  /** A regular expression for the prefix with what may be expected: for tools that mask URLs. */
  public static final String PREFIX_AND_EXPECTATION = PREFIX + "(?:@[^:]*:)?";

  private static final Pattern OWN_SETTING =
      Pattern.compile("[?&;](guard\\.\\w+)=", Pattern.CASE_INSENSITIVE);

  /** Our prefix in front of the rest once more, maybe behind other drivers that stand in front. */
  private static final Pattern OWN_PREFIX_AGAIN =
      Pattern.compile(
          "((?:(?:p6spy|aws-wrapper|otel|log4jdbc|tc):)*)(?:(?:jdbc:)?guard:(?:@[^:]*:)?)+([\\w+-]*).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern OWN_PREFIX_ANYWHERE =
      Pattern.compile("jdbc:guard:", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a URL; empty where it is not one of ours, so that DriverManager asks the next driver.
   *
   * @throws IllegalArgumentException where it is ours and makes no sense
   */
  public static Optional<GuardUrl> parse(String url) {
    if (!isGuarded(url)) {
      return Optional.empty();
    }
    String rest = url.substring(PREFIX.length());
    if (!rest.startsWith("@")) {
      return Optional.of(new GuardUrl("", inner(rest)));
    }
    int colon = rest.indexOf(':');
    String name = colon < 0 ? rest.substring(1) : rest.substring(1, colon);
    if (colon < 0 || name.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s@%s' names no database; write jdbc:guard:@staging:postgresql://host/database"
              .formatted(PREFIX, name));
    }
    return Optional.of(new GuardUrl(name, inner(rest.substring(colon + 1))));
  }

  /** Whether it starts with our prefix. */
  /** Whether a URL begins with the prefix, in any letters. */
  public static boolean isGuarded(String url) {
    return url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  private static String inner(String rest) {
    boolean mentionsGuard = mentionsGuard(rest); // connecting is frequent, and this is not
    if (mentionsGuard) {
      refuseSecondPrefix(rest);
    }
    if (rest.regionMatches(true, 0, "jdbc:", 0, "jdbc:".length())) {
      throw new IllegalArgumentException(
          "'jdbc:guard:' replaces 'jdbc:' and does not precede it; write jdbc:guard:%s"
              .formatted(rest.substring("jdbc:".length()).replaceFirst("[:/?;].*", ":…")));
    }
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(
          "'jdbc:guard:' needs the rest of a JDBC URL, as in jdbc:guard:postgresql://host/database");
    }
    if (mentionsGuard) {
      refuseSetting(rest);
    }
    return "jdbc:" + rest;
  }

  private static boolean mentionsGuard(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if (rest.regionMatches(true, i, "guard", 0, "guard".length())) {
        return true;
      }
    }
    return false;
  }

  private static void refuseSetting(String rest) {
    Matcher setting = OWN_SETTING.matcher(rest);
    if (setting.find()) {
      throw new IllegalArgumentException(
          "'%s' stands in the URL, where the guard does not read it; set it as connection property or"
                  .formatted(setting.group(1))
              + " system property (an expectation also as jdbc:guard:@name:…)");
    }
  }

  /** A guard within a guard would judge, ask and record everything twice. */
  private static void refuseSecondPrefix(String rest) {
    Matcher again = OWN_PREFIX_AGAIN.matcher(rest);
    if (again.matches()) {
      throw new IllegalArgumentException(
          "'guard:' stands inside the URL; it belongs at its start, once: write %s%s%s:…"
              .formatted(PREFIX, again.group(1), again.group(2)));
    }
    if (OWN_PREFIX_ANYWHERE.matcher(rest).find()) {
      throw new IllegalArgumentException(
          "'jdbc:guard:' stands inside the URL; it belongs at its start, once");
    }
  }

  /** The inner URL without its parameters, which may hold secrets. */
  String withoutParameters() {
    return innerUrl.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
  }
}
