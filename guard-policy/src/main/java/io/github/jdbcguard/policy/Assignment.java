package io.github.jdbcguard.policy;

import io.github.jdbcguard.policy.ConsentTerms.Confirmation;
import io.github.jdbcguard.policy.Environment.Ruling;
import io.github.jdbcguard.policy.Layer.Approver;
import io.github.jdbcguard.sql.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which environments a connection belongs to, and by which evidence. All of them speak on every
 * operation, and the strictest counts; the one with the strictest level gives the connection its
 * name.
 *
 * @param claims never empty; a target that no environment declares has the claim of {@link
 *     #UNDECLARED}
 */
public record Assignment(List<Claim> claims) {

  /** The name that messages give to targets which no environment declares. */
  public static final String UNDECLARED = "undeclared";

  /** What a read-only session on the server refuses, as far as it does. */
  private static final Set<Operation.Group> HELD =
      EnumSet.of(
          Operation.Group.WRITE,
          Operation.Group.DDL,
          Operation.Group.CALL,
          Operation.Group.DESTROY,
          Operation.Group.GRANT);

  public Assignment {
    if (claims.isEmpty()) {
      throw new IllegalArgumentException("without a claim nothing would be refused");
    }
    claims = List.copyOf(claims);
  }

  /**
   * That a connection belongs to an environment.
   *
   * @param evidence what led to it
   * @param place where that stands in the policy
   * @param origins where the process may run, as far as the layer of the environment can tell;
   *     never empty
   * @param approvable whether enough people may approve there
   * @param approvers who is known to its layer as somebody who may approve
   * @param layer of which layer it is; what is of a user's only makes stricter, and names nothing
   */
  public record Claim(
      Environment environment,
      String evidence,
      Place place,
      Set<Origin> origins,
      boolean approvable,
      List<Approver> approvers,
      Layer.Kind layer) {

    public Claim {
      if (origins.isEmpty()) {
        throw new IllegalArgumentException("a process runs somewhere: no origin given");
      }
      origins = Set.copyOf(origins);
      approvers = List.copyOf(approvers);
    }

    /** The evidence with its place, as messages show it. */
    public String describe() {
      boolean nowhere = place.builtIn() && environment.name().equals(UNDECLARED);
      return nowhere ? evidence : evidence + " (" + place + ")";
    }

    private Authority authority() {
      return new Authority(environment.name(), environment.consent(), approvers);
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
          ruling.place(),
          ruling.note());
    }
  }

  /** The environment that the connection is named by: the one with the strictest level. */
  public Environment environment() {
    return claim().environment();
  }

  /** Whether an environment declares the target, as far as the strictest claim goes. */
  public boolean declared() {
    return !environment().name().equals(UNDECLARED);
  }

  /** Why the connection belongs to {@link #environment()}. */
  public String evidence() {
    return claim().describe();
  }

  /** The claim that gives the connection its name; of equal ones that of the highest layer. */
  public Claim claim() {
    return claims.stream()
        .min(
            Comparator.comparing((Claim claim) -> claim.layer() == Layer.Kind.USER)
                .thenComparing(
                    Comparator.comparing((Claim claim) -> claim.environment().level()).reversed())
                .thenComparing(Claim::layer))
        .orElseThrow();
  }

  /** Everything that decisions depend on. */
  public Set<Voice> voices() {
    return claims.stream()
        .map(c -> new Voice(c.environment(), c.origins(), c.approvable(), c.approvers(), c.layer()))
        .collect(Collectors.toSet());
  }

  /** An environment that speaks, whatever led to it. */
  public record Voice(
      Environment environment,
      Set<Origin> origins,
      boolean approvable,
      List<Approver> approvers,
      Layer.Kind layer) {}

  /** All environments that speak. */
  public Set<Environment> environments() {
    return claims.stream().map(Claim::environment).collect(Collectors.toSet());
  }

  /** The names of all environments that speak. */
  public Set<String> names() {
    return claims.stream().map(c -> c.environment().name()).collect(Collectors.toSet());
  }

  /** What the policy says of these operations together, whatever the text and the time. */
  public Decision decide(Set<Operation> operations) {
    return decision(rulings(operations, (c, o) -> c.environment().ruling(o, c.origins())));
  }

  /** What the policy says of these operations now, of this text. */
  public Decision decide(Set<Operation> operations, Occasion occasion) {
    return decision(rulings(operations, occasion));
  }

  /** What each environment says of each operation now, of this text. */
  public List<Ruling> rulings(Set<Operation> operations, Occasion occasion) {
    return rulings(operations, (c, o) -> c.environment().ruling(o, c.origins(), occasion));
  }

  /** Whether the text or the time can change what the policy says. */
  public boolean varies() {
    return claims.stream().anyMatch(claim -> claim.environment().protection().varies());
  }

  private List<Ruling> rulings(
      Set<Operation> operations, BiFunction<Claim, Operation, Ruling> ruling) {
    List<Ruling> all = new ArrayList<>(claims.size() * operations.size());
    for (Claim claim : claims) {
      for (Operation operation : operations) {
        all.add(claim.effective(ruling.apply(claim, operation)));
      }
    }
    return all;
  }

  private Decision decision(List<Ruling> rulings) {
    // Of equal ones that of the environment which gives the name, so that name and rule agree.
    Environment naming = claim().environment();
    Ruling strictest =
        rulings.stream()
            .max(
                Comparator.comparing(Ruling::verdict)
                    .thenComparing(ruling -> ruling.environment().equals(naming))
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
        strictest.place(),
        note(strictest),
        confirmation(phrase(rulings, strictest.verdict())),
        authorities(rulings, strictest.verdict()));
  }

  /** Who may consent, for each environment that speaks. */
  public List<Authority> authorities() {
    return claims.stream().map(Claim::authority).distinct().toList();
  }

  /** Who may consent, for each environment that says the strictest. */
  private List<Authority> authorities(List<Ruling> rulings, Verdict strictest) {
    if (!strictest.stricterThan(Verdict.WARN)) {
      return List.of();
    }
    Set<Environment> saying =
        rulings.stream()
            .filter(ruling -> ruling.verdict() == strictest)
            .map(Ruling::environment)
            .collect(Collectors.toSet());
    return claims.stream()
        .filter(claim -> saying.contains(claim.environment()))
        .map(Claim::authority)
        .distinct()
        .toList();
  }

  private static String note(Ruling ruling) {
    return Stream.of(
            Optional.of(ruling.note()),
            ruling.message().map(Messages.Message::toString),
            ruling.environment().name().equals(UNDECLARED)
                ? ruling.environment().messages().about(UNDECLARED).map(Objects::toString)
                : Optional.<String>empty())
        .flatMap(Optional::stream)
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** The strictest terms of all that speak, under a phrase. */
  private Confirmation confirmation(String phrase) {
    Confirmation own = claim().environment().consent().confirmation();
    Confirmation terms =
        new Confirmation(phrase, own.reasonRequired(), own.validFor(), own.timeout(), own.scope());
    for (Claim claim : claims) {
      terms = terms.and(claim.environment().consent().confirmation());
    }
    return terms;
  }

  /** Of those that say the strictest, the phrase of the highest layer. */
  private String phrase(List<Ruling> rulings, Verdict strictest) {
    Set<Environment> saying =
        rulings.stream()
            .filter(ruling -> ruling.verdict() == strictest)
            .map(Ruling::environment)
            .collect(Collectors.toSet());
    return claims.stream()
        .filter(claim -> saying.contains(claim.environment()))
        .min(
            Comparator.comparing(Claim::layer)
                .thenComparing(
                    Comparator.comparing((Claim claim) -> claim.environment().level()).reversed()))
        .orElseThrow()
        .environment()
        .phrase();
  }

  /** Whether every write is denied for good, so that the session may be read-only as well. */
  public boolean readsOnly() {
    return !varies()
        && EnumSet.allOf(Operation.class).stream()
            .filter(o -> HELD.contains(o.group()))
            .allMatch(o -> decide(EnumSet.of(o)).verdict() == Verdict.DENY);
  }

  /** How the server is told so: the strictest that an environment says. */
  public ReadOnlyMode readOnly() {
    return claims.stream()
        .map(claim -> claim.environment().protection().readOnly())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Whether an environment with a protective level speaks. */
  public boolean isProtected() {
    return claims.stream().anyMatch(claim -> claim.environment().level().protective());
  }

  /** Both assignments together: of what they say, the strictest counts. */
  public Assignment and(Assignment other) {
    return and(other.claims);
  }

  Assignment and(List<Claim> more) {
    if (more.isEmpty()) {
      return this;
    }
    Set<Claim> all = new LinkedHashSet<>(claims);
    all.addAll(more);
    return new Assignment(List.copyOf(all));
  }
}
