package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which file SQLite opens; pragmas in the query are cut off, what else is there stays a name. */
final class SqliteUrl {

  private static final String PREFIX = "jdbc:sqlite:";
  private static final String MEMORY = ":memory:";
  private static final Pattern BLANK_OR_FRAGMENT = Pattern.compile("[ #]");
  private static final Pattern PLAIN_VALUE = Pattern.compile("-?[A-Za-z0-9_]*");
  private static final Pattern URI_PARAMETER = Pattern.compile("[a-z][a-z0-9_]*");

  /** Ways to reach files that name the same file. */
  private static final Set<String> FILE_SYSTEMS = Set.of("unix", "unix-none");

  private static final String OPEN_MODE = "open_mode";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final int MEMORY_BIT = 0x80;

  /** Never run as SQL, or never shown. */
  private static final Set<String> NOT_SQL =
      Set.of(
          "date_string_format",
          "date_class",
          "date_precision",
          "password",
          "hexkey_mode",
          "open_mode",
          "jdbc.explicit_readonly",
          "jdbc.get_generated_keys");

  /** Change the file, whatever their value. */
  private static final Set<String> WRITES =
      Set.of("application_id", "default_cache_size", "incremental_vacuum", "user_version");

  private static final Set<String> PRAGMAS =
      Set.of(
          "open_mode",
          "shared_cache",
          "enable_load_extension",
          "automatic_index",
          "cache_size",
          "cache_spill",
          "mmap_size",
          "case_sensitive_like",
          "count_changes",
          "default_cache_size",
          "defer_foreign_keys",
          "empty_result_callback",
          "encoding",
          "foreign_keys",
          "full_column_names",
          "fullsync",
          "incremental_vacuum",
          "journal_mode",
          "journal_size_limit",
          "legacy_alter_table",
          "legacy_file_format",
          "locking_mode",
          "page_size",
          "max_page_count",
          "read_uncommitted",
          "recursive_triggers",
          "reverse_unordered_selects",
          "secure_delete",
          "short_column_names",
          "synchronous",
          "temp_store",
          "temp_store_directory",
          "user_version",
          "application_id",
          "wal_autocheckpoint",
          "limit_length",
          "limit_sql_length",
          "limit_column",
          "limit_expr_depth",
          "limit_compound_select",
          "limit_vdbe_op",
          "limit_function_arg",
          "limit_attached",
          "limit_like_pattern_length",
          "limit_variable_number",
          "limit_trigger_depth",
          "limit_worker_threads",
          "limit_page_count",
          "transaction_mode",
          "date_precision",
          "date_class",
          "date_string_format",
          "busy_timeout",
          "hexkey_mode",
          "password",
          "jdbc.explicit_readonly",
          "jdbc.get_generated_keys");

