package io.github.jdbcguard.target;

import io.github.jdbcguard.target.Wrappers.Unwrapped;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Druid's driver: {@code jdbc:wrap-jdbc:filters=stat:name=x:jdbc:mysql://…}. */
final class DruidWrapper {

  static final String PREFIX = "jdbc:wrap-jdbc:";

  /** A {@code driver=} would name the class that takes the rest. */
  private static final Pattern OPTIONS =
      Pattern.compile("(?:filters=([^:]*):)?(?:name=[^:]*:)?(?:jmx=[^:]*:)?(jdbc:.*)");

  /** They look and count; others, and filters by class, may do anything. */
  private static final Set<String> HARMLESS =
      Set.of(
          "", "default", "stat", "mergeStat", "slf4j", "log4j", "log4j2", "commonLogging", "wall");

  private DruidWrapper() {}

  static Unwrapped unwrap(Unwrapped outer) {
    Matcher options = OPTIONS.matcher(outer.url().substring(PREFIX.length()));
    if (!options.matches()) {
      throw new NotUnderstoodException("the wrapper 'wrap-jdbc' decides what is reached");
    }
    String filters = options.group(1) == null ? "" : options.group(1);
    for (String filter : Arrays.asList(filters.split(",", 0))) {
      if (!HARMLESS.contains(filter.trim())) {
        throw new NotUnderstoodException("the filter '%s' may do anything".formatted(filter));
      }
    }
    return new Unwrapped(options.group(2), outer.properties(), outer.doubt());
  }
}
