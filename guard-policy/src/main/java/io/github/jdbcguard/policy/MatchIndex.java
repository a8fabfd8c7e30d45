package io.github.jdbcguard.policy;

import io.github.jdbcguard.target.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** Finds the match entries of a layer that fit an endpoint. Immutable. */
final class MatchIndex {
  private final List<Environment> environments;

  private MatchIndex(List<Environment> environments) {
    this.environments = environments;
  }

  static MatchIndex of(List<Environment> environments) {
    return new MatchIndex(List.copyOf(environments));
  }

  /** An environment, and the first of its entries that fits. */
  record Match(Environment environment, MatchEntry entry) {}

  /** One for each environment that fits, in the order of the file. */
  List<Match> find(ConnectionRequest request, Endpoint endpoint, HostAddresses addresses) {
    List<Match> found = new ArrayList<>();
    for (Environment environment : environments) {
      environment.recognition().matches().stream()
          .filter(entry -> entry.matches(request, endpoint, environment.level(), addresses))
          .findFirst()
          .ifPresent(entry -> found.add(new Match(environment, entry)));
    }
    return found;
  }
}
