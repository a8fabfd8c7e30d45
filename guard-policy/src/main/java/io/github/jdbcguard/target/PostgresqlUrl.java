package io.github.jdbcguard.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where pgjdbc and its descendants go: query over authority over properties over service. */
final class PostgresqlUrl {

  /** What a descendant of pgjdbc does differently; its settings begin with its root package. */
  private record Driver(Engine engine, String root, String prefix, String port) {

    String defaults() {
      return root.replace('.', '/') + "/driverconfig.properties";
    }
  }

  private static final Driver PGJDBC =
      new Driver(Engine.POSTGRESQL, "org.postgresql", "jdbc:postgresql:", "5432");
  private static final Driver YUGABYTE =
      new Driver(Engine.YUGABYTE, "com.yugabyte", "jdbc:yugabytedb:", "5433");

  private final Driver driver;
  private final PostgresqlPlace place;
  private final Parameters query;
  private final Parameters properties;

  private PostgresqlUrl(
      Driver driver, PostgresqlPlace place, Parameters query, Parameters properties) {
    this.driver = driver;
    this.place = place;
    this.query = query;
    this.properties = properties;
  }

  static Target resolve(String url, Map<String, String> properties, Surroundings surroundings) {
    return of(PGJDBC, url, properties).target(surroundings);
  }

  static Target yugabyte(String url, Map<String, String> properties, Surroundings surroundings) {
    return of(YUGABYTE, url, properties).target(surroundings);
  }

  private static PostgresqlUrl of(Driver driver, String url, Map<String, String> properties) {
    if (!url.startsWith(driver.prefix)) {
      throw new NotUnderstoodException(
          "the driver takes '%s' in this spelling only".formatted(driver.prefix));
    }
    int mark = url.indexOf('?');
    String server = url.substring(driver.prefix.length(), mark < 0 ? url.length() : mark);
    Parameters query = PostgresqlPlace.query(mark < 0 ? "" : url.substring(mark + 1));
    PostgresqlPlace place = PostgresqlPlace.of(server, driver.port);
    return new PostgresqlUrl(driver, place, query, Parameters.of(properties));
  }

  private Target target(Surroundings surroundings) {
    if (surroundings.driverFiles().test(driver.defaults())) {
      throw new NotUnderstoodException(
          "the class path holds defaults of the driver: " + driver.defaults());
    }
    String fileSetting = driver.root + ".pgservicefile";
    PostgresqlService service = PostgresqlService.of(query, fileSetting, surroundings);
    Parameters weaker = service.settings().overriddenBy(properties);
    PostgresqlProperties judged = new PostgresqlProperties(weaker.overriddenBy(query));
    judged.requireOwnSockets(driver.root + ".ssl.");
    String hosts = setting("PGHOST", place.hosts(), weaker).orElse("localhost");
    String ports = setting("PGPORT", place.ports(), weaker).orElse(driver.port);
    String database = database(weaker, surroundings);
    PostgresqlHosts found = PostgresqlHosts.of(hosts.split(",", 0), ports.split(",", 0), database);
    Target target = Target.resolved(driver.engine, found.endpoints(), judged.connectSql());
    String discovery = driver.equals(YUGABYTE) ? judged.discovery() : "";
    return doubted(target, List.of(found.doubt(), service.doubt(), judged.doubt(), discovery));
  }

  private static Target doubted(Target target, List<String> doubts) {
    Target judged = target;
    for (String doubt : doubts) {
      judged = doubt.isEmpty() ? judged : judged.doubted(doubt);
    }
    return judged;
  }

  private Optional<String> setting(String key, Optional<String> inUrl, Parameters weaker) {
    return query.exact(key).or(() -> inUrl).or(() -> weaker.exact(key));
  }

  /** The server takes an empty database name for the user's name. */
  private String database(Parameters weaker, Surroundings surroundings) {
    return setting("PGDBNAME", place.database(), weaker)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> user(weaker).orElseGet(surroundings::userName));
  }

  private Optional<String> user(Parameters weaker) {
    Optional<String> user = query.exact("user").or(() -> weaker.exact("user"));
    if (user.equals(Optional.of(""))) {
      throw new NotUnderstoodException("neither a database nor a user is named");
    }
    return user;
  }
}
