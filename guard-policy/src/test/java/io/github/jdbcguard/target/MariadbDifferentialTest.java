package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;

/** What MariaDB Connector/J makes of generated URLs and properties. */
@NullMarked
class MariadbDifferentialTest {

  @Test
  void saysWhatMariadbsDriverSays() {
    new Differential(
            MariadbDifferentialTest::next,
            MariadbDifferentialTest::endpoints,
            Answers.surroundings(""))
        .compare();
  }

  private static Differential.Case next(Pieces pieces) {
    String mode =
        pieces.mostly(
            "",
            "replication:",
            "sequential:",
            "LoadBalance:",
            "load-balance-read:",
            "failover:",
            "none:",
            "nonsense:");
    String hosts = String.join(pieces.mostly(",", ", ", ",,"), hosts(pieces));
    String database = pieces.mostly(pieces.encoded(pieces.name()), "", " x", "#y", "a//b", "(x)");
    String path = pieces.mostly("/" + database, "", "/");
    String query = String.join("&", pieces.some(4, () -> parameter(pieces)));
    String mark = query.isEmpty() ? pieces.mostly("", "?") : pieces.mostly("?", "??", "?&", ";");
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(3, () -> key(pieces))) {
      properties.put(key, value(pieces, key));
    }
    String url = pieces.mostly("jdbc:mariadb:", "jdbc:mariadb: ") + mode + "//" + hosts + path;
    return new Differential.Case(url + mark + query, properties);
  }

  private static List<String> hosts(Pieces pieces) {
    return pieces.several(3, () -> host(pieces));
  }

  private static String host(Pieces pieces) {
    return switch (pieces.below(8)) {
      case 0 ->
          pieces.mostly("address=", "address= ", "ADDRESS=")
              + String.join("", pieces.several(3, () -> "(" + part(pieces) + ")"));
      case 1 -> pieces.oneOf("", "::1", " h1 ", "u@h1", "[::1", "%681", "h1 : 3307", "h_1");
      default -> pieces.host() + (pieces.chance(50) ? ":" + pieces.port() : "");
    };
  }

  private static String part(Pieces pieces) {
    String key = pieces.key(pieces.oneOf("host", "host", "port", "type", "localSocket", "sslMode"));
    return key + pieces.mostly("=", " = ") + value(pieces, key);
  }

  private static String parameter(Pieces pieces) {
    String key = key(pieces);
    String pair = key + "=" + value(pieces, key);
    return pieces.mostly(pair, key, "", " " + pair, key + "=", key + "==");
  }

  private static String key(Pieces pieces) {
    return pieces.key(
        pieces.oneOf(
            "database",
            "database",
            "host",
            "port",
            "user",
            "x",
            "dbname",
            "autocommit",
            "createDatabaseIfNotExist",
            "permitMysqlScheme",
            "localSocket",
            "pipe"));
  }

  private static String value(Pieces pieces, String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "host" -> pieces.mostly(pieces.host(), "", "h1,h2");
      case "port" -> pieces.port();
      case "type" -> pieces.mostly("replica", "primary", "x");
      case "sslmode" -> "disable";
      case "localsocket", "pipe" -> pieces.mostly("", "/tmp/x");
      case "autocommit", "createdatabaseifnotexist" -> pieces.mostly("true", "1", "x");
      default -> pieces.name();
    };
  }

  private static List<Endpoint> endpoints(Differential.Case example) throws Exception {
    Properties given = new Properties();
    given.putAll(example.properties());
    Configuration all = Objects.requireNonNull(Configuration.parse(example.url(), given));
    String database = Objects.requireNonNullElse(all.database(), "");
    List<Endpoint> endpoints = new ArrayList<>();
    for (HostAddress address : all.addresses()) {
      boolean elsewhere =
          all.localSocket() != null
              || all.pipe() != null
              || address.localSocket != null
              || address.pipe != null;
      if (elsewhere) {
        return List.of();
      }
      endpoints.add(new Endpoint(address.host, address.port, database));
    }
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("no host to dial");
    }
    return endpoints;
  }
}
