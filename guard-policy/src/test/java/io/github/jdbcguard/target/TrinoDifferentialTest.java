package io.github.jdbcguard.target;

import io.trino.jdbc.$internal.client.uri.TrinoUri;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What Trino's driver makes of generated URLs and properties. */
@NullMarked
class TrinoDifferentialTest {

  @Test
  void saysWhatTrinosDriverSays() {
    new Differential(
            TrinoDifferentialTest::next, TrinoDifferentialTest::endpoints, Answers.surroundings(""))
        .compare();
  }

  private static Differential.Case next(Pieces pieces) {
    String user = pieces.mostly("", "dev@", "dev:x@", "dev@x@", "dev\\@", "dev#@", "dev%40");
    String host =
        pieces.mostly(pieces.oneOf("h1", "H-2.example.com", "10.0.0.1", "[::1]"), pieces.host());
    String port =
        pieces.chance(60)
            ? ":" + pieces.mostly(pieces.oneOf("80", "443", "8080"), pieces.port())
            : "";
    String names = String.join(pieces.mostly("/", "//", "%2f"), pieces.some(2, () -> name(pieces)));
    String path = names.isEmpty() ? pieces.oneOf("", "/") : "/" + names + pieces.mostly("", "/");
    String query = String.join("&", pieces.some(2, () -> parameter(pieces)));
    String mark = query.isEmpty() ? pieces.mostly("", "?", "#x") : pieces.mostly("?", "#", "?&");
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(2, () -> key(pieces))) {
      properties.put(key, value(pieces, key));
    }
    return new Differential.Case(
        "jdbc:trino://" + user + host + port + path + mark + query, properties);
  }

  private static String name(Pieces pieces) {
    return pieces.mostly(
        pieces.oneOf("hive", "Cat", "s"), pieces.encoded(pieces.name()), "a%26b", "a+b", "a%00");
  }

  private static String parameter(Pieces pieces) {
    String key = key(pieces);
    String sign = pieces.mostly("=", "==", "", "%3d");
    return key + sign + value(pieces, key) + pieces.mostly("", "%26schema=x", "%26SSL=true");
  }

  private static String key(Pieces pieces) {
    return pieces.mostly(
        pieces.oneOf("catalog", "schema", "SSL", "source", "user", "clientTags"),
        "Catalog",
        "ssl",
        "socksProxy",
        "httpProxy",
        "nonsense",
        "path",
        "%73chema");
  }

  private static String value(Pieces pieces, String key) {
    return switch (key) {
      case "SSL" -> pieces.mostly(pieces.oneOf("true", "false"), "TRUE", "1", "");
      case "socksProxy", "httpProxy" -> "proxy:1080";
      default -> name(pieces);
    };
  }

  private static List<Endpoint> endpoints(Differential.Case example) {
    Properties given = new Properties();
    given.putAll(example.properties());
    TrinoUri all = TrinoUri.create(URI.create(example.url().substring("jdbc:".length())), given);
    URI server = all.getHttpUri();
    String catalog = all.getCatalog().orElse("");
    String schema = all.getSchema().orElse("");
    String database = catalog.isEmpty() || schema.isEmpty() ? catalog : catalog + "." + schema;
    return List.of(new Endpoint(server.getHost(), server.getPort(), database));
  }
}
