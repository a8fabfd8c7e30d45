package io.github.jdbcguard.target;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * What leads Oracle's driver beside the connect identifier. Parameters of the URL beat properties.
 *
 * @param parameters behind the question mark of the URL
 */
record OracleSettings(
    Map<String, String> parameters, Map<String, String> properties, Surroundings surroundings) {

  private static final String DATABASE = "oracle.jdbc.database";
  private static final String TNS_ADMIN = "oracle.net.tns_admin";
  private static final String SERVICE = "oracle.jdbc.targetServiceName";

  /** Beside these, none of the names is read in another case. */
  private static final List<String> IDENTIFIERS = List.of("database", DATABASE, "server");

  private static final List<String> PROXIES =
      List.of("oracle.net.socksproxyhost", "oracle.net.httpsproxyhost", "https_proxy");

  private static final List<String> SHARDS =
      List.of("oracle.jdbc.targetshardingkey", "oracle.jdbc.targetsupershardingkey");

  /** Other files, classes, or statements that are translated on their way. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "oracle.jdbc.config.file",
          "oracle.jdbc.configurationproviders",
          "oracle.jdbc.useshardingdriverconnection",
          "oracle.jdbc.sqltranslationprofile",
          "oracle.jdbc.sqlerrortranslationfile",
          "oracle.jdbc.drcpplsqlcallback",
          "oracle.jdbc.sessionfixupparams",
          "oracle.jdbc.debugjdwp",
          "oracle.net.kerberosjaasloginmodule",
          "oracle.net.radius_challenge_response_handler",
          "ocisvcctxhandle",
          "ocienvhandle");

  /** What the driver writes into the connect packet, between parentheses and as it stands. */
  private static final List<String> IN_PACKET =
      List.of("v$session.", "oracle.jdbc.target", "oracle.jdbc.drcp", "oracle.net.connectionid");

  private static final String PROVIDERS = "oracle.jdbc.provider.";

  OracleSettings {
    parameters = Map.copyOf(parameters);
    properties = Map.copyOf(properties);
  }

  /** The connect identifier that is used instead of the URL's. */
  Optional<String> identifier() {
    for (String name : IDENTIFIERS) {
      Optional<String> value = value(name);
      if (value.isPresent()) {
        boolean both = name.equals("server") && !system(DATABASE).isEmpty();
        if (both || value.get().isBlank() || value.get().indexOf('?') >= 0) {
          throw new NotUnderstoodException("'%s' is not understood".formatted(name));
        }
        return value;
      }
    }
    return Optional.of(system(DATABASE)).filter(text -> !text.isEmpty());
  }

  /** The service that is used instead of the one in the identifier; empty where none is. */
  String service() {
    Optional<String> service = value(SERVICE);
    if (service.isPresent() && service.get().isBlank()) {
      throw new NotUnderstoodException("'%s' is blank".formatted(SERVICE));
    }
    return service.orElse("");
  }

  /** The folder with {@code tnsnames.ora}. */
  Optional<String> folder() {
    Map<String, String> inUrl = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    inUrl.putAll(parameters);
    String shortName = inUrl.getOrDefault("TNS_ADMIN", "");
    String longName = parameters.getOrDefault(TNS_ADMIN, shortName);
    Optional<String> folder =
        first(
            oneOf(shortName.isEmpty() ? longName : shortName, longName),
            properties.getOrDefault(TNS_ADMIN, ""),
            oneOf(system(TNS_ADMIN), system("TNS_ADMIN")),
            surroundings.environmentVariable("TNS_ADMIN"));
    folder.ifPresent(OracleSettings::requirePlainPath);
    return folder;
  }

  private static Optional<String> first(String... values) {
    return List.of(values).stream().filter(value -> !value.isBlank()).findFirst();
  }

  private static String oneOf(String one, String other) {
    if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
      throw new NotUnderstoodException("the folder of tnsnames.ora is given twice");
    }
    return one.isEmpty() ? other : one;
  }

  private static void requirePlainPath(String path) {
    if (path.chars().anyMatch(c -> "$%?~\"'{}".indexOf(c) >= 0)) {
      throw new NotUnderstoodException("'%s' is no plain path".formatted(path));
    }
  }

  /** What makes certain endpoints uncertain; empty where nothing does. */
  String doubt(Map<String, String> more) {
    String doubt = "";
    for (Map<String, String> source : List.of(parameters, properties, more)) {
      for (Map.Entry<String, String> setting : source.entrySet()) {
        String name = setting.getKey().toLowerCase(Locale.ROOT);
        if (ELSEWHERE.contains(name) || name.startsWith(PROVIDERS)) {
          throw new NotUnderstoodException("'%s' decides at run time".formatted(name));
        }
        requireOneName(name, setting.getValue());
        doubt = PROXIES.contains(name) ? "a proxy leads there" : doubt;
        doubt = SHARDS.contains(name) ? "a key chooses the shard" : doubt;
      }
    }
    for (String name : List.of("oracle.net.socksProxyHost", "oracle.net.httpsProxyHost")) {
      doubt = system(name).isEmpty() ? doubt : "a proxy leads there";
    }
    if (!system("oracle.jdbc.config.file").isEmpty()) {
      throw new NotUnderstoodException("a file of settings leads the driver");
    }
    return doubt;
  }

  private static void requireOneName(String name, String value) {
    boolean sent = IN_PACKET.stream().anyMatch(name::startsWith);
    if (sent && value.chars().anyMatch(c -> "()=\"'\\".indexOf(c) >= 0)) {
      throw new NotUnderstoodException("'%s' would name another database".formatted(name));
    }
  }

  /** The settings that the driver reads from the folder of {@code tnsnames.ora}. */
  Map<String, String> fromFolder(String folder, String alias) {
    for (String name :
        List.of(alias, alias.toLowerCase(Locale.ROOT), alias.toUpperCase(Locale.ROOT))) {
      if (surroundings.text("%s/ojdbc_%s.properties".formatted(folder, name)).isPresent()) {
        throw new NotUnderstoodException("a file of settings for '%s'".formatted(alias));
      }
    }
    Map<String, String> settings = new TreeMap<>();
    Properties read = new Properties();
    try {
      read.load(new StringReader(surroundings.text(folder + "/ojdbc.properties").orElse("")));
    } catch (IOException | IllegalArgumentException e) {
      throw new NotUnderstoodException("ojdbc.properties is not understood");
    }
    read.stringPropertyNames().forEach(name -> settings.put(name, read.getProperty(name)));
    return requireNoPlaces(settings);
  }

  /** Settings of a file, where they are weaker, or not: who wins is not known for each. */
  static Map<String, String> requireNoPlaces(Map<String, String> settings) {
    for (String name : settings.keySet()) {
      if (IDENTIFIERS.contains(name) || name.equals(SERVICE) || name.equals(TNS_ADMIN)) {
        throw new NotUnderstoodException("a file of settings names '%s'".formatted(name));
      }
    }
    return settings;
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(parameters.getOrDefault(name, properties.get(name)));
  }

  private String system(String name) {
    return surroundings.systemProperty(name);
  }
}
