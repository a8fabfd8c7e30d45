package io.github.jdbcguard.driver;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out as whom a connection is made. Drivers differ in where they look first, so the user is
 * known only where all that is said names one and the same.
 */
final class DatabaseUser {
  private static final Set<String> NAMES = Set.of("user", "username", "user_name", "uid");

  /** A parameter, as drivers write them: {@code ?user=x}, {@code ;USER=x}, {@code (user=x)}. */
  private static final Pattern PARAMETER =
      Pattern.compile("[?&;:,(](\\w+)=([^&;),]*)", Pattern.CASE_INSENSITIVE);

  /** What stands before an at sign, anywhere but in the parameters. */
  private static final Pattern BEFORE_AT = Pattern.compile("(?://|,)([^/?;@,]*)@");

  private DatabaseUser() {}

  /**
   * The user.
   *
   * @param url the inner URL
   * @param inner the properties for the real driver
   * @return empty where nobody is named, where several are, and where it cannot be read
   */
  static String of(String url, Properties inner) {
    Set<String> named = new LinkedHashSet<>();
    for (String name : inner.stringPropertyNames()) {
      if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        named.add(inner.getProperty(name));
      }
    }
    Matcher parameter = PARAMETER.matcher(url);
    while (parameter.find()) {
      if (NAMES.contains(parameter.group(1).toLowerCase(Locale.ROOT))) {
        named.add(parameter.group(2));
      }
    }
    Matcher authority = BEFORE_AT.matcher(url);
    while (authority.find()) {
      named.add(authority.group(1).replaceFirst(":.*", ""));
    }
    boolean unread = withoutParameters(url).indexOf('@') >= 0 && !authority.reset().find();
    if (unread || named.size() != 1) {
      return "";
    }
    String user = named.iterator().next();
    return user.indexOf('%') >= 0 || user.indexOf('+') >= 0 ? "" : user;
  }

  private static String withoutParameters(String url) {
    return url.replaceFirst("[?;].*", "");
  }
}
