package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The properties of Connector/J under which the servers are known, and yet not all of it. */
final class MysqlProperties {

  /** Each names a class that runs while connecting or with every statement. */
  private static final Set<String> CLASSES =
      Set.of(
          "authenticationopenidconnectcallbackhandler",
          "authenticationplugins",
          "authenticationwebauthncallbackhandler",
          "clientinfoprovider",
          "connectionlifecycleinterceptors",
          "exceptioninterceptors",
          "loadbalanceexceptionchecker",
          "profilereventhandler",
          "queryinfocachefactory",
          "queryinterceptors",
          "serverconfigcachefactory",
          "parseinfocachefactory",
          "statementinterceptors");

  /** These take a class, too, beside names of their own, which have no dot. */
  private static final Set<String> NAMES_OR_CLASSES =
      Set.of(
          "defaultauthenticationplugin", "ha.loadbalancestrategy", "loadbalancestrategy", "logger");

  private static final Pattern OWN_CLASS = Pattern.compile("com\\.mysql\\.cj\\.[A-Za-z0-9_.]+");

  /** What such a URL names is fetched, unless it is a file of this machine. */
  private static final Pattern KEY_STORE = Pattern.compile("(?i).*KeyStoreUrl");

  private static final Pattern NOTHING_OR_FILE = Pattern.compile("(file:(?!//[^/]).*)?");

  private MysqlProperties() {}

  static Optional<String> doubt(Parameters all) {
    if (all.any("socksProxyHost").filter(host -> !host.isEmpty()).isPresent()) {
      return Optional.of("'socksProxyHost' names a proxy that dials the server");
    }
    if (isOn(all, "ha.enableJMX")) {
      return Optional.of("'ha.enableJMX' lets others add servers");
    }
    return Optional.empty();
  }

  /** What of them runs classes, as statements; objects are made by classes as well. */
  static List<String> connectSql(Parameters all) {
    List<String> keys = new ArrayList<>(all.allOf(CLASSES));
    all.all().stream()
        .filter(parameter -> namesClass(parameter) || isFetched(parameter))
        .map(Parameters.Parameter::key)
        .forEach(keys::add);
    if (isOn(all, "autoDeserialize")) {
      keys.add("autoDeserialize");
    }
    return ConnectCode.of(keys);
  }

  private static boolean namesClass(Parameters.Parameter parameter) {
    return NAMES_OR_CLASSES.contains(parameter.key().toLowerCase(Locale.ROOT))
        && parameter.value().indexOf('.') >= 0
        && !OWN_CLASS.matcher(parameter.value()).matches();
  }

  private static boolean isFetched(Parameters.Parameter parameter) {
    return KEY_STORE.matcher(parameter.key()).matches()
        && !NOTHING_OR_FILE.matcher(parameter.value()).matches();
  }

  private static boolean isOn(Parameters all, String key) {
    return all.any(key).filter(value -> !value.equalsIgnoreCase("false")).isPresent();
  }
}
