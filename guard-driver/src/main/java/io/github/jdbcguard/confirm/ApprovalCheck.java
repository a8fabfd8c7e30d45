package io.github.jdbcguard.confirm;

import io.github.jdbcguard.policy.Authority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether signed approvals let statements pass on a connection. Nothing is taken from the ledger by
 * looking: that is for whoever sends the statements, as the last thing before. Immutable.
 *
 * @param claims what the connection is
 * @param authorities who may approve; all of them have to be satisfied
 * @param now when the statements would be sent
 * @param by who would send them, for the ledger
 */
public record ApprovalCheck(
    Claims claims, List<Authority> authorities, Ledger ledger, Instant now, String by) {
  private static final int DIGITS_SHOWN = 12;
  private static final int MOST_REQUESTS = 5;

  public ApprovalCheck {
    authorities = List.copyOf(authorities);
  }

  /** What came of it. */
  public sealed interface Result permits Granted, Refused {}

  /**
   * The statements may be sent, if the ledger gives the uses.
   *
   * @param approvers whose signatures counted, by the ids of the policy
   * @param request the id of the request that they have signed
   * @param reason why it is done, in the requester's words; may be empty
   * @param uses what has to be taken from the ledger, in one go, before anything is sent
   */
  public record Granted(
      List<String> approvers, String request, String reason, List<Ledger.Use> uses)
      implements Result {
    public Granted {
      approvers = List.copyOf(approvers);
      uses = List.copyOf(uses);
    }

    /** What is said where the ledger does not give the uses. */
    public String usedUp(Ledger ledger) {
      return "the approval of request %s was used already (%d of %d), says the ledger %s"
          .formatted(start(request), uses.get(0).allowed(), uses.get(0).allowed(), ledger.place());
    }
  }

  /**
   * The statements may not be sent.
   *
   * @param why each claim that does not fit, for people
   */
  public record Refused(String why) implements Result {}

  /**
   * Looks whether one request that was approved has all of the statements.
   *
   * @param tokens in any order; those of several requests may be among them
   * @param statements the digests of all that is sent together, the same one as often as it is
   */
  public Result check(List<Token> tokens, List<String> statements) {
    if (authorities.isEmpty() || statements.isEmpty()) {
      return new Refused("there is nothing that anybody could approve");
    }
    List<List<Token>> requests = requests(tokens);
    if (requests.isEmpty()) {
      return new Refused("no approval is given");
    }
    List<String> refusals = new ArrayList<>();
    for (List<Token> approvals : requests) {
      TokenContent content = approvals.get(0).content();
      List<SignatureCount> counts =
          authorities.stream().map(a -> SignatureCount.of(a, approvals, now)).toList();
      List<String> faults = faults(content, counts, statements, tokens);
      if (faults.isEmpty()) {
        return granted(content, counts, statements);
      }
      refusals.add("request %s: %s".formatted(start(content.request()), joined(faults)));
    }
    return refused(refusals);
  }

  /**
   * Why the signature that somebody is about to give would count nowhere; empty where it counts for
   * one environment at least.
   */
  public static Optional<String> objection(
      TokenContent content, List<Authority> authorities, Instant now) {
    boolean veto = content.kind() == TokenKind.VETO;
    List<Optional<String>> objections =
        authorities.stream()
            .map(
                authority ->
                    Signers.approving(authority)
                        .objection(content, veto || authority.terms().approval().self(), now))
            .toList();
    return objections.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(joined(objections.stream().flatMap(Optional::stream).toList()));
  }

  /** Approvals of the same, in one list each; what was approved last is the first. */
  private static List<List<Token>> requests(List<Token> tokens) {
    List<List<Token>> requests = new ArrayList<>();
    for (Token token : tokens) {
      if (token.content().kind() == TokenKind.APPROVAL) {
        Predicate<List<Token>> same = r -> r.get(0).content().sameRequest(token.content());
        requests.stream()
            .filter(same)
            .findFirst()
            .orElseGet(
                () -> {
                  List<Token> request = new ArrayList<>();
                  requests.add(request);
                  return request;
                })
            .add(token);
      }
    }
    requests.sort(
        Comparator.comparing((List<Token> request) -> request.get(0).content().notBefore())
            .reversed());
    return requests;
  }

  private List<String> faults(
      TokenContent content,
      List<SignatureCount> counts,
      List<String> statements,
      List<Token> tokens) {
    List<String> faults = new ArrayList<>(ClaimFaults.of(content.claims(), claims));
    statements.stream()
        .distinct()
        .filter(statement -> !content.statements().contains(statement))
        .map(s -> notAmong(s, content.statements().size()))
        .forEach(faults::add);
    counts.forEach(count -> faults.addAll(count.faults()));
    faults.addAll(new Vetoes(authorities, ledger).against(content.request(), tokens));
    return faults;
  }

  private static String notAmong(String statement, int approved) {
    return "statement %s is not %s"
        .formatted(
            start(statement),
            approved == 1
                ? "the one that was approved"
                : "among the %d that were approved".formatted(approved));
  }

  private Granted granted(
      TokenContent content, List<SignatureCount> counts, List<String> statements) {
    Set<String> approvers = new LinkedHashSet<>();
    counts.forEach(count -> approvers.addAll(count.people()));
    return new Granted(
        List.copyOf(approvers),
        content.request(),
        content.reason(),
        statements.stream()
            .map(s -> new Ledger.Use(content.request(), s, content.uses(), now, by))
            .toList());
  }

  private static Refused refused(List<String> refusals) {
    String told = String.join("\n", refusals.subList(0, Math.min(MOST_REQUESTS, refusals.size())));
    return new Refused(
        refusals.size() > MOST_REQUESTS
            ? "%s\nand %d more".formatted(told, refusals.size() - MOST_REQUESTS)
            : told);
  }

  private static String joined(List<String> faults) {
    return String.join("; ", new LinkedHashSet<>(faults));
  }

  /** The beginning of a digest, by which people find it. */
  static String start(String digest) {
    return digest.length() > DIGITS_SHOWN ? digest.substring(0, DIGITS_SHOWN) + "…" : digest;
  }
}