  private SqliteUrl() {}

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    String text = url.substring(PREFIX.length());
    int mark = text.indexOf('?');
    String name = mark < 0 ? text : text.substring(0, mark);
    List<String> connectSql = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    String query = mark < 0 ? "" : text.substring(mark + 1);
    for (String token : query.split("&", 0)) {
      Parameters.Parameter parameter = parameter(token);
      if (PRAGMAS.contains(parameter.key())) {
        addPragma(connectSql, parameter);
      } else if (BLANK_OR_FRAGMENT.matcher(token).find()) {
        throw new NotUnderstoodException("'%s' behind the question mark".formatted(token));
      } else if (!token.isEmpty()) {
        kept.add(token);
      }
    }
    properties.forEach((key, value) -> addPragma(connectSql, new Parameters.Parameter(key, value)));
    String file = file(name, kept, surroundings);
    String opened = opensMemory(query, properties) ? MEMORY : file;
    return Target.resolved(Engine.SQLITE, List.of(Endpoint.inProcess(opened)), connectSql);
  }

  /** A bit of the open mode says so; of several modes it must be a bit of all or of none. */
  private static boolean opensMemory(String query, Map<String, String> properties) {
    List<String> modes = new ArrayList<>();
    for (String token : query.split("&", 0)) {
      Parameters.Parameter parameter = parameter(token);
      if (parameter.key().equals(OPEN_MODE)) {
        modes.add(parameter.value());
      }
    }
    if (properties.containsKey(OPEN_MODE)) {
      modes.add(properties.getOrDefault(OPEN_MODE, ""));
    }
    List<Boolean> memory = modes.stream().map(SqliteUrl::hasMemoryBit).distinct().toList();
    if (memory.size() > 1) {
      throw new NotUnderstoodException("'%s' is given twice".formatted(OPEN_MODE));
    }
    return memory.contains(true);
  }

  private static boolean hasMemoryBit(String openMode) {
    if (!NUMBER.matcher(openMode).matches()) {
      throw new NotUnderstoodException("'%s' is no open mode".formatted(openMode));
    }
    return (Integer.parseInt(openMode) & MEMORY_BIT) != 0;
  }

  private static Parameters.Parameter parameter(String token) {
    int sign = token.indexOf('=');
    String key = (sign < 0 ? token : token.substring(0, sign)).toLowerCase(Locale.ROOT);
    return new Parameters.Parameter(key, sign < 0 ? "" : token.substring(sign + 1));
  }

  private static void addPragma(List<String> connectSql, Parameters.Parameter parameter) {
    String name = parameter.key();
    boolean run = PRAGMAS.contains(name) && !NOT_SQL.contains(name);
    if (run && (WRITES.contains(name) || !PLAIN_VALUE.matcher(parameter.value()).matches())) {
      connectSql.add("PRAGMA %s=%s".formatted(name, parameter.value()));
    }
  }

  private static String file(String name, List<String> kept, Surroundings surroundings) {
    if (name.startsWith(":resource:")) {
      throw new NotUnderstoodException("a resource that is copied from elsewhere");
    }
    if (name.startsWith("file:")) {
      return uri(name.substring("file:".length()), kept, surroundings);
    }
    if (kept.isEmpty() && (name.isEmpty() || name.equals(MEMORY))) {
      return MEMORY;
    }
    if (kept.size() > 1) {
      throw new NotUnderstoodException("the driver puts unknown parameters in an order of its own");
    }
    return surroundings.file(kept.isEmpty() ? name : name + "?" + kept.get(0));
  }

  private static String uri(String rest, List<String> parameters, Surroundings surroundings) {
    int fragment = rest.indexOf('#');
    String text = PercentText.decode(fragment < 0 ? rest : rest.substring(0, fragment));
    if (fragment < 0 && inMemory(parameters)) {
      return MEMORY;
    }
    if (text.startsWith("//")) {
      int slash = text.indexOf('/', 2);
      String authority = slash < 0 ? text : text.substring(2, slash);
      if (!authority.isEmpty() && !authority.equals("localhost")) {
        throw new NotUnderstoodException("a file URI with a host");
      }
      return surroundings.file(text.substring(slash));
    }
    return text.isEmpty() || text.equals(MEMORY) ? MEMORY : surroundings.file(text);
  }

  /** SQLite reads these in exactly this case; of two modes the driver's order decides. */
  private static boolean inMemory(List<String> parameters) {
    List<String> modes = new ArrayList<>();
    for (String token : parameters) {
      int sign = token.indexOf('=');
      String key = sign < 0 ? token : token.substring(0, sign);
      boolean known = URI_PARAMETER.matcher(key).matches();
      boolean elsewhere =
          key.equals("vfs") && !FILE_SYSTEMS.contains(token.substring(Math.max(sign + 1, 3)));
      if (token.indexOf('%') >= 0 || !known || elsewhere) {
        throw new NotUnderstoodException("'%s' in a file URI".formatted(token));
      }
      if (key.equals("mode")) {
        modes.add(token);
      }
    }
    if (modes.size() > 1) {
      throw new NotUnderstoodException("two modes in a file URI");
    }
    return modes.contains("mode=memory");
  }
}
