package io.github.jdbcguard.driver;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JDBC URL as it may be written into a file: without who logs in, and of its parameters only
 * those that name the target. What is left leads to the same target, or to none.
 */
public final class BareUrl {
  private static final Set<String> NAMING =
      Set.of(
          "catalog",
          "database",
          "databasename",
          "db",
          "instance",
          "instancename",
          "port",
          "portnumber",
          "schema",
          "server",
          "servername",
          "warehouse");

  private static final Pattern SCHEME = Pattern.compile("jdbc:(?:[a-z0-9+-]+:)?(?:thin:|oci:)?");

  private BareUrl() {}

  /**
   * The URL without what may be secret, and without the guard's own prefix.
   *
   * @throws SQLException where it is no JDBC URL
   */
  public static String of(String url) throws SQLException {
    String inner = Explanation.guardUrl(url).innerUrl();
    int end = parameters(inner);
    String parameters = inner.substring(end);
    return withoutLogin(inner.substring(0, end))
        + (parameters.isEmpty() ? "" : kept(parameters.charAt(0), parameters.substring(1)));
  }

  private static int parameters(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == ';') {
        return i;
      }
    }
    return url.length();
  }

  private static String withoutLogin(String place) {
    int at = place.lastIndexOf('@');
    if (at < 0) {
      return place;
    }
    int slashes = place.indexOf("//");
    return slashes >= 0 && slashes < at
        ? place.substring(0, slashes + 2) + place.substring(at + 1)
        : scheme(place) + place.substring(at);
  }

  /** As {@code jdbc:oracle:thin:}, behind which a login may stand. */
  private static String scheme(String place) {
    Matcher scheme = SCHEME.matcher(place);
    return scheme.lookingAt() ? scheme.group() : "";
  }

  private static String kept(char start, String parameters) {
    String separator = start == '?' ? "&" : ";";
    String kept =
        Arrays.stream(parameters.split("[&;]", -1))
            .filter(BareUrl::names)
            .collect(Collectors.joining(separator));
    return kept.isEmpty() ? "" : start + kept;
  }

  private static boolean names(String parameter) {
    int equals = parameter.indexOf('=');
    return equals > 0
        && NAMING.contains(parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT));
  }
}
