package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Cidr.Prefix;
import io.github.jdbcguard.target.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the match entries of a layer that fit an endpoint. Each entry is filed under the rarest of
 * its keys, so that few have to be tried; whether it fits an entry decides itself. Immutable.
 */
final class MatchIndex {
  /** Up to so many entries are tried rather than asking for the addresses of a host. */
  private static final int FEW = 16;

  private static final Comparator<Filed> ORDER_OF_FILE = Comparator.comparingInt(Filed::position);

  private final Map<MatchKey, List<Filed>> byKey = new HashMap<>();

  /** Entries without a key, which are always tried. */
  private final List<Filed> unkeyed = new ArrayList<>();

  /** Families and lengths of the blocks that entries are filed under, as blocks from zero on. */
  private final Set<Prefix> blockSizes = new HashSet<>();

  /** Of the entries that are filed under blocks, the first of each kind in each environment. */
  private final Map<Kind, Map<Environment, Filed>> blocks = new LinkedHashMap<>();

  private MatchIndex(List<Environment> environments) {
    List<Filed> entries = new ArrayList<>();
    for (Environment environment : environments) {
      for (MatchEntry entry : environment.recognition().matches()) {
        entries.add(new Filed(entries.size(), environment, entry));
      }
    }
    List<List<List<MatchKey>>> choices = new ArrayList<>(entries.size());
    Map<MatchKey, Integer> frequencies = new HashMap<>();
    for (Filed filed : entries) {
      List<List<MatchKey>> ofEntry = MatchKey.choices(filed.entry());
      choices.add(ofEntry);
      ofEntry.forEach(keys -> keys.forEach(key -> frequencies.merge(key, 1, Integer::sum)));
    }
    for (Filed filed : entries) {
      file(filed, rarest(choices.get(filed.position()), frequencies));
    }
  }

  static MatchIndex of(List<Environment> environments) {
    return new MatchIndex(environments);
  }

  /** An environment, and the first of its entries that fits. */
  record Match(Environment environment, MatchEntry entry) {}

  /** An entry, and the how manieth of the file it is. */
  private record Filed(int position, Environment environment, MatchEntry entry) {
    boolean fits(ConnectionRequest request, Endpoint endpoint, HostAddresses addresses) {
      return entry.matches(request, endpoint, environment.level(), addresses);
    }
  }

  /** What entries have in common that differ in place and blocks only. */
  private record Kind(boolean lenient, MatchEntry likeness) {
    static Kind of(Filed filed) {
      return new Kind(filed.environment().level().protective(), filed.entry().withoutCidrs());
    }
  }

  /** Which keys have the fewest entries beside this one; the earlier choice where few have it. */
  private static List<MatchKey> rarest(
      List<List<MatchKey>> choices, Map<MatchKey, Integer> frequencies) {
    List<MatchKey> rarest = List.of();
    int fewest = Integer.MAX_VALUE;
    for (List<MatchKey> keys : choices) {
      int frequency = keys.stream().mapToInt(key -> frequencies.getOrDefault(key, 0)).sum();
      if (fewest > FEW && frequency < fewest) {
        fewest = frequency;
        rarest = keys;
      }
    }
    return rarest;
  }

  private void file(Filed filed, List<MatchKey> keys) {
    if (keys.isEmpty()) {
      unkeyed.add(filed);
    }
    for (MatchKey key : keys) {
      byKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(filed);
      if (key instanceof Prefix block) {
        blockSizes.add(block.size());
        blocks
            .computeIfAbsent(Kind.of(filed), kind -> new LinkedHashMap<>())
            .putIfAbsent(filed.environment(), filed);
      }
    }
  }

