package io.github.jdbcguard.driver;

import io.github.jdbcguard.confirm.ApprovalCheck;
import io.github.jdbcguard.confirm.BreakGlassCheck;
import io.github.jdbcguard.confirm.Ledger;
import io.github.jdbcguard.confirm.StatementDigest;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenKind;
import io.github.jdbcguard.driver.Presented.Papers;
import io.github.jdbcguard.policy.Authority;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.policy.ProcessTraits;
import io.github.jdbcguard.policy.Verdict;
import io.github.jdbcguard.sql.Classifier;
import io.github.jdbcguard.sql.Operation;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows what people have signed for the statements of a connection. */
final class SignedConsents {
  private final Session session;
  private final Presented presented;

  SignedConsents(Session session, Presented presented) {
    this.session = session;
    this.presented = presented;
  }

  /**
   * What came of a question.
   *
   * @param why why it is not consented to, for people; empty where nothing was presented
   */
  record Answer(Optional<Consent> consent, String why) {
    static Answer no(String why) {
      return new Answer(Optional.empty(), why);
    }
  }

  /** Whether anything was presented that may be signed. */
  boolean any() {
    Papers papers = presented.papers();
    return !papers.tokens().isEmpty() || !papers.fault().isEmpty();
  }

  /**
   * Whether somebody has signed that these may be sent; that is used up by asking.
   *
   * @param parts all that is sent together
   */
  Answer to(List<Ruling> parts, Decision decision) {
    if (!any()) {
      return Answer.no("");
    }
    Optional<BreakGlassCheck.Granted> glass = broken(decision);
    if (glass.isPresent()) {
      return new Answer(Optional.of(consent(glass.get())), "");
    }
    return decision.verdict() == Verdict.APPROVE
        ? approved(parts, decision)
        : Answer.no(why(decision));
  }

  /** Why broken glass is of no help; empty where nobody said that it is broken. */
  private String why(Decision decision) {
    Papers papers = presented.papers();
    if (!papers.fault().isEmpty()) {
      return papers.fault();
    }
    boolean meant =
        papers.tokens().stream().anyMatch(t -> t.content().kind() == TokenKind.BREAK_GLASS);
    BreakGlassCheck.Result result = check(decision.authorities()).check(papers.tokens());
    return meant && result instanceof BreakGlassCheck.Refused refused ? refused.why() : "";
  }

  /** Who has broken the glass for all that the decision is about. */
  Optional<BreakGlassCheck.Granted> broken(Decision decision) {
    // Where a connection leads to another database, nobody has said what that may be.
    return decision.operations().contains(Operation.RETARGET)
        ? Optional.empty()
        : broken(decision.authorities());
  }

  private Optional<BreakGlassCheck.Granted> broken(List<Authority> authorities) {
    List<Token> tokens = presented.papers().tokens();
    return tokens.isEmpty()
            || !(check(authorities).check(tokens) instanceof BreakGlassCheck.Granted granted)
        ? Optional.empty()
        : Optional.of(granted);
  }

  /** Who has broken the glass of every environment of the connection. */
  Optional<BreakGlassCheck.Granted> brokenForAll() {
    return broken(session.assignment().authorities());
  }

  private BreakGlassCheck check(List<Authority> authorities) {
    return new BreakGlassCheck(SessionClaims.of(session), authorities, now());
  }

  private static Consent consent(BreakGlassCheck.Granted glass) {
    return new Consent(
        Consent.Kind.BREAK_GLASS, List.of(glass.person()), glass.request(), glass.reason());
  }

  private Answer approved(List<Ruling> parts, Decision decision) {
    Papers papers = presented.papers();
    if (!papers.fault().isEmpty()) {
      return Answer.no(papers.fault());
    }
    try {
      Ledger ledger = Stores.ledger(session);
      ApprovalCheck check =
          new ApprovalCheck(
              SessionClaims.of(session), decision.authorities(), ledger, now(), whoSends());
      ApprovalCheck.Result result = check.check(papers.tokens(), digests(parts));
      if (result instanceof ApprovalCheck.Granted granted) {
        return ledger.take(granted.uses())
            ? new Answer(Optional.of(consent(granted, papers.reason())), "")
            : Answer.no(granted.usedUp(ledger));
      }
      String glass = why(decision);
      return Answer.no(glass.isEmpty() ? ((ApprovalCheck.Refused) result).why() : glass);
    } catch (IOException e) {
      return Answer.no("the ledger of approvals cannot be used: " + e.getMessage());
    }
  }

  private static Consent consent(ApprovalCheck.Granted granted, String reason) {
    return new Consent(
        Consent.Kind.APPROVAL,
        granted.approvers(),
        granted.request(),
        reason.isEmpty() ? granted.reason() : reason);
  }

  /** Each statement by itself: that is how it was asked for. */
  private List<String> digests(List<Ruling> parts) {
    Classifier classifier = Classifier.of(session.decisions().dialect());
    Map<String, List<String>> byText = new HashMap<>();
    return parts.stream()
        .flatMap(
            part ->
                byText
                    .computeIfAbsent(
                        part.sql(),
                        sql -> classifier.split(sql).stream().map(StatementDigest::of).toList())
                    .stream())
        .toList();
  }

  private String whoSends() {
    ProcessTraits process = session.surroundings().process().get();
    return process.user() + "@" + process.hostName();
  }

  private Instant now() {
    return session.surroundings().clock().instant();
  }
}
