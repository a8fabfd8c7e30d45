package io.github.jdbcguard.target;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Easy Connect: {@code tcp://h1:1521,h2/service:server/instance}, or {@code host:port:SID}. */
final class OracleEasyConnect {

  private static final String HOST = "\\[[0-9A-Fa-f:.]+\\]|[^\\[\\]:/;,()'\"@\\\\?=]*";

  /** Of other words the driver makes a part of the name. */
  private static final String MODE = "(?i::dedicated|:shared|:pooled)?";

  /** Outside of this the driver keeps blanks; here it drops them. */
  private static final Pattern SID =
      Pattern.compile("(" + HOST + "):([0-9]+):([A-Za-z0-9_.$-]*)" + MODE);

  private static final Pattern SERVICE =
      Pattern.compile(
          "(?:(?i:tcps?)://|//)?([^/()'\"@\\\\?=]*)"
              + "(?:/(?:([A-Za-z0-9_.$-]{2,})"
              + MODE
              + "/[A-Za-z][A-Za-z0-9_]+|([A-Za-z0-9_.$-]+)"
              + MODE
              + "))?");

  /** A protocol without slashes, or a host of that name: only the driver knows. */
  private static final Pattern EITHER = Pattern.compile("(?i)tcps?:(?!//).*");

  private static final Pattern ADDRESS = Pattern.compile("(" + HOST + ")(?::([0-9]+))?");

  private final List<DialledHost> hosts = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  private OracleEasyConnect() {}

  /**
   * @param service what a property names instead of the service; empty where none does
   */
  static Target resolve(String text, String service) {
    if (EITHER.matcher(text.trim()).matches()) {
      throw new NotUnderstoodException("'tcp:' without '//' behind it");
    }
    OracleEasyConnect reader = new OracleEasyConnect();
    Matcher sid = SID.matcher(text.trim());
    if (sid.matches()) {
      reader.add(sid.group(1).trim(), sid.group(2));
      return reader.target(sid.group(3));
    }
    Matcher named = SERVICE.matcher(text.replace(" ", ""));
    if (!named.matches()) {
      throw new NotUnderstoodException("an Easy Connect text that is not understood");
    }
    boolean modified = named.end() > Math.max(named.end(1), Math.max(named.end(2), named.end(3)));
    if (modified && text.indexOf(' ') >= 0) {
      throw new NotUnderstoodException("blanks beside a server mode or an instance");
    }
    for (String group : named.group(1).split(";", -1)) {
      reader.group(group.split(",", -1));
    }
    String found = named.group(2) == null ? named.group(3) : named.group(2);
    return reader.target(found == null ? "" : service.isEmpty() ? found : service);
  }

  /** A host without a port has that of the next host in the list that has one. */
  private void group(String[] addresses) {
    String port = String.valueOf(OracleDescriptor.DEFAULT_PORT);
    List<String> names = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (int i = addresses.length - 1; i >= 0; i--) {
      Matcher address = ADDRESS.matcher(addresses[i]);
      if (!address.matches() || (address.group(1).isEmpty() && addresses.length > 1)) {
        throw new NotUnderstoodException("'%s' is no address".formatted(addresses[i]));
      }
      port = address.group(2) == null ? port : address.group(2);
      names.add(address.group(1));
      places.add(port);
    }
    for (int i = 0; i < names.size(); i++) {
      add(names.get(i), places.get(i));
    }
  }

  private void add(String host, String port) {
    hosts.add(DialledHost.of(host));
    ports.add(PortNumber.parse(port));
  }

  private Target target(String database) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      endpoints.add(hosts.get(i).endpoint(ports.get(i), database));
    }
    Target target = Target.resolved(Engine.ORACLE, endpoints, List.of());
    for (DialledHost host : hosts) {
      target = host.judge(target);
    }
    return target;
  }
}
