package io.github.jdbcguard.policy;

import java.net.InetAddress;
import java.util.List;

/** Tells the addresses of a host name; the driver asks a name service, tests a table. */
@FunctionalInterface
public interface HostAddresses {

  /** Knows no name. */
  HostAddresses NONE = host -> List.of();

  /**
   * Every address of the host; empty where that cannot be known. Never throws, never waits long.
   */
  List<InetAddress> of(String host);
}
