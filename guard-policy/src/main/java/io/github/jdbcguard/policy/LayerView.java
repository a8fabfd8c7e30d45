package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.HostAliases.Alias;
import io.github.jdbcguard.policy.Layer.Approver;
import io.github.jdbcguard.policy.MatchIndex.Match;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A layer together with what the layers above it say: of evidence and approvers an environment uses
 * those of its own layer and of higher ones, because those of a lower one could loosen it.
 */
final class LayerView {
  private final Layer layer;
  private final List<OriginEvidence> evidence;
  private final List<Approver> approvers;
  private final MatchIndex index;
  private final HostAliases aliases;

  private LayerView(Layer layer, List<OriginEvidence> evidence, List<Approver> approvers) {
    this.layer = layer;
    this.evidence = List.copyOf(evidence);
    this.approvers = List.copyOf(approvers);
    this.index = MatchIndex.of(layer.environments());
    this.aliases = HostAliases.of(layer.environments());
  }

  /**
   * A view of each layer.
   *
   * @param layers from the highest to the lowest
   */
  static List<LayerView> of(List<Layer> layers) {
    List<LayerView> views = new ArrayList<>();
    List<OriginEvidence> evidence = new ArrayList<>();
    List<Approver> approvers = new ArrayList<>();
    for (Layer layer : layers) {
      if (layer.declares()) {
        evidence.addAll(layer.origins());
        approvers.addAll(layer.approvers());
      }
      views.add(new LayerView(layer, evidence, approvers));
    }
    return views;
  }

  /**
   * Adds the environments that an endpoint matches; tells whether one of them declares it. What is
   * not certain is no open environment.
   */
  boolean addMatching(
      List<Claim> claims,
      ConnectionRequest request,
      Endpoint endpoint,
      HostAddresses addresses,
      OriginFinder origins) {
    // The defaults know loopback by its literals, so that they never need a name service.
    HostAddresses known = layer.kind() == Layer.Kind.BUILT_IN ? HostAddresses.NONE : addresses;
    boolean certain = request.target().certain();
    List<Claim> found = new ArrayList<>();
    Set<Environment> matched = new HashSet<>();
    for (Match match : index.find(request, endpoint, known)) {
      matched.add(match.environment());
      found.add(
          claim(
              match.environment(),
              evidence(match.entry(), endpoint, known),
              match.entry().place(),
              origins));
    }
    for (Alias alias : aliases(request, endpoint, matched, known)) {
      found.add(
          claim(alias.environment(), alias.evidence(endpoint), alias.entry().place(), origins));
    }
    found.removeIf(claim -> !certain && claim.environment().level() == Level.OPEN);
    claims.addAll(found);
    return !found.isEmpty() && layer.declares();
  }

  private List<Alias> aliases(
      ConnectionRequest request,
      Endpoint endpoint,
      Set<Environment> matched,
      HostAddresses addresses) {
    boolean asks = layer.kind() != Layer.Kind.BUILT_IN && !endpoint.inProcess();
    return asks ? aliases.find(request, endpoint, matched, addresses) : List.of();
  }

  /** Adds the protective environments that name the URL of a target that is not known. */
  void addUnresolved(List<Claim> claims, ConnectionRequest request, OriginFinder origins) {
    for (Environment environment : layer.environments()) {
      if (environment.level().protective()) {
        environment.recognition().matches().stream()
            .filter(entry -> entry.matchesUnresolved(request))
            .findFirst()
            .ifPresent(
                entry -> claims.add(claim(environment, entry.describe(), entry.place(), origins)));
      }
    }
  }

  /** Adds the environments that pin a server. */
  void addIdentified(List<Claim> claims, Engine engine, String identity, OriginFinder origins) {
    for (Environment environment : layer.environments()) {
      if (environment.identity().getOrDefault(engine, Set.of()).contains(identity)) {
        claims.add(
            claim(
                environment, "identity \"" + identity + "\" pinned", environment.place(), origins));
      }
    }
  }

  /** Adds the environments that a marker names. */
  void addMarked(List<Claim> claims, String name, OriginFinder origins) {
    for (Environment environment : layer.environments()) {
      if (environment.isCalled(name)) {
        claims.add(
            claim(environment, "marker \"" + name + "\" found", environment.place(), origins));
      }
    }
  }

  private Claim claim(Environment environment, String reason, Place place, OriginFinder origins) {
    return new Claim(
        environment,
        reason,
        place,
        origins.with(evidence),
        environment.consent().approval().possibleWith(ids()),
        approvers,
        layer.kind());
  }

  private Set<String> ids() {
    return approvers.stream().map(Approver::id).collect(Collectors.toSet());
  }

  private static String evidence(MatchEntry entry, Endpoint endpoint, HostAddresses addresses) {
    return entry.isGuess(endpoint, addresses)
        ? "'%s' cannot be looked up here, so it may be %s"
            .formatted(endpoint.host(), entry.describe())
        : entry.describe();
  }
}
