package io.github.jdbcguard.driver;

import io.github.jdbcguard.target.Endpoint;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The parsers of the drivers that can be asked, by the class loader of the driver itself. */
final class DriverParsers {

  private DriverParsers() {}

  /** Empty for every other driver, and for versions that look different inside. */
  static Optional<DriverParser> of(Class<?> driver) {
    try {
      return switch (driver.getName()) {
        case "org.postgresql.Driver" -> Optional.of(pgjdbc(driver));
        case "com.mysql.cj.jdbc.Driver" -> Optional.of(connectorJ(driver.getClassLoader()));
        case "org.mariadb.jdbc.Driver" -> Optional.of(mariadb(driver.getClassLoader()));
        default -> Optional.empty();
      };
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherVersion) {
      return Optional.empty();
    }
  }

  private static DriverParser pgjdbc(Class<?> driver) throws ReflectiveOperationException {
    Method parse = driver.getMethod("parseURL", String.class, Properties.class);
    return (url, properties) -> {
      Properties all = (Properties) parse.invoke(null, url, properties);
      return all == null ? List.of() : ofPgjdbc(all);
    };
  }

  private static List<Endpoint> ofPgjdbc(Properties all) {
    String[] hosts = all.getProperty("PGHOST", "").split(",", -1);
    String[] ports = all.getProperty("PGPORT", "").split(",", -1);
    String user = all.getProperty("user", System.getProperty("user.name", ""));
    String named = all.getProperty("PGDBNAME", "");
    String database = named.isEmpty() ? user : named;
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < hosts.length && i < ports.length; i++) {
      endpoints.add(endpoint(hosts[i], Integer.parseInt(ports[i]), database));
    }
    return endpoints;
  }

  private static DriverParser connectorJ(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> connectionUrl = loader.loadClass("com.mysql.cj.conf.ConnectionUrl");
    Class<?> hostInfo = loader.loadClass("com.mysql.cj.conf.HostInfo");
    Method parse =
        connectionUrl.getMethod("getConnectionUrlInstance", String.class, Properties.class);
    Method hosts = connectionUrl.getMethod("getHostsList");
    Method host = hostInfo.getMethod("getHost");
    Method port = hostInfo.getMethod("getPort");
    Method database = hostInfo.getMethod("getDatabase");
    return (url, properties) -> {
      List<Endpoint> endpoints = new ArrayList<>();
      for (Object info : (List<?>) hosts.invoke(parse.invoke(null, url, properties))) {
        endpoints.add(
            endpoint(
                (String) host.invoke(info),
                (Integer) port.invoke(info),
                (String) database.invoke(info)));
      }
      return endpoints;
    };
  }

  private static DriverParser mariadb(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> configuration = loader.loadClass("org.mariadb.jdbc.Configuration");
    Class<?> hostAddress = loader.loadClass("org.mariadb.jdbc.HostAddress");
    Method parse = configuration.getMethod("parse", String.class, Properties.class);
    Method addresses = configuration.getMethod("addresses");
    Method database = configuration.getMethod("database");
    Field host = hostAddress.getField("host");
    Field port = hostAddress.getField("port");
    return (url, properties) -> {
      Object all = parse.invoke(null, url, properties);
      List<Endpoint> endpoints = new ArrayList<>();
      for (Object address : all == null ? List.of() : (List<?>) addresses.invoke(all)) {
        endpoints.add(
            endpoint(
                (String) host.get(address), port.getInt(address), (String) database.invoke(all)));
      }
      return endpoints;
    };
  }

  /** A driver that names no host means this machine, in one way or another. */
  private static Endpoint endpoint(@Nullable String host, int port, @Nullable String database) {
    String name = host == null || host.isEmpty() ? "localhost" : host;
    return new Endpoint(name, Math.max(port, 0), Objects.requireNonNullElse(database, ""));
  }
}
