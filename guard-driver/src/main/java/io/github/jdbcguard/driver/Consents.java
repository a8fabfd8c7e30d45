package io.github.jdbcguard.driver;

import io.github.jdbcguard.policy.ConsentTerms.Confirmation;
import io.github.jdbcguard.policy.Decision;
import io.github.jdbcguard.target.Target;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Knows what was confirmed on a connection, and asks for what was not. A yes at the terminal holds
 * for as long, and for as much, as the policy says; a code for what it was printed for.
 */
final class Consents {
  private final Session session;
  private final Presented presented;
  private final TransactionState transaction;
  private final SecondLayer second;
  private final Codes codes;
  private final Yeses ofConnection = new Yeses();

  Consents(Session session, Presented presented, TransactionState transaction, SecondLayer second) {
    this.session = session;
    this.presented = presented;
    this.transaction = transaction;
    this.second = second;
    this.codes = new Codes(session, presented);
  }

  /** What a yes on one connection is for; {@code sql} is empty where it is for every statement. */
  private record OnConnection(String environment, String sql, Confirmation terms) {}

  /** What a yes is for that counts until the transaction ends. */
  private record InTransaction(String environment, long number, Confirmation terms) {}

  /** What a yes is for that counts on every connection of this process. */
  private record InProcess(String environment, Target target, String user, Confirmation terms) {}

  /** What was said yes to on this connection is asked for again; not so what a code says. */
  void forget() {
    ofConnection.clear();
  }

  /** What the statement was confirmed by; empty where it was not. */
  Optional<Consent> confirmed(Ruling ruling, Decision decision, List<String> tables) {
    if (codes.cover(ruling) && !lacksReason(decision)) {
      return Optional.of(Consent.own(Consent.Kind.CODE, reason()));
    }
    if (!session.canAsk()) {
      return Optional.empty();
    }
    return earlier(ruling, decision)
        .or(() -> asked(ruling, decision, tables))
        .map(reason -> Consent.own(Consent.Kind.TERMINAL, reason));
  }

  /** What was given so far, and what is needed. */
  Codes codes() {
    return codes;
  }

  /** Where it is written down what needs an approval. */
  WrittenRequest request() {
    return new WrittenRequest(session, presented);
  }

  /** Why it is done; empty where nobody said. */
  private String reason() {
    return presented.papers().reason();
  }

  /** Whether a reason has to be given, and the settings give none. */
  boolean lacksReason(Decision decision) {
    return decision.confirmation().reasonRequired() && reason().isEmpty();
  }

  /** The reason of a yes that still holds. */
  private Optional<String> earlier(Ruling ruling, Decision decision) {
    Confirmation terms = decision.confirmation();
    Object about = about(ruling, decision);
    return yeses(about)
        .reason(about, terms.validFor(), clock())
        .filter(reason -> !(terms.reasonRequired() && reason.isBlank()));
  }

  private Optional<String> asked(Ruling ruling, Decision decision, List<String> tables) {
    String question =
        new Refusals(session, presented)
            .question(ruling, decision, tables, second.rows(ruling, session.target().engine()));
    Optional<String> reason =
        session.surroundings().confirmer().ask(question, reason(), decision.confirmation());
    Object about = about(ruling, decision);
    reason.ifPresent(given -> yeses(about).remember(about, clock(), given));
    return reason;
  }

  /** The terms belong to it: a yes on others, as after a reload of the policy, is another one. */
  private Object about(Ruling ruling, Decision decision) {
    Confirmation terms = decision.confirmation();
    return switch (terms.scope()) {
      case STATEMENT -> thisText(ruling, decision);
      case TRANSACTION ->
          transaction.outside() || ruling.controlsTransaction()
              ? thisText(ruling, decision)
              : new InTransaction(decision.environment(), transaction.number(), terms);
      case CONNECTION -> everythingHere(decision);
      case SESSION ->
          // Two targets, or users, that are not known are not known to be the same.
          session.target().resolved() && !session.user().isEmpty()
              ? new InProcess(decision.environment(), session.target(), session.user(), terms)
              : everythingHere(decision);
    };
  }

  private static OnConnection thisText(Ruling ruling, Decision decision) {
    return new OnConnection(decision.environment(), ruling.sql(), decision.confirmation());
  }

  private static OnConnection everythingHere(Decision decision) {
    return new OnConnection(decision.environment(), "", decision.confirmation());
  }

  private Yeses yeses(Object about) {
    return about instanceof InProcess ? session.surroundings().yeses() : ofConnection;
  }

  private Clock clock() {
    return session.surroundings().clock();
  }
}
