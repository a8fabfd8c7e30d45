package io.github.jdbcguard.target;

import io.github.jdbcguard.target.Wrappers.Unwrapped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The AWS Advanced JDBC Wrapper: hands on hosts and database of its URL, and everything behind the
 * question mark as properties.
 */
final class AwsWrapper {

  static final String PREFIX = "jdbc:aws-wrapper:";

  private static final Pattern URL =
      Pattern.compile(
          "((?:[a-z0-9:=,_-]*:)?(?:postgresql|mysql|mariadb):)//"
              + "((?:(?<=mysql://)[A-Za-z0-9_.-]+@)?[A-Za-z0-9.:_-]+|[A-Za-z0-9.,:_-]+)"
              + "(?:/([^/?#]*))?(?:\\?(.*))?");

  /** These dial what the URL names, or members of the cluster that the server itself tells. */
  private static final Set<String> HARMLESS_PLUGINS =
      Set.of(
          "",
          "initialConnection",
          "auroraConnectionTracker",
          "auroraStaleDns",
          "failover",
          "failover2",
          "efm",
          "efm2",
          "iam",
          "logQuery",
          "dataCache",
          "executionTime",
          "connectTime",
          "driverMetaData");

  private static final Set<String> DOUBTED_PLUGINS =
      Set.of(
          "readWriteSplitting",
          "autoReadWriteSplitting",
          "gdbReadWriteSplitting",
          "gdbFailover",
          "fastestResponseStrategy",
          "customEndpoint",
          "limitless",
          "bg",
          "awsSecretsManager",
          "awsSecretsManager2",
          "federatedAuth",
          "okta");

  /** They name other hosts, a profile that may hold anything, or how names are read. */
  private static final Pattern DECIDE_ELSEWHERE =
      Pattern.compile("(?i).*(hostpatterns?|endpoint)|wrapperProfileName|wrapperCaseSensitive");

  private AwsWrapper() {}

  static Unwrapped unwrap(Unwrapped outer) {
    Matcher url = URL.matcher(outer.url().substring(PREFIX.length()));
    if (!url.matches()) {
      throw new NotUnderstoodException("the wrapper 'aws-wrapper' decides what is reached");
    }
    Map<String, String> settings = new HashMap<>(outer.properties());
    settings.putAll(query(url.group(4) == null ? "" : url.group(4)));
    for (String key : settings.keySet()) {
      if (DECIDE_ELSEWHERE.matcher(key).matches()) {
        throw new NotUnderstoodException("'%s' decides at run time what is reached".formatted(key));
      }
    }
    String path = url.group(3) == null ? "" : url.group(3);
    String named = settings.getOrDefault("database", "");
    settings.remove("database");
    String doubt = doubt(settings.getOrDefault("wrapperPlugins", ""));
    String inner = "jdbc:%s//%s/%s".formatted(url.group(1), url.group(2), database(path, named));
    return new Unwrapped(inner, settings, doubt.isEmpty() ? outer.doubt() : doubt);
  }

  /**
   * It becomes a part of the inner URL, so it must not be able to end it; the path is decoded
   * there.
   */
  private static String database(String path, String named) {
    String database = path.isEmpty() ? named : path;
    String marks = path.isEmpty() ? "/?#&;%+" : "/?#&;+";
    if (database.chars().anyMatch(c -> marks.indexOf(c) >= 0)) {
      throw new NotUnderstoodException("'%s' is no plain database name".formatted(database));
    }
    return database;
  }

  private static String doubt(String plugins) {
    String doubt = "";
    for (String plugin : plugins.split(",", -1)) {
      String code = plugin.trim();
      if (DOUBTED_PLUGINS.contains(code)) {
        doubt = "the plugin '%s' may dial other hosts".formatted(code);
      } else if (!HARMLESS_PLUGINS.contains(code)) {
        throw new NotUnderstoodException("the guard does not know the plugin '%s'".formatted(code));
      }
    }
    return doubt;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> settings = new HashMap<>();
    for (String setting : text.split("&", 0)) {
      int sign = setting.indexOf('=');
      if (!setting.isEmpty()) {
        String key = sign < 0 ? setting : setting.substring(0, sign);
        String value = sign < 0 ? "" : PercentText.decodeForm(setting.substring(sign + 1));
        settings.put(key, value);
      }
    }
    return settings;
  }
}
