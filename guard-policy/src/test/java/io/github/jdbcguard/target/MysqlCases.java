package io.github.jdbcguard.target;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Generated URLs for MySQL Connector/J. */
@NullMarked
record MysqlCases(Pieces pieces) {

  Differential.Case next() {
    String query = String.join("&", pieces.some(4, this::parameter));
    String mark = query.isEmpty() ? pieces.mostly("", "?") : pieces.mostly("?", "? ", "?&", "#?");
    String database = pieces.mostly(pieces.encoded(pieces.name()), "", " x", "#y", "%41", "+");
    String path = pieces.mostly("/" + database, "", "/", " /x");
    return new Differential.Case(scheme() + authority() + path + mark + query, properties());
  }

  private String scheme() {
    return pieces.mostly(
        "jdbc:mysql:",
        "JDBC:MySQL:",
        "jdbc:mysql:loadbalance:",
        "jdbc:mysql:replication:",
        "jdbc%3Amysql:",
        "%6Adbc:mysql:",
        "jdbc:mysql: ",
        "jdbc:mysql+srv:",
        "jdbc:mariadb:");
  }

  private String authority() {
    return switch (pieces.below(12)) {
      case 0 -> "";
      case 1 -> "//";
      case 2 -> "//" + user() + "[" + hosts() + "]";
      default -> "//" + hosts();
    };
  }

  private String hosts() {
    return String.join(pieces.mostly(",", " , "), pieces.several(3, () -> user() + host()));
  }

  private String user() {
    return pieces.chance(10) ? pieces.oneOf("u@", "u:p@", "dev.example.com@", "u%40x@", ":@") : "";
  }

  private String host() {
    return switch (pieces.below(8)) {
      case 0 -> "(" + String.join(",", pieces.several(3, this::part)) + ")";
      case 1 ->
          pieces.mostly("address=", "ADDRESS=", "address= ")
              + String.join("", pieces.several(3, () -> "(" + part() + ")"));
      case 2 -> pieces.oneOf("", "::1", " h1 ", "[::1", "h1 : 3307", "%681", "h1%20", "-h", "h_1");
      default -> pieces.host() + (pieces.chance(50) ? ":" + pieces.encoded(pieces.port()) : "");
    };
  }

  private String part() {
    String key =
        pieces.key(pieces.oneOf("host", "host", "port", "dbname", "user", "type", "protocol"));
    String name = pieces.chance(5) ? pieces.encoded(key) : key;
    return name + pieces.mostly("=", " = ") + pieces.encoded(value(key));
  }

  private String parameter() {
    String key = key();
    String name = pieces.chance(4) ? pieces.encoded(key) : key;
    String pair = name + "=" + pieces.encoded(value(key));
    return pieces.mostly(pair, name, "", " " + pair, name + "=", name + " = x");
  }

  private String key() {
    return pieces.key(
        pieces.oneOf(
            "host",
            "port",
            "dbname",
            "user",
            "useSSL",
            "connectTimeout",
            "x",
            "database",
            "dnsSrv",
            "protocol",
            "PGHOST",
            "characterEncoding"));
  }

  private String value(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "host" -> pieces.mostly(pieces.host(), "", "h1,h2");
      case "port" -> pieces.port();
      case "dnssrv", "usessl" -> pieces.mostly("false", "true", "no", "");
      case "protocol" -> pieces.mostly("tcp", "TCP", "pipe", "");
      case "characterencoding" -> "UTF-8";
      case "connecttimeout" -> "100";
      default -> pieces.name();
    };
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    for (String key : List.copyOf(pieces.some(3, this::key))) {
      properties.put(key, value(key));
    }
    return properties;
  }
}
