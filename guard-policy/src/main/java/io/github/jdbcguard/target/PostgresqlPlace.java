package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hosts, ports and database as the URL's own part names them; absent where it is silent. */
record PostgresqlPlace(Optional<String> hosts, Optional<String> ports, Optional<String> database) {

  static PostgresqlPlace of(String server, String defaultPort) {
    if (!server.startsWith("//")) {
      if (server.startsWith("/")) {
        throw new NotUnderstoodException("one slash where two are needed");
      }
      String database = PercentText.decodeForm(server);
      return new PostgresqlPlace(Optional.empty(), Optional.empty(), Optional.of(database));
    }
    if (server.equals("//") || server.equals("///")) {
      return new PostgresqlPlace(Optional.empty(), Optional.empty(), Optional.empty());
    }
    int slash = server.indexOf('/', 2);
    if (slash < 0 || server.indexOf('/', slash + 1) >= 0) {
      throw new NotUnderstoodException("the hosts and the database must be parted by one slash");
    }
    String database = PercentText.decodeForm(server.substring(slash + 1));
    return of(server.substring(2, slash).split(",", 0), defaultPort, database);
  }

  private static PostgresqlPlace of(String[] addresses, String defaultPort, String database) {
    List<String> hosts = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (String address : addresses) {
      int colon = address.lastIndexOf(':');
      boolean hasPort = colon >= 0 && colon > address.lastIndexOf(']');
      String host = hasPort ? address.substring(0, colon) : address;
      hosts.add(host.isEmpty() ? "localhost" : host);
      // the sign is taken by Java's own reader of numbers
      ports.add(hasPort ? address.substring(colon + 1).replaceFirst("^\\+", "") : defaultPort);
    }
    return new PostgresqlPlace(
        Optional.of(String.join(",", hosts)),
        Optional.of(String.join(",", ports)),
        Optional.of(database).filter(name -> !name.isEmpty()));
  }

  /**
   * Values are decoded, keys are not; three of them have a second name that is read in any case.
   */
  static Parameters query(String text) {
    List<Parameters.Parameter> parameters = new ArrayList<>();
    for (String token : text.split("&", 0)) {
      if (!token.isEmpty()) {
        int sign = token.indexOf('=');
        String key = sign < 0 ? token : token.substring(0, sign);
        String value = sign < 0 ? "" : PercentText.decodeForm(token.substring(sign + 1));
        // a second name without a value is no name of anything
        parameters.add(new Parameters.Parameter(sign < 0 ? key : realKey(key), value));
      }
    }
    return new Parameters(parameters);
  }

  /** What pgjdbc calls a key that service files and queries may write in another way. */
  static String realKey(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "host" -> "PGHOST";
      case "port" -> "PGPORT";
      case "dbname" -> "PGDBNAME";
      default -> key;
    };
  }
}
