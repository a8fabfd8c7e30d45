package io.github.jdbcguard.target;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drivers in front of the driver, looked through to the URL that the last one gets. */
final class Wrappers {

  private static final String OWN_PREFIX = "jdbc:guard:";
  private static final int MOST = 4;

  /** These cut their own name, wherever it occurs, and hand the rest on unchanged. */
  private static final Set<String> TRANSPARENT = Set.of("p6spy:", "otel:", "log4jdbc:");

  private static final Pattern UNKNOWN = Pattern.compile("(?i)jdbc:([a-z0-9_-]+):(.*)");

  private Wrappers() {}

  /**
   * What reaches the driver at the end of the chain.
   *
   * @param doubt what a wrapper may do to it; empty where nothing
   */
  record Unwrapped(String url, Map<String, String> properties, String doubt) {

    Unwrapped {
      properties = Map.copyOf(properties);
    }
  }

  static Unwrapped unwrap(String url, Map<String, String> properties) {
    Unwrapped inner = new Unwrapped(url, properties, "");
    for (int i = 0; i < MOST; i++) {
      Unwrapped next = step(inner);
      if (next.equals(inner)) {
        break;
      }
      inner = next;
    }
    String start = inner.url().toLowerCase(Locale.ROOT);
    if (start.startsWith(OWN_PREFIX)) {
      throw new NotUnderstoodException("own prefix inside own prefix");
    }
    if (UrlPrefix.engine(inner.url()) == Engine.OTHER) {
      throw notKnown(inner.url());
    }
    return inner;
  }

  private static Unwrapped step(Unwrapped outer) {
    String url = outer.url();
    if (url.startsWith(AwsWrapper.PREFIX)) {
      return AwsWrapper.unwrap(outer);
    }
    if (url.startsWith(DruidWrapper.PREFIX)) {
      return DruidWrapper.unwrap(outer);
    }
    for (String name : TRANSPARENT) {
      if (url.startsWith("jdbc:" + name)) {
        String rest = withoutStart(url.substring("jdbc:".length() + name.length()), name);
        if (rest.contains(name)) {
          throw new NotUnderstoodException("'%s' is cut more than once".formatted(name));
        }
        return new Unwrapped("jdbc:" + rest, outer.properties(), outer.doubt());
      }
    }
    return outer;
  }

  /** P6Spy cuts all of its names at once; of others nobody saw what they do with a second one. */
  private static String withoutStart(String text, String name) {
    String rest = text;
    while (name.equals("p6spy:") && rest.startsWith(name)) {
      rest = rest.substring(name.length());
    }
    return rest;
  }

  private static NotUnderstoodException notKnown(String url) {
    Matcher wrapper = UNKNOWN.matcher(url);
    if (wrapper.matches() && UrlPrefix.engine("jdbc:" + wrapper.group(2)) != Engine.OTHER) {
      return new NotUnderstoodException(
          "the wrapper '%s' decides what is reached".formatted(wrapper.group(1)));
    }
    return new NotUnderstoodException("the guard does not know this kind of URL");
  }
}
