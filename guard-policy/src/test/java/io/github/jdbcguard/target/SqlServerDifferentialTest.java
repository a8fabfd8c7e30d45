package io.github.jdbcguard.target;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * What the drivers for SQL Server make of generated URLs and properties.
 *
 * <p>{@code getPropertyInfo} merges them as {@code connect} does, but says less than that: it shows
 * 1433 where no port is given although an instance is asked for its port, leaves the instance in
 * the server's name, shows an empty name for localhost, shows ports that are none, and takes a
 * failover partner that {@code connect} refuses. What {@code connect} does then is added here; no
 * generated port is 1433, so that this always means that none is given.
 */
@NullMarked
class SqlServerDifferentialTest {

  private static final int DEFAULT_PORT = 1433;

  @Test
  void saysWhatMicrosoftsDriverSays() {
    new Differential(
            SqlServerCases::microsoft,
            SqlServerDifferentialTest::microsoft,
            Answers.surroundings(""))
        .compare();
  }

  @Test
  void saysWhatJtdsSays() {
    new Differential(
            SqlServerCases::jtds, SqlServerDifferentialTest::jtds, Answers.surroundings(""))
        .compare();
  }

  private static List<Endpoint> microsoft(Differential.Case example) throws SQLException {
    Properties given = new Properties();
    given.putAll(example.properties());
    Map<String, String> all = shown(new SQLServerDriver().getPropertyInfo(example.url(), given));
    String[] server = text(all, "serverName").split("\\\\", 2);
    boolean instance = server.length > 1 || !text(all, "instanceName").isEmpty();
    String database = text(all, "databaseName");
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(place(server[0], port(text(all, "portNumber"), instance), database));
    String partner = text(all, "failoverPartner");
    if (!partner.isEmpty()) {
      String[] other = partner.split("\\\\", 2);
      refuse(database.isEmpty());
      endpoints.add(place(other[0], other.length > 1 ? 0 : DEFAULT_PORT, database));
    }
    return endpoints;
  }

  private static int port(String shown, boolean instance) {
    int port = Integer.parseInt(shown);
    refuse(port < 0 || port > 65535);
    boolean given = port != 0 && port != DEFAULT_PORT;
    return given ? port : instance ? 0 : DEFAULT_PORT;
  }

  private static List<Endpoint> jtds(Differential.Case example) throws SQLException {
    Properties given = new Properties();
    given.putAll(example.properties());
    Map<String, String> all =
        shown(new net.sourceforge.jtds.jdbc.Driver().getPropertyInfo(example.url(), given));
    int port = Integer.parseInt(text(all, "PORTNUMBER"));
    refuse(port < 1 || port > 65535);
    if (text(all, "NAMEDPIPE").equalsIgnoreCase("true")) {
      return List.of();
    }
    boolean instance = !text(all, "INSTANCE").isEmpty();
    return List.of(place(text(all, "SERVERNAME"), instance ? 0 : port, text(all, "DATABASENAME")));
  }

  private static Map<String, String> shown(DriverPropertyInfo[] infos) {
    Map<String, String> all = new TreeMap<>();
    for (DriverPropertyInfo info : infos) {
      all.put(info.name, Objects.requireNonNullElse(info.value, ""));
    }
    return all;
  }

  private static String text(Map<String, String> all, String name) {
    return all.getOrDefault(name, "");
  }

  private static Endpoint place(String host, int port, String database) {
    return new Endpoint(host.isEmpty() ? "localhost" : host, port, database);
  }

  private static void refuse(boolean condition) {
    if (condition) {
      throw new IllegalArgumentException("connect refuses this");
    }
  }
}
