package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.Confirmer;
import io.github.jdbcguard.confirm.IssuedCodes;
import io.github.jdbcguard.policy.Assignment;
import io.github.jdbcguard.policy.Assignment.Claim;
import io.github.jdbcguard.policy.ConnectionRequest;
import io.github.jdbcguard.policy.HostAddresses;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Level;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.OriginEvidence;
import io.github.jdbcguard.policy.OriginFinder;
import io.github.jdbcguard.policy.Origins;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.policy.ServerReport;
import io.github.jdbcguard.server.KnownServers;
import io.github.jdbcguard.target.Endpoint;
import io.github.jdbcguard.target.Engine;
import io.github.jdbcguard.target.Target;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything that is known of a connection before its first statement. Immutable.
 *
 * @param assignment which environments it belongs to, and why
 * @param report what the server says of itself, as far as it was asked
 * @param finder tells where the process may run, to each layer of the policy
 * @param origins where it may run by all that the policy says
 */
record Session(
    ConnectionRequest request,
    PolicyInForce inForce,
    Assignment assignment,
    ServerReport report,
    Decisions decisions,
    OriginFinder finder,
    Origins origins,
    GuardSettings settings,
    Surroundings surroundings) {

  /**
   * What the policy says of a connection before its server is asked.
   *
   * @param origins where the process may run, given what a layer of the policy says of that
   */
  static Session claimed(
      PolicyInForce inForce,
      ConnectionRequest request,
      Function<List<OriginEvidence>, Origins> origins,
      GuardSettings settings,
      Surroundings surroundings) {
    OriginFinder finder = named -> settings.and(origins.apply(named)).set();
    Assignment assignment =
        inForce.careful(inForce.policy().assign(request, surroundings.addresses(), finder));
    return new Session(
        request,
        inForce,
        assignment,
        ServerReport.silent(request.target().engine()),
        inForce.decisions(assignment, Dialects.of(request.target().engine())),
        finder,
        settings.and(origins.apply(inForce.policy().originEvidence())),
        settings,
        surroundings);
  }

  /** The same connection, as far as it is certain before the server is asked what it is. */
  Session beforeAsking() {
    return with(policy().assignBeforeAsking(target().engine(), assignment, finder), report);
  }

  /** The same connection, after the server was asked what it is. */
  Session told(ServerReport answer) {
    return with(
        policy().assignAsked(answer, request, assignment, surroundings.addresses(), finder),
        answer);
  }

  /** The same connection to the same server, which said the same in another session of it. */
  Session answeredBy(ServerReport answer) {
    return new Session(
        request, inForce, assignment, answer, decisions, finder, origins, settings, surroundings);
  }

  /** Whether the server has said something of itself. */
  boolean wasAsked() {
    return !report.silent();
  }

  private Session with(Assignment more, ServerReport told) {
    Assignment careful = inForce.careful(more);
    return new Session(
        request,
        inForce,
        careful,
        told,
        inForce.decisions(careful, decisions.dialect()),
        finder,
        origins,
        settings,
        surroundings);
  }

  /**
   * The same connection for a statement that reaches more than its own target.
   *
   * @param strictest what is reached, where that is what counts
   * @param all what speaks on everything that is reached, the connection's own included
   */
  Session reaching(ConnectionRequest strictest, Assignment all) {
    Session more = with(all, report);
    return new Session(
        strictest,
        inForce,
        more.assignment,
        report,
        more.decisions,
        finder,
        origins,
        settings,
        surroundings);
  }

  /**
   * Whether the server has to be asked what it is: not where the database is in this process and
   * nothing is at stake.
   */
  boolean needsAnswer() {
    Engine engine = target().engine();
    return !target().endpoints().stream().allMatch(Endpoint::inProcess)
        || policy().pinsIdentity(engine)
        || assignment.claims().stream()
            .map(Claim::environment)
            .anyMatch(e -> e.level() != Level.OPEN || e.recognition().markerRequired());
  }

  Target target() {
    return request.target();
  }

  /** The database user, as far as URL and properties tell. */
  String user() {
    return request.user();
  }

  Policy policy() {
    return inForce.policy();
  }

  /** The version of the policy in force, for the audit and for codes. */
  String policyVersion() {
    return policy().fingerprint();
  }

  String environment() {
    return assignment().environment().name();
  }

  /** The names of all that is declared, for messages. */
  String declaredNames() {
    return policy().names().stream().sorted().collect(Collectors.joining(", "));
  }

  /** Whether the target is what it was said to be, wherever that was said. */
  boolean asExpected() {
    return settings.expected().stream().allMatch(this::isCalled);
  }

  /** Whether somebody means this target by the name: no declared environment of it is stricter. */
  boolean isCalled(String name) {
    Level strictest = assignment.environment().level();
    return assignment.claims().stream()
        .filter(claim -> claim.layer() != Layer.Kind.USER)
        .map(Claim::environment)
        .anyMatch(environment -> environment.level() == strictest && environment.isCalled(name));
  }

  /** Whether one of the environments has to be expected by whoever connects. */
  boolean expectationRequired() {
    return assignment().claims().stream().anyMatch(claim -> claim.environment().expectRequired());
  }

  /** Whether nothing may be changed, because the policy is invalid by now. */
  boolean readsUntilValid() {
    return !inForce.faults().isEmpty() && assignment().isProtected();
  }

  /**
   * Whether somebody can be asked: a person at a terminal, and no machine that acts for one. Nobody
   * waits for what a daemon thread does.
   */
  boolean canAsk() {
    return !Thread.currentThread().isDaemon()
        && surroundings.confirmer().attended()
        && !origins.set().contains(Origin.CI)
        && !origins.set().contains(Origin.AGENT);
  }

  /**
   * What lies outside of a connection, and is another in tests.
   *
   * @param yeses what was said yes to for all connections of the process
   * @param knownServers which servers were met before
   * @param issuedCodes what the codes are for that were printed on this machine
   */
  record Surroundings(
      Map<String, String> environmentVariables,
      Supplier<ProcessTraits> process,
      Confirmer confirmer,
      Clock clock,
      HostAddresses addresses,
      Yeses yeses,
      KnownServers knownServers,
      IssuedCodes issuedCodes) {}
}
