package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a policy makes of what a server says. Whatever it is, it adds to what the name of the server
 * claims and takes nothing away.
 */
final class ServerClaims {
  private final Policy policy;
  private final List<LayerView> views;

  ServerClaims(Policy policy, List<LayerView> views) {
    this.policy = policy;
    this.views = views;
  }

  /** Where the server has not been asked yet: what its name claims is not certain. */
  List<Claim> beforeAsking(Engine engine, Assignment claimed, OriginFinder origins) {
    List<Claim> claims = new ArrayList<>();
    if (engine.family().stream().anyMatch(policy::pinsIdentity)) {
      claims.add(
          policy.undeclared(
              "the %s server was not asked yet what it is, and the policy pins some"
                  .formatted(engine.id()),
              origins));
    }
    addMissingMarkers(claims, claimed, ServerReport.silent(engine), origins);
    return claims;
  }

  /** What a server adds by its answer, or by giving none. */
  List<Claim> of(
      ServerReport report,
      ConnectionRequest request,
      Assignment claimed,
      HostAddresses addresses,
      OriginFinder origins) {
    List<Claim> claims = new ArrayList<>();
    if (report.silent() && report.engine().answers()) {
      claims.add(policy.undeclared("the server did not say what it is", origins));
    }
    addIdentified(claims, report, claimed, origins);
    ConnectionRequest told = corrected(request, report);
    if (!told.equals(request)) {
      claims.addAll(policy.assign(told, addresses, origins).claims());
    }
    addMarked(claims, report, origins);
    List<Claim> all = Stream.concat(claimed.claims().stream(), claims.stream()).toList();
    addMissingMarkers(claims, new Assignment(all), report, origins);
    return claims.stream().distinct().toList();
  }

  private void addIdentified(
      List<Claim> claims, ServerReport report, Assignment claimed, OriginFinder origins) {
    Engine engine = report.engine();
    if (report.identity().isEmpty()) {
      if (engine.family().stream().anyMatch(policy::pinsIdentity)) {
        claims.add(
            policy.undeclared(
                "the %s server did not tell its identity, and the policy pins some"
                    .formatted(engine.id()),
                origins));
      }
      return;
    }
    String identity = report.identity().get();
    views.forEach(view -> view.addIdentified(claims, engine, identity, origins));
    claimed.claims().stream()
        .map(Claim::environment)
        .filter(e -> !e.identity().getOrDefault(engine, Set.of(identity)).contains(identity))
        .map(e -> policy.undeclared(contradiction(e, identity), e.place(), origins))
        .forEach(claims::add);
  }

  private static String contradiction(Environment environment, String identity) {
    return "the server says it is \"%s\", which is not pinned for %s"
        .formatted(identity, environment.name());
  }

  /** The request in the server's words, where these say something else. */
  private static ConnectionRequest corrected(ConnectionRequest request, ServerReport report) {
    ConnectionRequest told = request;
    Optional<String> database = report.database().filter(name -> differs(request, name));
    if (database.isPresent()) {
      told = told.withDatabase(database.get());
    }
    Optional<String> user = report.user().filter(name -> !name.equals(request.user()));
    return user.isPresent() ? told.withUser(user.get()) : told;
  }

  private static boolean differs(ConnectionRequest request, String database) {
    return request.target().engine().serversHaveDatabases()
        && request.target().endpoints().stream()
            .map(Endpoint::database)
            .noneMatch(database::equalsIgnoreCase);
  }

  private void addMarked(List<Claim> claims, ServerReport report, OriginFinder origins) {
    if (report.marker().isEmpty() || report.markerStale()) {
      return;
    }
    String name = report.marker().get().environment();
    List<Claim> marked = new ArrayList<>();
    views.forEach(view -> view.addMarked(marked, name, origins));
    if (marked.isEmpty()) {
      marked.add(
          policy.undeclared(
              "the database is marked as '%s', and no environment is called so".formatted(name),
              origins));
    }
    claims.addAll(marked);
  }

  /** A marker that is required and not found contradicts the name, which stays. */
  private void addMissingMarkers(
      List<Claim> claims, Assignment claimed, ServerReport report, OriginFinder origins) {
    claimed.claims().stream()
        .map(Claim::environment)
        .filter(environment -> environment.recognition().markerRequired())
        .filter(environment -> !report.confirms(environment))
        .findFirst()
        .ifPresent(e -> claims.add(policy.unmarked(missing(e, report), e.place(), origins)));
  }

  private static String missing(Environment environment, ServerReport report) {
    String found =
        report
            .marker()
            .map(
                marker ->
                    report.markerStale()
                        ? "the marker was written for another database, " + marker.identity()
                        : "the marker names " + marker.environment())
            .orElse("the database has none");
    return "%s requires a marker, and %s".formatted(environment.name(), found);
  }
}
