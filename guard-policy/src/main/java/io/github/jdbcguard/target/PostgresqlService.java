package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a section of a service file says, for {@code service=} in the query.
 *
 * @param doubt why another file may be meant; empty where none is
 */
record PostgresqlService(Parameters settings, String doubt) {

  private static final PostgresqlService NONE =
      new PostgresqlService(new Parameters(List.of()), "");
  private static final String FILE = "pg_service.conf";
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** The text of a file, and what is doubtful about which file it is. */
  private record Source(String text, String doubt) {}

  static PostgresqlService of(Parameters query, String fileSetting, Surroundings surroundings) {
    if (query.any("service").isEmpty()) {
      return NONE;
    }
    String name = query.exact("service").filter(text -> !text.isEmpty()).orElse("");
    boolean once = query.all().stream().filter(parameter -> parameter.is("service")).count() == 1;
    if (name.isEmpty() || !once) {
      throw new NotUnderstoodException("it is not clear which service is meant");
    }
    Source source = source(fileSetting, surroundings);
    return new PostgresqlService(section(name, source.text.lines().toList()), source.doubt);
  }

  /** A named file that cannot be read ends the search; the one at home is taken if it can be. */
  private static Source source(String fileSetting, Surroundings surroundings) {
    String named = surroundings.systemProperty(fileSetting);
    if (named.isBlank()) {
      named = surroundings.environmentVariable("PGSERVICEFILE");
    }
    if (!named.isBlank()) {
      return new Source(text(named, surroundings), "");
    }
    Optional<String> atHome = surroundings.text(home(surroundings) + "/." + FILE);
    String folder = surroundings.environmentVariable("PGSYSCONFDIR");
    if (atHome.isPresent() || folder.isBlank()) {
      return new Source(atHome.orElseThrow(() -> unreadable("~/." + FILE)), "");
    }
    return new Source(
        text(folder + "/" + FILE, surroundings), "a service file at home may come before this one");
  }

  private static String home(Surroundings surroundings) {
    boolean windows =
        surroundings.systemProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    String home =
        windows
            ? surroundings.environmentVariable("APPDATA")
            : surroundings.systemProperty("user.home");
    if (home.isEmpty()) {
      throw unreadable("~/." + FILE);
    }
    return windows ? home + "/postgresql" : home;
  }

  private static String text(String name, Surroundings surroundings) {
    if (ADDRESS.matcher(name).matches()) {
      throw unreadable(name);
    }
    return surroundings.text(name).orElseThrow(() -> unreadable(name));
  }

  private static NotUnderstoodException unreadable(String name) {
    return new NotUnderstoodException("the service file '%s' cannot be read".formatted(name));
  }

  /** The first section of this name counts, and in it the first value of a key. */
  private static Parameters section(String name, List<String> lines) {
    List<Parameters.Parameter> settings = new ArrayList<>();
    boolean inside = false;
    for (String written : lines) {
      String line = written.trim();
      boolean header = line.startsWith("[") && line.endsWith("]");
      if (inside && header) {
        break;
      }
      if (header) {
        inside = line.substring(1, Math.max(line.length() - 1, 1)).equals(name);
      } else if (inside && !line.isEmpty() && !line.startsWith("#")) {
        settings.add(0, setting(line));
      }
    }
    if (!inside) {
      throw new NotUnderstoodException("the service file has no service '%s'".formatted(name));
    }
    return new Parameters(settings.stream().filter(s -> !s.value().isEmpty()).toList());
  }

  private static Parameters.Parameter setting(String line) {
    int sign = line.indexOf('=');
    if (sign < 2) {
      throw new NotUnderstoodException("a line of the service file is no setting");
    }
    String key = line.substring(0, sign);
    if (key.startsWith("PG")) {
      throw new NotUnderstoodException("service files do not know '%s'".formatted(key));
    }
    boolean inOneCase = key.equals(key.toLowerCase(Locale.ROOT));
    return new Parameters.Parameter(
        inOneCase ? PostgresqlPlace.realKey(key) : key, line.substring(sign + 1));
  }
}
