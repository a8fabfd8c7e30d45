package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that was declared, in layers. Every layer speaks and the strictest counts, so that no
 * layer can loosen another. Immutable.
 */
public record Policy(List<Layer> layers) {

  private static final Place BUILT_IN = new Place(Place.BUILT_IN, 1, 1);

  /** Stands in where no environment declares a target: reads, and nothing else. */
  private static final Environment UNDECLARED =
      new Environment(
          Assignment.UNDECLARED,
          BUILT_IN,
          Level.SEALED,
          BUILT_IN,
          List.of(),
          Map.of(),
          Rules.NONE,
          Map.of());

  public Policy {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a policy has at least the built-in layer");
    }
  }

  /** What holds without a file: databases in this process and on loopback are open. */
  public static Policy builtIn() {
    return new Policy(List.of(BuiltInDefaults.LAYER));
  }

  /**
   * The environments that this target belongs to. A connection that may reach several endpoints
   * belongs to all environments of all of them; an endpoint that none declares, and a target that
   * is not resolved, make it undeclared as well.
   */
  public Assignment assign(Target target, HostAddresses addresses, Set<Origin> origins) {
    List<Claim> claims = new ArrayList<>();
    boolean allDeclared = target.resolved();
    for (Endpoint endpoint : target.endpoints()) {
      allDeclared &= addClaims(claims, target, endpoint, addresses);
    }
    if (!allDeclared) {
      claims.add(new Claim(UNDECLARED, undeclaredBecause(target)));
    }
    return assignment(claims, origins);
  }

  /**
   * The environments that a server belongs to because of what it says of itself, whatever the URL
   * says. A server that is none of those pinned for an environment which its name claims is
   * undeclared.
   *
   * @param claimed what the name of the server claims
   * @return empty where its identity says nothing
   */
  public Optional<Assignment> assignIdentity(
      Engine engine, String identity, Assignment claimed, Set<Origin> origins) {
    List<Claim> claims = new ArrayList<>();
    environments()
        .filter(e -> e.identity().getOrDefault(engine, Set.of()).contains(identity))
        .map(e -> new Claim(e, "identity \"" + identity + "\" pinned at " + e.place()))
        .forEach(claims::add);
    claimed.claims().stream()
        .map(Claim::environment)
        .filter(e -> !e.identity().getOrDefault(engine, Set.of(identity)).contains(identity))
        .map(e -> new Claim(UNDECLARED, contradiction(e, identity)))
        .forEach(claims::add);
    return claims.isEmpty() ? Optional.empty() : Optional.of(assignment(claims, origins));
  }

  /** Where the server will not say what it is although the policy pins servers of its kind. */
  public Assignment assignNamelessServer(Engine engine, Set<Origin> origins) {
    String evidence =
        "the %s server did not tell its identity, and the policy pins some".formatted(engine.id());
    return assignment(List.of(new Claim(UNDECLARED, evidence)), origins);
  }

  /** Whether any environment pins servers of this engine, so that asking them is worth a query. */
  public boolean pinsIdentity(Engine engine) {
    return environments().anyMatch(e -> e.identity().containsKey(engine));
  }

  /** The names of all environments. */
  public Set<String> names() {
    return environments().map(Environment::name).collect(Collectors.toSet());
  }

  /** The files this policy was read from, for messages. */
  public String sources() {
    return layers.stream().map(Layer::source).collect(Collectors.joining(", "));
  }

  private java.util.stream.Stream<Environment> environments() {
    return layers.stream().flatMap(layer -> layer.environments().stream());
  }

  private Assignment assignment(List<Claim> claims, Set<Origin> origins) {
    boolean approvable = layers.stream().anyMatch(l -> l.declares() && !l.approvers().isEmpty());
    return new Assignment(claims.stream().distinct().toList(), origins, approvable);
  }

  private boolean addClaims(
      List<Claim> claims, Target target, Endpoint endpoint, HostAddresses addresses) {
    boolean declared = false;
    for (Layer layer : layers) {
      // The defaults know loopback by its literals, so that they never need a name service.
      HostAddresses known = layer.kind() == Layer.Kind.BUILT_IN ? HostAddresses.NONE : addresses;
      for (Environment environment : layer.environments()) {
        Optional<MatchEntry> match = environment.match(target.engine(), endpoint, known);
        match.ifPresent(
            entry -> claims.add(new Claim(environment, evidence(entry, endpoint, known))));
        declared |= match.isPresent() && layer.declares();
      }
    }
    return declared;
  }

  private static String evidence(MatchEntry entry, Endpoint endpoint, HostAddresses addresses) {
    return entry.isGuess(endpoint, addresses)
        ? "'%s' cannot be looked up here, so it may be %s (%s)"
            .formatted(endpoint.host(), entry.describe(), entry.place())
        : entry.describe() + " (" + entry.place() + ")";
  }

  private static String contradiction(Environment environment, String identity) {
    return "the server says it is \"%s\", which is not pinned for %s (%s)"
        .formatted(identity, environment.name(), environment.place());
  }

  private String undeclaredBecause(Target target) {
    return target.resolved()
        ? "no environment matches (" + sources() + ")"
        : "the target cannot be known: " + target.unresolved();
  }
}
