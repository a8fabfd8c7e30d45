package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.Environment.Ruling;
import io.github.jdbcguard.sql.Operation;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which environments a connection belongs to, and by which evidence. All of them speak on every
 * operation, and the strictest counts; the one with the strictest level gives the connection its
 * name.
 *
 * @param claims never empty; a target that no environment declares has the claim of {@link
 *     #UNDECLARED}
 * @param origins where the process may run; never empty
 * @param approvable whether the policy names anybody who could approve
 */
public record Assignment(List<Claim> claims, Set<Origin> origins, boolean approvable) {

  /** The name that messages give to targets which no environment declares. */
  public static final String UNDECLARED = "undeclared";

  public Assignment {
    if (claims.isEmpty() || origins.isEmpty()) {
      throw new IllegalArgumentException("without a claim and an origin nothing would be refused");
    }
    claims = List.copyOf(claims);
    origins = Set.copyOf(origins);
  }

  /**
   * That a connection belongs to an environment.
   *
   * @param evidence what led to it, and where that stands in the policy
   */
  public record Claim(Environment environment, String evidence) {}

  /** The environment that the connection is named by: the one with the strictest level. */
  public Environment environment() {
    return strictestClaim().environment();
  }

  /** Whether an environment declares the target, as far as the strictest claim goes. */
  public boolean declared() {
    return !environment().name().equals(UNDECLARED);
  }

  /** Why the connection belongs to {@link #environment()}. */
  public String evidence() {
    return strictestClaim().evidence();
  }

  private Claim strictestClaim() {
    Claim strictest = claims.get(0);
    for (Claim claim : claims) {
      if (claim.environment().level().compareTo(strictest.environment().level()) > 0) {
        strictest = claim;
      }
    }
    return strictest;
  }

  /** The names of all environments that speak. */
  public Set<String> names() {
    return claims.stream().map(c -> c.environment().name()).collect(Collectors.toSet());
  }

  /** What the policy says of these operations together. */
  public Decision decide(Set<Operation> operations) {
    List<Ruling> rulings =
        claims.stream()
            .map(Claim::environment)
            .flatMap(e -> operations.stream().map(o -> effective(e.ruling(o, origins))))
            .toList();
    Ruling strictest =
        rulings.stream()
            .max(
                Comparator.comparing(Ruling::verdict)
                    .thenComparing(ruling -> ruling.environment().level()))
            .orElseThrow(() -> new IllegalArgumentException("no operation to decide on"));
    EnumSet<Operation> concerned = EnumSet.noneOf(Operation.class);
    rulings.stream()
        .filter(ruling -> ruling.verdict() == strictest.verdict())
        .forEach(ruling -> concerned.add(ruling.operation()));
    return new Decision(
        strictest.verdict(),
        strictest.environment().name(),
        !strictest.environment().name().equals(UNDECLARED),
        concerned,
        strictest.rule(),
        strictest.place());
  }

  /** Whether every write is denied, so that the session may be read-only on the server as well. */
  public boolean readsOnly() {
    return EnumSet.allOf(Operation.class).stream()
        .filter(o -> o.group() == Operation.Group.WRITE || o.group() == Operation.Group.DDL)
        .allMatch(o -> decide(EnumSet.of(o)).verdict() == Verdict.DENY);
  }

  /** Whether an environment with a protective level speaks. */
  public boolean isProtected() {
    return claims.stream().anyMatch(claim -> claim.environment().level().protective());
  }

  /** Both assignments together: of what they say, the strictest counts. */
  public Assignment and(Assignment other) {
    Set<Claim> all = new java.util.LinkedHashSet<>(claims);
    all.addAll(other.claims);
    Set<Origin> both = new HashSet<>(origins);
    both.addAll(other.origins);
    return new Assignment(List.copyOf(all), both, approvable && other.approvable);
  }

  private Ruling effective(Ruling ruling) {
    if (ruling.verdict() != Verdict.APPROVE || approvable) {
      return ruling;
    }
    return new Ruling(
        ruling.environment(),
        ruling.operation(),
        Verdict.DENY,
        ruling.rule() + ", which nobody can approve",
        ruling.place());
  }
}