  /** One for each environment that fits, in the order of the file. */
  List<Match> find(ConnectionRequest request, Endpoint endpoint, HostAddresses addresses) {
    List<Filed> fitting = fitting(byName(endpoint), request, endpoint, addresses);
    if (!endpoint.inProcess() && !blocks.isEmpty()) {
      List<Filed> near = byAddress(fitting, request, endpoint, addresses);
      fitting.addAll(fitting(near, request, endpoint, addresses));
      fitting.sort(ORDER_OF_FILE);
    }
    List<Match> found = new ArrayList<>();
    for (Filed filed : firsts(fitting)) {
      found.add(new Match(filed.environment(), filed.entry()));
    }
    return found;
  }

  private static List<Filed> fitting(
      List<Filed> candidates,
      ConnectionRequest request,
      Endpoint endpoint,
      HostAddresses addresses) {
    List<Filed> fitting = new ArrayList<>();
    Environment last = null;
    for (Filed filed : candidates) {
      if (!filed.environment().equals(last) && filed.fits(request, endpoint, addresses)) {
        fitting.add(filed);
        last = filed.environment();
      }
    }
    return fitting;
  }

  private static List<Filed> firsts(List<Filed> inOrder) {
    List<Filed> firsts = new ArrayList<>();
    Environment last = null;
    for (Filed filed : inOrder) {
      if (!filed.environment().equals(last)) {
        firsts.add(filed);
        last = filed.environment();
      }
    }
    return firsts;
  }

  private List<Filed> byName(Endpoint endpoint) {
    List<Filed> candidates = new ArrayList<>(unkeyed);
    for (MatchKey key : MatchKey.ofDatabase(endpoint.database())) {
      candidates.addAll(byKey.getOrDefault(key, List.of()));
    }
    if (!endpoint.inProcess()) {
      for (MatchKey key : MatchKey.ofHost(endpoint.host())) {
        candidates.addAll(byKey.getOrDefault(key, List.of()));
      }
    }
    candidates.sort(ORDER_OF_FILE);
    return candidates;
  }

  private List<Filed> byAddress(
      List<Filed> found, ConnectionRequest request, Endpoint endpoint, HostAddresses addresses) {
    Optional<InetAddress> literal = Cidr.literal(endpoint.host());
    if (literal.isEmpty() && !matters(found, request, endpoint)) {
      return List.of();
    }
    List<InetAddress> known = literal.map(List::of).orElseGet(() -> addresses.of(endpoint.host()));
    return known.isEmpty() ? doubtful() : within(known);
  }

  /** Whether the addresses of the host could make an environment fit that does not do so anyway. */
  private boolean matters(List<Filed> found, ConnectionRequest request, Endpoint endpoint) {
    for (Map<Environment, Filed> ofKind : blocks.values()) {
      Asked asked = new Asked();
      ofKind.values().iterator().next().fits(request, endpoint, asked);
      if (asked.asked && ofKind.values().stream().anyMatch(filed -> !behind(found, filed))) {
        return true;
      }
    }
    return false;
  }

  private static boolean behind(List<Filed> found, Filed filed) {
    for (Filed other : found) {
      if (other.environment().equals(filed.environment()) && other.position() < filed.position()) {
        return true;
      }
    }
    return false;
  }

  /** Whatever fits because of a doubt. */
  private List<Filed> doubtful() {
    List<Filed> candidates = new ArrayList<>();
    blocks.forEach((kind, filed) -> candidates.addAll(kind.lenient() ? filed.values() : List.of()));
    candidates.sort(ORDER_OF_FILE);
    return candidates;
  }

  private List<Filed> within(List<InetAddress> addresses) {
    List<Filed> candidates = new ArrayList<>();
    for (InetAddress address : addresses) {
      Prefix whole = Prefix.of(address);
      for (Prefix size : blockSizes) {
        if (size.family() == whole.family()) {
          candidates.addAll(byKey.getOrDefault(whole.cut(size.length()), List.of()));
        }
      }
    }
    candidates.sort(ORDER_OF_FILE);
    return candidates;
  }

  /** Notes that it is asked, and knows nothing. */
  private static final class Asked implements HostAddresses {
    private boolean asked;

    @Override
    public List<InetAddress> of(String host) {
      asked = true;
      return List.of();
    }
  }
}
