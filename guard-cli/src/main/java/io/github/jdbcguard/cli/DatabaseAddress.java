package io.github.jdbcguard.cli;

import io.github.jdbcguard.driver.GuardUrl;
import io.github.jdbcguard.policy.TextPattern;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Surroundings;
import io.github.jdbcguard.target.Target;
import io.github.jdbcguard.target.TargetResolver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where somebody says that a database is, as an entry of a policy names it.
 *
 * @param engine decides nothing; in which kind of URL examples show it
 * @param host a name, an address, or a pattern with {@code *} and {@code ?}
 * @param port 0 where it was not written
 * @param database empty where it was not written, which means every database there
 */
record DatabaseAddress(Engine engine, String host, int port, String database) {

  private static final String RIGHT =
      "write HOST or HOST/DATABASE, as in db.example.com/shop, or a JDBC URL";

  private static final Pattern WRITTEN =
      Pattern.compile("(\\[[^\\]]*]|[^\\[\\]:/]*)(?::([0-9]{1,5}))?(?:/(.*))?");
  private static final Pattern PATH = Pattern.compile("//[^/?;]*/[^?;&]");

  /** What no editor shows, and so nobody would see in the policy. */
  private static final Pattern INVISIBLE = Pattern.compile(".*[\\p{C}\\p{Zl}\\p{Zp}].*");

  /**
   * Reads what people type or paste. A URL may name several servers.
   *
   * @throws IllegalArgumentException where it makes no sense, saying what would; never with what
   *     may be a password
   */
  static List<DatabaseAddress> parse(String text) {
    String written = text.strip();
    if (written.isEmpty()) {
      throw new IllegalArgumentException("an empty text is no host; " + RIGHT);
    }
    if (INVISIBLE.matcher(written).find()) {
      throw new IllegalArgumentException("there are invisible characters in the text; " + RIGHT);
    }
    if (written.regionMatches(true, 0, "jdbc:", 0, "jdbc:".length())) {
      return ofUrl(written);
    }
    if (written.contains("@") || written.contains("://")) {
      throw new IllegalArgumentException(
          "a URL of another kind, or a user before the host; leave them out: " + RIGHT);
    }
    return List.of(ofText(written));
  }

  private static List<DatabaseAddress> ofUrl(String text) {
    String url = GuardUrl.parse(text).map(GuardUrl::innerUrl).orElse(text);
    // Who connects does not matter here, but drivers want somebody.
    Target target = TargetResolver.resolve(url, Map.of("user", "app"), Surroundings.none());
    if (!target.resolved() || !target.certain()) {
      throw new IllegalArgumentException(
          "the guard does not understand this URL whole, and would not find its host either;"
              + " write HOST or HOST/DATABASE, as in db.example.com/shop");
    }
    boolean namesDatabase = !hasDefault(target.engine()) || PATH.matcher(url).find();
    return target.endpoints().stream()
        .map(endpoint -> ofEndpoint(target.engine(), endpoint, url, namesDatabase))
        .toList();
  }

  /** Whether a driver finds a name for a database that the URL does not name. */
  private static boolean hasDefault(Engine engine) {
    return switch (engine) {
      case POSTGRESQL, YUGABYTE, REDSHIFT, CLICKHOUSE -> true;
      case MYSQL, MARIADB, SQLSERVER, ORACLE, DB2, TRINO, SNOWFLAKE -> false;
      case H2, HSQLDB, DERBY, SQLITE, DUCKDB, OTHER -> false;
    };
  }

  private static DatabaseAddress ofEndpoint(
      Engine engine, Endpoint endpoint, String url, boolean namesDatabase) {
    if (endpoint.inProcess()) {
      throw new IllegalArgumentException(
          "a database in the process has no host; declare it in guard.yaml, by engine and database");
    }
    int port = url.contains(":" + endpoint.port()) ? endpoint.port() : 0;
    String database = namesDatabase ? endpoint.database() : "";
    requireDatabase(database);
    return new DatabaseAddress(engine, endpoint.host(), port, database);
  }

  private static DatabaseAddress ofText(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw noHost(text);
    }
    String name = written.group(1).toLowerCase(Locale.ROOT);
    String digits = written.group(2) == null ? "" : written.group(2);
    String database = written.group(3) == null ? "" : written.group(3);
    requireDatabase(database);
    if (name.replaceAll("[*?.]", "").isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' names every host or none; %s".formatted(text, RIGHT));
    }
    String host = canonical(name, digits, text);
    return new DatabaseAddress(
        Engine.POSTGRESQL, host, digits.isEmpty() ? 0 : Integer.parseInt(digits), database);
  }

  /** As the driver would spell it; a pattern is tried with letters in place of its wildcards. */
  private static String canonical(String name, String digits, String text) {
    String url = "jdbc:postgresql://" + example(name) + (digits.isEmpty() ? "" : ":" + digits);
    Target target =
        example(name).matches("[a-z0-9_.:\\[\\]-]+")
            ? TargetResolver.resolve(url + "/x", Map.of(), Surroundings.none())
            : Target.unresolved(Engine.POSTGRESQL, "no host");
    if (target.endpoints().size() != 1 || !target.certain()) {
      throw noHost(text);
    }
    return example(name).equals(name) ? target.endpoints().get(0).host() : name;
  }

  private static void requireDatabase(String database) {
    if (database.matches("regex:.*|.*[/?&=;@\\\\].*") || !database.equals(database.strip())) {
      throw new IllegalArgumentException(
          "what stands behind the '/' is no name of a database, nor a pattern with '*'; " + RIGHT);
    }
    if (INVISIBLE.matcher(database).find()) {
      throw new IllegalArgumentException("there are invisible characters in the name; " + RIGHT);
    }
  }

  private static IllegalArgumentException noHost(String text) {
    return new IllegalArgumentException("'%s' is no host; %s".formatted(text, RIGHT));
  }

  private static String example(String pattern) {
    return pattern.replace('*', 'x').replace('?', 'x');
  }

  /** Whether everything at the other address is here as well. */
  boolean covers(DatabaseAddress other) {
    return TextPattern.parse(host).matches(example(other.host), true)
        && (port == 0 || port == other.port)
        && (database.isEmpty()
            || TextPattern.parse(database).matches(example(other.database), true));
  }

  /** The keys of an entry under {@code match}, quoted so that no value can end early. */
  String keys() {
    return "host: "
        + quoted(host)
        + (port == 0 ? "" : ", port: " + port)
        + (database.isEmpty() ? "" : ", database: " + quoted(database));
  }

  /** What follows {@code jdbc:} in a URL that leads here; in characters that need no quotes. */
  String url() {
    String scheme =
        switch (engine) {
          case MYSQL, MARIADB -> engine.id();
          default -> Engine.POSTGRESQL.id();
        };
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : example(host);
    String path = database.isEmpty() ? "shop" : percentEncoded(example(database));
    return scheme + "://" + name + (port == 0 ? "" : ":" + port) + "/" + path;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "_.-".indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
