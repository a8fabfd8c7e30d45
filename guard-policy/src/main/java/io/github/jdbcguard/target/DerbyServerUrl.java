package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where Derby's network client goes. All attributes, of URL and properties, go to the server. */
final class DerbyServerUrl {

  private static final String PREFIX = "jdbc:derby://";
  private static final String DEFAULT_PORT = "1527";
  private static final String DATABASE = "databaseName";
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_./-]+");

  private static final Set<String> HARMLESS =
      Set.of(
          "user",
          "password",
          "ssl",
          "securitymechanism",
          "retrievemessagetext",
          "territory",
          "collation",
          "logintimeout");

  /** With a value of true, or with any, the server does this while it connects. */
  private static final Map<String, String> COMMANDS =
      Map.of(
          "create", "CREATE DATABASE %s",
          "drop", "DROP DATABASE %s",
          "shutdown", "SHUTDOWN DATABASE %s",
          "upgrade", "ALTER DATABASE %s UPGRADE",
          "createfrom", "RESTORE DATABASE %s",
          "restorefrom", "RESTORE DATABASE %s",
          "rollforwardrecoveryfrom", "RESTORE DATABASE %s",
          "failover", "ALTER DATABASE %s FAILOVER",
          "decryptdatabase", "ALTER DATABASE %s DECRYPT");

  private DerbyServerUrl() {}

  static boolean is(String url) {
    return url.startsWith(PREFIX);
  }

  static Target resolve(String url, Map<String, String> properties) {
    String rest = url.substring(PREFIX.length());
    int slash = rest.indexOf('/');
    if (slash < 0) {
      throw new NotUnderstoodException("no database follows the server");
    }
    int semicolon = rest.indexOf(';');
    if (semicolon >= 0 && semicolon < slash) {
      throw new NotUnderstoodException("the URL names no database");
    }
    Map<String, String> attributes = attributes(semicolon < 0 ? "" : rest.substring(semicolon));
    String path = rest.substring(slash + 1, semicolon < 0 ? rest.length() : semicolon);
    String database = path.isEmpty() ? named(attributes, rest) : path;
    String server = rest.substring(0, slash);
    int colon = server.indexOf(':');
    String host = colon < 0 ? server : server.substring(0, colon);
    String port = colon < 0 ? DEFAULT_PORT : server.substring(colon + 1);
    Endpoint endpoint = new Endpoint(HostName.canonical(host), PortNumber.parse(port), database);
    return Target.resolved(
        Engine.DERBY, List.of(endpoint), connectSql(attributes, properties, database));
  }

  /** Without a path the server looks at an attribute. */
  private static String named(Map<String, String> attributes, String text) {
    String database = attributes.remove(DATABASE);
    if (database == null
        || !PLAIN_NAME.matcher(database).matches()
        || !text.contains(";%s=%s".formatted(DATABASE, database))) {
      throw new NotUnderstoodException("the URL names no database");
    }
    return database;
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new TreeMap<>();
    for (String attribute : text.split(";", 0)) {
      int sign = attribute.indexOf('=');
      if (sign < 0 && !attribute.isEmpty()) {
        throw new NotUnderstoodException("'%s' has no value".formatted(attribute));
      }
      if (sign >= 0) {
        String value = attribute.substring(sign + 1).trim();
        String other = attributes.put(attribute.substring(0, sign).trim(), value);
        if (other != null && !other.equals(value)) {
          throw new NotUnderstoodException("'%s' is given twice".formatted(attribute));
        }
      }
    }
    return attributes;
  }

  private static List<String> connectSql(
      Map<String, String> attributes, Map<String, String> properties, String database) {
    List<Map.Entry<String, String>> all = new ArrayList<>(attributes.entrySet());
    all.addAll(new TreeMap<>(properties).entrySet());
    List<String> statements = new ArrayList<>();
    for (Map.Entry<String, String> attribute : all) {
      String key = attribute.getKey().toLowerCase(Locale.ROOT);
      String command = COMMANDS.get(key);
      if (command == null && !HARMLESS.contains(key)) {
        throw new NotUnderstoodException(
            "the guard does not know the setting '%s'".formatted(attribute.getKey()));
      }
      if (command != null && !attribute.getValue().equalsIgnoreCase("false")) {
        statements.add(command.formatted('"' + database.replace("\"", "\"\"") + '"'));
      }
    }
    return statements.stream().distinct().toList();
  }
}
