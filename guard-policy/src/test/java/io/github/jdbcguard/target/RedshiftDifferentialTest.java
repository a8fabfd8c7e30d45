package io.github.jdbcguard.target;

import com.amazon.redshift.Driver;
import com.amazon.redshift.util.RedshiftProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the Redshift driver makes of generated URLs and properties. */
@NullMarked
class RedshiftDifferentialTest {

  @Test
  void saysWhatTheRedshiftDriverSays() {
    new Differential(
            RedshiftDifferentialTest::next,
            RedshiftDifferentialTest::endpoints,
            Answers.surroundings(""))
        .compare();
  }

  private static Differential.Case next(Pieces pieces) {
    String place =
        switch (pieces.below(12)) {
          case 0 -> pieces.oneOf("", "//", "///", "//h1", "/app", "iam://h1.x:eu/app");
          case 1 -> pieces.encoded(pieces.name());
          default ->
              "//"
                  + String.join(",", pieces.several(3, () -> address(pieces)))
                  + pieces.mostly("/", "/", "")
                  + pieces.mostly(pieces.encoded(pieces.name()), "", "#x", "a%2", "a/b");
        };
    String separator = pieces.mostly("&", ";");
    String query = String.join(separator, pieces.some(4, () -> parameter(pieces)));
    String mark = query.isEmpty() ? pieces.mostly("", "?", ";") : pieces.oneOf("?", ";", "?", ";?");
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(3, () -> key(pieces))) {
      properties.put(key, value(pieces, key));
    }
    return new Differential.Case("jdbc:redshift:" + place + mark + query, properties);
  }

  private static String address(Pieces pieces) {
    String user = pieces.chance(2) ? pieces.oneOf("u@", "u:p@") : "";
    String host = pieces.mostly(pieces.host(), "", "::1", " h1", "h1 ", "a/b", "[::1");
    return user + host + (pieces.chance(50) ? ":" + pieces.port() : "");
  }

  private static String parameter(Pieces pieces) {
    String key = key(pieces);
    String value = pieces.encoded(value(pieces, key));
    return pieces.mostly(key + "=" + value, key, "", key + "=", key + "==");
  }

  private static String key(Pieces pieces) {
    return pieces.key(
        pieces.oneOf(
            "Host",
            "PORT",
            "DBNAME",
            "PGHOST",
            "PGDBNAME",
            "database",
            "user",
            "UID",
            "ssl",
            "x",
            "IAMAuth",
            "loadBalanceHosts",
            "ApplicationName"));
  }

  private static String value(Pieces pieces, String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "host" -> String.join(",", pieces.several(2, pieces::host));
      case "port" -> String.join(",", pieces.several(2, pieces::port));
      case "iamauth" -> pieces.mostly("false", "true", "TRUE", "");
      default -> pieces.name();
    };
  }

  private static List<Endpoint> endpoints(Differential.Case example) throws Exception {
    Properties defaults = new RedshiftProperties();
    defaults.setProperty("user", "user");
    Properties given = new Properties();
    given.putAll(example.properties());
    RedshiftProperties all = new RedshiftProperties(given, defaults);
    all = Objects.requireNonNull(Driver.parseURL(example.url(), all));
    if (Boolean.parseBoolean(all.getProperty("iamauth"))) {
      return List.of();
    }
    String[] hosts = all.getProperty("host").split(",", 0);
    String[] ports = all.getProperty("port").split(",", 0);
    String database = all.getProperty("dbname");
    String named = database.isEmpty() ? all.getProperty("user") : database;
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < hosts.length; i++) {
      String host = hosts[i].isEmpty() ? "localhost" : hosts[i];
      endpoints.add(new Endpoint(host, Integer.parseInt(ports[i]), named));
    }
    return endpoints;
  }
}
