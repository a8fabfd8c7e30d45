package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where pgjdbc goes: query over authority over properties over defaults. */
final class PostgresqlUrl {

  private static final String PREFIX = "jdbc:postgresql:";
  private static final Set<String> DECIDE_ELSEWHERE = Set.of("socketfactory", "socketfactoryarg");
  private static final String KNOWN_SSL_FACTORIES = "org.postgresql.ssl.";

  /** Hosts, ports and database as the URL's own part names them; absent where it is silent. */
  private record Place(Optional<String> hosts, Optional<String> ports, Optional<String> database) {}

  private final Place place;
  private final Parameters query;
  private final Parameters properties;

  private PostgresqlUrl(Place place, Parameters query, Parameters properties) {
    this.place = place;
    this.query = query;
    this.properties = properties;
  }

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    if (!url.startsWith(PREFIX)) {
      throw new NotUnderstoodException("pgjdbc takes '%s' in this spelling only".formatted(PREFIX));
    }
    int mark = url.indexOf('?');
    String server = url.substring(PREFIX.length(), mark < 0 ? url.length() : mark);
    Parameters query = query(mark < 0 ? "" : url.substring(mark + 1));
    return new PostgresqlUrl(place(server), query, Parameters.of(properties)).target(surroundings);
  }

  private Target target(Surroundings surroundings) {
    if (query.any("service").isPresent()) {
      throw new NotUnderstoodException("a service file decides what 'service' stands for");
    }
    if (surroundings.driverFiles().test(Surroundings.PGJDBC_DEFAULTS)) {
      throw new NotUnderstoodException(
          "the class path holds defaults of pgjdbc: " + Surroundings.PGJDBC_DEFAULTS);
    }
    Parameters all = properties.overriddenBy(query);
    all.requireNone(DECIDE_ELSEWHERE);
    String sslFactory = all.any("sslfactory").orElse(KNOWN_SSL_FACTORIES);
    if (!sslFactory.startsWith(KNOWN_SSL_FACTORIES)) {
      throw new NotUnderstoodException("'sslfactory' names a class that makes the connection");
    }
    String hosts = setting("PGHOST", place.hosts()).orElse("localhost");
    String ports = setting("PGPORT", place.ports()).orElse("5432");
    return Target.resolved(
        Engine.POSTGRESQL,
        endpoints(hosts.split(",", 0), ports.split(",", 0), database(surroundings)),
        all.exact("options").map(PostgresqlOptions::settings).orElse(List.of()));
  }

  private Optional<String> setting(String key, Optional<String> inUrl) {
    return query.exact(key).or(() -> inUrl).or(() -> properties.exact(key));
  }

  /** The server takes an empty database name for the user's name. */
  private String database(Surroundings surroundings) {
    Optional<String> named = setting("PGDBNAME", place.database()).filter(name -> !name.isEmpty());
    return named.orElseGet(() -> user().orElseGet(surroundings::userName));
  }

  private Optional<String> user() {
    Optional<String> user = query.exact("user").or(() -> properties.exact("user"));
    if (user.equals(Optional.of(""))) {
      throw new NotUnderstoodException("neither a database nor a user is named");
    }
    return user;
  }

  private static List<Endpoint> endpoints(String[] hosts, String[] ports, String database) {
    if (hosts.length == 0 || hosts.length != ports.length) {
      throw new NotUnderstoodException("not as many ports as hosts");
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < hosts.length; i++) {
      String host = hosts[i].isEmpty() ? "localhost" : HostName.canonical(hosts[i]);
      endpoints.add(new Endpoint(host, PortNumber.parse(ports[i]), database));
    }
    return endpoints;
  }

  private static Place place(String server) {
    if (!server.startsWith("//")) {
      if (server.startsWith("/")) {
        throw new NotUnderstoodException("one slash where two are needed");
      }
      String database = PercentText.decodeForm(server);
      return new Place(Optional.empty(), Optional.empty(), Optional.of(database));
    }
    if (server.equals("//") || server.equals("///")) {
      return new Place(Optional.empty(), Optional.empty(), Optional.empty());
    }
    int slash = server.indexOf('/', 2);
    if (slash < 0 || server.indexOf('/', slash + 1) >= 0) {
      throw new NotUnderstoodException("the hosts and the database must be parted by one slash");
    }
    String database = PercentText.decodeForm(server.substring(slash + 1));
    return place(server.substring(2, slash).split(",", 0), database);
  }

  private static Place place(String[] addresses, String database) {
    List<String> hosts = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (String address : addresses) {
      int colon = address.lastIndexOf(':');
      boolean hasPort = colon >= 0 && colon > address.lastIndexOf(']');
      String host = hasPort ? address.substring(0, colon) : address;
      hosts.add(host.isEmpty() ? "localhost" : host);
      ports.add(hasPort ? address.substring(colon + 1) : "5432");
    }
    return new Place(
        Optional.of(String.join(",", hosts)),
        Optional.of(String.join(",", ports)),
        Optional.of(database).filter(name -> !name.isEmpty()));
  }

  /**
   * Values are decoded, keys are not; three of them have a second name that is read in any case.
   */
  private static Parameters query(String text) {
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

  private static String realKey(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "host" -> "PGHOST";
      case "port" -> "PGPORT";
      case "dbname" -> "PGDBNAME";
      default -> key;
    };
  }
}
