package io.github.jdbcguard.target;

import com.clickhouse.jdbc.internal.JdbcConfiguration;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the second version of ClickHouse's driver makes of generated URLs and properties. */
@NullMarked
class ClickHouseDifferentialTest {

  @Test
  void saysWhatClickHousesDriverSays() {
    new Differential(
            ClickHouseDifferentialTest::next,
            ClickHouseDifferentialTest::endpoints,
            Answers.surroundings(""))
        .compare();
  }

  private static Differential.Case next(Pieces pieces) {
    String scheme = pieces.mostly("", "http:", "https:", "HTTP:", "tcp:");
    String user = pieces.mostly("", "dev@", "dev:x@", "dev@x@", "dev\\@", "dev#@", "dev%40");
    String host =
        pieces.mostly(pieces.oneOf("h1", "H-2.example.com", "10.0.0.1", "[::1]"), pieces.host());
    String port =
        pieces.chance(60)
            ? ":" + pieces.mostly(pieces.oneOf("8123", "8443", "1"), pieces.port())
            : "";
    String path =
        pieces.mostly("/" + pieces.mostly("app", pieces.encoded(pieces.name())), "", "/", "//x");
    String query = String.join("&", pieces.some(2, () -> parameter(pieces)));
    String mark = query.isEmpty() ? pieces.mostly("", "?", "#x") : pieces.mostly("?", "#", "?&");
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(2, () -> key(pieces))) {
      properties.put(key, value(pieces, key));
    }
    String prefix = pieces.oneOf("jdbc:clickhouse:", "jdbc:ch:");
    return new Differential.Case(
        prefix + scheme + "//" + user + host + port + path + mark + query, properties);
  }

  private static String parameter(Pieces pieces) {
    String key = key(pieces);
    return key + pieces.mostly("=", "==", "", "%3d") + value(pieces, key);
  }

  private static String key(Pieces pieces) {
    return pieces.mostly(
        pieces.oneOf("database", "ssl", "user", "compress", "socket_timeout"),
        "Database",
        "SSL",
        "proxy_host",
        "d%61tabase",
        "nonsense");
  }

  private static String value(Pieces pieces, String key) {
    return key.equals("ssl")
        ? pieces.mostly(pieces.oneOf("true", "false"), "TRUE", "1", "")
        : pieces.mostly(pieces.oneOf("prod", "shop"), pieces.encoded(pieces.name()), "a+b", "%26");
  }

  private static List<Endpoint> endpoints(Differential.Case example) throws Exception {
    Properties given = new Properties();
    given.putAll(example.properties());
    if (!JdbcConfiguration.acceptsURL(example.url())) {
      throw new IllegalArgumentException("not for ClickHouse");
    }
    JdbcConfiguration all = new JdbcConfiguration(example.url(), given);
    URL server = new URL(all.getConnectionUrl());
    boolean takesIt = List.of("http", "https").contains(server.getProtocol());
    if (!takesIt
        || server.getHost().isBlank()
        || server.getPort() < 1
        || server.getPort() > 65535) {
      throw new IllegalArgumentException("no endpoint of its client");
    }
    String database = all.getClientProperties().getOrDefault("database", "default");
    return List.of(new Endpoint(server.getHost(), server.getPort(), database));
  }
}
