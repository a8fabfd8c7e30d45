package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.NullMarked;

/** Generated URLs for pgjdbc and its descendants. */
@NullMarked
record PostgresqlCases(Pieces pieces) {

  static Differential.Case next(Pieces pieces, String prefix) {
    PostgresqlCases cases = new PostgresqlCases(pieces);
    String query = String.join("&", pieces.some(4, cases::parameter));
    String mark = query.isEmpty() ? pieces.mostly("", "?") : pieces.mostly("?", "??", "?&", ";");
    String start = pieces.chance(99) ? prefix : pieces.key(prefix);
    return new Differential.Case(start + cases.place() + mark + query, cases.properties());
  }

  private String place() {
    return switch (pieces.below(12)) {
      case 0 -> pieces.oneOf("", "//", "///", "//h1", "/app", "////app");
      case 1 -> pieces.encoded(pieces.name());
      case 2 -> "///" + pieces.encoded(pieces.name());
      default ->
          "//"
              + String.join(",", pieces.several(3, this::address))
              + pieces.mostly("/", "/", "")
              + pieces.mostly(pieces.encoded(pieces.name()), "", "#x", "a%2", "%ff");
    };
  }

  private String address() {
    String user = pieces.chance(2) ? pieces.oneOf("u@", "u:p@", "dev@") : "";
    String host = pieces.mostly(pieces.host(), "", "::1", "fd00::7", " h1", "h1 ", "a/b", "[::1");
    return user + host + (pieces.chance(50) ? ":" + pieces.port() : "");
  }

  private String parameter() {
    String key = key();
    return pieces.mostly(key + "=" + pieces.encoded(value(key)), key, "", key + "=", key + "==");
  }

  private String key() {
    String key =
        pieces.oneOf(
            "PGHOST",
            "PGPORT",
            "PGDBNAME",
            "host",
            "port",
            "dbname",
            "user",
            "password",
            "ssl",
            "ApplicationName",
            "loadBalanceHosts",
            "currentSchema",
            "x",
            "hostaddr",
            "database",
            "service",
            "load-balance");
    return pieces.chance(2) ? pieces.encoded(key) : pieces.key(key);
  }

  private String value(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "pghost", "host" -> String.join(",", pieces.several(2, pieces::host));
      case "pgport", "port" -> String.join(",", pieces.several(2, pieces::port));
      case "service" -> pieces.mostly("prod", "dev", "Prod", "", "none");
      case "load-balance" -> pieces.mostly("false", "true", "any", "FALSE", "x", "");
      default -> pieces.name();
    };
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    for (String key : pieces.some(3, this::key)) {
      properties.put(key, value(key));
    }
    properties.merge("user", pieces.oneOf("user", "zed"), (mine, usual) -> mine);
    return properties;
  }

  static final String SERVICE_FILE =
      """
      # services
      [dev]
      host=dev.example.com
       dbname=dev
      [prod]
      host=prod.example.com,10.0.0.1
      port=5444,5445
      host=h1
      user=svc
      load-balance=any
      [prod]
      host=h1
      """;

  /** What the driver's properties say when it has read everything. */
  static List<Endpoint> endpoints(Properties all) {
    String[] hosts = all.getProperty("PGHOST").split(",", 0);
    String[] ports = all.getProperty("PGPORT").split(",", 0);
    String user = all.getProperty("user", "user");
    String database = all.getProperty("PGDBNAME", "");
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < hosts.length; i++) {
      String host = hosts[i].isEmpty() ? "localhost" : hosts[i];
      int port = Integer.parseInt(ports[i]);
      endpoints.add(new Endpoint(host, port, database.isEmpty() ? user : database));
    }
    return endpoints;
  }
}
