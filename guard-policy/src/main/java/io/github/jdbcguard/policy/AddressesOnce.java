package io.github.jdbcguard.policy;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks for each host once. For one thread. */
final class AddressesOnce implements HostAddresses {
  private final HostAddresses addresses;
  private final Map<String, List<InetAddress>> known = new HashMap<>();

  AddressesOnce(HostAddresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public List<InetAddress> of(String host) {
    return known.computeIfAbsent(host, addresses::of);
  }

  @Override
  public Map<String, List<InetAddress>> ofAll(Collection<String> hosts) {
    Set<String> unknown = new HashSet<>(hosts);
    unknown.removeAll(known.keySet());
    known.putAll(addresses.ofAll(unknown));
    Map<String, List<InetAddress>> all = new HashMap<>(known);
    all.keySet().retainAll(Set.copyOf(hosts));
    return all;
  }
}
