package io.github.jdbcguard.policy;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells the addresses of a host name; the driver asks a name service, tests a table. */
@FunctionalInterface
public interface HostAddresses {

  /** Knows no name. */
  HostAddresses NONE = host -> List.of();

  /**
   * Every address of the host; empty where that cannot be known. Never throws, never waits long.
   */
  List<InetAddress> of(String host);

  /** The same of many hosts at once, which takes no longer than that of one. */
  default Map<String, List<InetAddress>> ofAll(Collection<String> hosts) {
    Map<String, List<InetAddress>> all = new HashMap<>();
    hosts.forEach(host -> all.put(host, of(host)));
    return all;
  }
}
