package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Every server that pgjdbc may dial.
 *
 * @param doubt what about the hosts looks like a slip; empty where nothing does
 */
record PostgresqlHosts(List<Endpoint> endpoints, String doubt) {

  /** What a name service is asked for as it is, although it can hardly know it. */
  private static final Pattern HARDLY_A_HOST = Pattern.compile("[A-Za-z0-9._:-]+ *");

  PostgresqlHosts {
    endpoints = List.copyOf(endpoints);
  }

  static PostgresqlHosts of(String[] hosts, String[] ports, String database) {
    if (hosts.length == 0 || hosts.length != ports.length) {
      throw new NotUnderstoodException("not as many ports as hosts");
    }
    List<Endpoint> endpoints = new ArrayList<>();
    String doubt = "";
    for (int i = 0; i < hosts.length; i++) {
      String host = hosts[i].isEmpty() ? "localhost" : hosts[i];
      int port = PortNumber.parse(ports[i]);
      if (HostName.parse(host).isEmpty() && HARDLY_A_HOST.matcher(host).matches()) {
        doubt = "'%s' is hardly a host name".formatted(host);
        endpoints.add(new Endpoint(host.toLowerCase(Locale.ROOT), port, database));
      } else {
        endpoints.add(new Endpoint(HostName.canonical(host), port, database));
      }
    }
    return new PostgresqlHosts(endpoints, doubt);
  }
}
