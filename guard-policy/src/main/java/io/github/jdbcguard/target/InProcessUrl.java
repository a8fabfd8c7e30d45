package io.github.jdbcguard.target;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The plain in-process forms of HSQLDB, Derby and DuckDB; their servers are not resolved yet. */
final class InProcessUrl {

  private static final int LONGEST_NAME = 1_000;
  private static final String HOME = "~/";
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_.-][A-Za-z0-9_. -]*");
  private static final Pattern PLAIN_PATH =
      Pattern.compile("/?[A-Za-z0-9_.-][A-Za-z0-9_. -]*(/+[A-Za-z0-9_. -]+)*");
  private static final Set<String> HARMLESS_DERBY =
      Set.of("create", "user", "password", "territory", "collation", "securitymechanism");
  private static final Set<String> MORE_THAN_OPENING_DERBY =
      Set.of(
          "createfrom",
          "databasename",
          "decryptdatabase",
          "deregister",
          "drop",
          "encryptionprovider",
          "failover",
          "logdevice",
          "newbootpassword",
          "newencryptionkey",
          "restorefrom",
          "rollforwardrecoveryfrom",
          "shutdown",
          "slavehost",
          "slaveport",
          "startmaster",
          "startslave",
          "stopmaster",
          "stopslave",
          "upgrade");
  private static final Set<String> HARMLESS_DUCKDB =
      Set.of(
          "threads",
          "custom_user_agent",
          "jdbc_auto_commit",
          "jdbc_pin_db",
          "jdbc_instance_cache",
          "jdbc_ignore_unsupported_options",
          "jdbc_jfr_memory_monitor",
          "access_mode",
          "memory_limit",
          "max_memory",
          "duckdb.read_only",
          "user",
          "password",
          "jdbc_stream_results",
          "default_order",
          "default_null_order");

  private InProcessUrl() {}

  static Target hsqldb(String url, Map<String, String> properties, Surroundings surroundings) {
    if (properties.containsKey("connection_type") || properties.containsKey("database")) {
      throw new NotUnderstoodException("properties of HSQLDB name another database than the URL");
    }
    String text = name(url.substring("jdbc:hsqldb:".length()));
    String lower = text.toLowerCase(Locale.ROOT);
    if (text.equals(".")) {
      throw new NotUnderstoodException("'.' is a database in memory to some versions of HSQLDB");
    }
    if (lower.startsWith("mem:")) {
      return resolved(Engine.HSQLDB, "mem:" + plain(PLAIN_NAME, lower.substring(4)));
    }
    String path = lower.startsWith("file:") ? text.substring(5) : text;
    boolean atHome = path.startsWith(HOME);
    String below = atHome ? belowHome(path) : plain(PLAIN_PATH, path);
    return resolved(
        Engine.HSQLDB, atHome ? surroundings.fileAtHome(below) : surroundings.file(below));
  }

  static Target derby(String url, Map<String, String> properties, Surroundings surroundings) {
    String text = url.substring("jdbc:derby:".length());
    requireOnly(HARMLESS_DERBY, settings(text));
    Parameters.of(properties).requireNone(MORE_THAN_OPENING_DERBY);
    String name = name(text);
    if (name.startsWith("memory:")) {
      return resolved(Engine.DERBY, "memory:" + plain(PLAIN_NAME, name.substring(7)));
    }
    String path = plain(PLAIN_PATH, name.startsWith("directory:") ? name.substring(10) : name);
    String home = surroundings.systemProperty("derby.system.home");
    return resolved(
        Engine.DERBY, surroundings.file(path.startsWith("/") ? path : home + sign(home) + path));
  }

  static Target duckdb(String url, Map<String, String> properties, Surroundings surroundings) {
    String text = url.substring("jdbc:duckdb:".length());
    requireOnly(HARMLESS_DUCKDB, settings(text));
    requireOnly(HARMLESS_DUCKDB, List.copyOf(properties.keySet()));
    String name = name(text);
    if (name.isEmpty() || name.equals(":memory:")) {
      return resolved(Engine.DUCKDB, ":memory:");
    }
    if (name.startsWith(":memory:")) {
      return resolved(Engine.DUCKDB, ":memory:" + plain(PLAIN_NAME, name.substring(8)));
    }
    if (name.startsWith(HOME)) {
      return resolved(Engine.DUCKDB, surroundings.file(home(surroundings) + "/" + belowHome(name)));
    }
    String path = name.replaceFirst("\\?[A-Za-z0-9_.=&-]*$", "");
    plain(PLAIN_PATH, path);
    return resolved(Engine.DUCKDB, surroundings.file(name));
  }

  private static String belowHome(String path) {
    String below = path.substring(HOME.length());
    if (below.startsWith("/")) {
      throw new NotUnderstoodException("'%s' is no plain path".formatted(path));
    }
    return plain(PLAIN_PATH, below);
  }

  /** DuckDB asks the environment, and not Java. */
  private static String home(Surroundings surroundings) {
    String home = surroundings.environmentVariable("HOME");
    if (home.isEmpty() || !surroundings.environmentVariable("USERPROFILE").isEmpty()) {
      throw new NotUnderstoodException("'~' stands for a home directory, and none is known");
    }
    return home;
  }

  private static String sign(String home) {
    return home.isEmpty() ? "" : "/";
  }

  private static String name(String text) {
    int semicolon = text.indexOf(';');
    return semicolon < 0 ? text : text.substring(0, semicolon);
  }

  private static List<String> settings(String text) {
    int semicolon = text.indexOf(';');
    String settings = semicolon < 0 ? "" : text.substring(semicolon + 1);
    return List.of(settings.split(";", 0)).stream()
        .filter(setting -> !setting.isBlank())
        .map(setting -> setting.replaceFirst("=.*", "").strip())
        .toList();
  }

  private static void requireOnly(Set<String> harmless, List<String> keys) {
    for (String key : keys) {
      if (!harmless.contains(key.toLowerCase(Locale.ROOT))) {
        throw new NotUnderstoodException("the guard does not know the setting '%s'".formatted(key));
      }
    }
  }

  private static String plain(Pattern form, String text) {
    if (text.length() > LONGEST_NAME || !form.matcher(text).matches()) {
      throw new NotUnderstoodException("'%s' is no plain name in this process".formatted(text));
    }
    return text;
  }

  private static Target resolved(Engine engine, String database) {
    return Target.resolved(engine, List.of(Endpoint.inProcess(database)), List.of());
  }
}
