package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings of an H2 connection; H2 runs most of them as {@code SET name value}. */
record H2Settings(Map<String, String> settings) {

  private static final Pattern PLAIN_VALUE = Pattern.compile("-?[A-Za-z0-9_.,]*");
  private static final Pattern PLAIN_ZONE = Pattern.compile("[A-Za-z0-9_/+:-]*");
  private static final Pattern NAME = Pattern.compile("[A-Z_]+");

  /** These name classes or other servers, whatever their value looks like. */
  private static final Set<String> NEVER_HARMLESS =
      Set.of("DATABASE_EVENT_LISTENER", "JAVA_OBJECT_SERIALIZER", "CLUSTER", "AUTHENTICATOR");

  /** Puts another file system under the database, and runs code of H2's own tests. */
  private static final String MOVES_THE_FILE = "RECOVER_TEST";

  /** Under this one a server may be reached that another process has named. */
  private static final String FOLLOWS_A_SERVER = "AUTO_SERVER";

  private static final Set<String> FALSE = Set.of("", "0", "F", "N", "NO", "FALSE");

  /** Other properties than these reach H2 without any effect. */
  private static final Set<String> READ_FROM_PROPERTIES =
      Set.of(
          "@",
          "ALLOW_LITERALS",
          "AUTHREALM",
          FOLLOWS_A_SERVER,
          "CACHE_SIZE",
          "CACHE_TYPE",
          "CATALOG",
          "COLLATION",
          "CREATE_BUILD",
          "DEFAULT_NULL_ORDERING",
          "DEFAULT_TABLE_TYPE",
          "EXCLUSIVE",
          "IGNORE_CATALOGS",
          "MAX_LENGTH_INPLACE_LOB",
          "MAX_MEMORY_UNDO",
          "MAX_OPERATION_MEMORY",
          "MODE",
          "NON_KEYWORDS",
          "OPTIMIZE_REUSE_RESULTS",
          "QUERY_STATISTICS",
          "QUERY_STATISTICS_MAX_ENTRIES",
          "READONLY",
          "REDO_LOG_BINARY",
          "SCHEMA",
          "SCHEMA_SEARCH_PATH",
          "THROTTLE",
          "TIME ZONE",
          "BUILTIN_ALIAS_OVERRIDE",
          "LOCK_TIMEOUT",
          "DEFAULT_LOCK_TIMEOUT",
          "DB_CLOSE_DELAY",
          "QUERY_TIMEOUT",
          "WRITE_DELAY",
          "LOCK_MODE",
          "TRACE_LEVEL_FILE",
          "TRACE_LEVEL_SYSTEM_OUT",
          "TRACE_MAX_FILE_SIZE",
          "TRUNCATE_LARGE_LENGTH",
          "REFERENTIAL_INTEGRITY",
          "MAX_LOG_SIZE",
          "MAX_MEMORY_ROWS",
          "RETENTION_TIME",
          "VARIABLE_BINARY",
          "LAZY_QUERY_EXECUTION",
          "IGNORECASE");

  H2Settings {
    settings = Map.copyOf(settings);
  }

  static H2Settings of(String text, Map<String, String> properties) {
    Map<String, String> settings = new HashMap<>();
    properties.forEach(
        (key, value) -> {
          String name = key.toUpperCase(Locale.ROOT);
          if (name.equals("INIT")
              || name.equals(MOVES_THE_FILE)
              || NEVER_HARMLESS.contains(name)
              || READ_FROM_PROPERTIES.contains(name)) {
            add(settings, name, value);
          }
        });
    for (String setting : split(text)) {
      int sign = setting.indexOf('=');
      String name = setting.substring(0, Math.max(sign, 0)).toUpperCase(Locale.ROOT);
      if (!NAME.matcher(name).matches() && !name.equals("TIME ZONE")) {
        throw new NotUnderstoodException("'%s' is no setting of H2".formatted(setting));
      }
      if (!name.equals("USER") && !name.equals("PASSWORD")) {
        add(settings, name, setting.substring(sign + 1));
      }
    }
    if (settings.containsKey(MOVES_THE_FILE)) {
      throw new NotUnderstoodException("'%s' moves the database".formatted(MOVES_THE_FILE));
    }
    return new H2Settings(settings);
  }

  private static void add(Map<String, String> settings, String name, String value) {
    String other = settings.put(name, value);
    if (other != null && !other.equals(value)) {
      throw new NotUnderstoodException("the setting '%s' is given twice".formatted(name));
    }
  }

  /** At the semicolons; a backslash takes the next character as it is. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        part.append(text.charAt(i));
      } else if (c == ';') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts.stream().filter(p -> !p.isEmpty()).toList();
  }

  boolean followsAServer() {
    String value = settings.getOrDefault(FOLLOWS_A_SERVER, "");
    return !FALSE.contains(value.toUpperCase(Locale.ROOT));
  }

  private static boolean plain(String name, String value) {
    Pattern form = name.equals("TIME ZONE") ? PLAIN_ZONE : PLAIN_VALUE;
    return form.matcher(value).matches();
  }

  List<String> connectSql() {
    List<String> statements = new ArrayList<>();
    new TreeMap<>(settings)
        .forEach(
            (name, value) -> {
              if (name.equals("INIT")) {
                statements.add(value);
              } else if (NEVER_HARMLESS.contains(name) || !plain(name, value)) {
                statements.add("SET %s %s".formatted(name, value));
              }
            });
    return statements.stream().filter(sql -> !sql.isBlank()).toList();
  }
}
