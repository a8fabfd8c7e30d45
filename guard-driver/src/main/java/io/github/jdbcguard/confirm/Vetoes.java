package io.github.jdbcguard.confirm;

import io.github.jdbcguard.policy.Authority;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the vetoes that end a request: signed by somebody who could have approved it, whenever that
 * was.
 */
record Vetoes(List<Authority> authorities, Ledger ledger) {

  /** Who has vetoed the request, or why that is not known; empty where nobody has. */
  List<String> against(String request, List<Token> given) {
    List<String> faults = new ArrayList<>();
    Stream.concat(given.stream(), kept(request, faults).stream())
        .filter(token -> isVeto(token, request))
        .map(token -> "vetoed by " + token.content().approver())
        .distinct()
        .forEach(faults::add);
    return faults;
  }

  /** What the ledger keeps; what cannot be read may be a veto. */
  private List<Token> kept(String request, List<String> faults) {
    List<Token> tokens = new ArrayList<>();
    try {
      for (String text : ledger.vetoes(request)) {
        tokens.add(Token.parse(text));
      }
    } catch (IOException e) {
      faults.add(
          "the ledger %s cannot be asked for vetoes: %s".formatted(ledger.place(), e.getMessage()));
    } catch (InvalidTokenException e) {
      faults.add(
          "the ledger %s has a veto that cannot be read: %s"
              .formatted(ledger.place(), e.getMessage()));
    }
    return tokens;
  }

  private boolean isVeto(Token token, String request) {
    return token.content().kind() == TokenKind.VETO
        && token.content().request().equals(request)
        && authorities.stream()
            .map(Signers::approving)
            .anyMatch(signers -> signers.signed(token).key().isPresent());
  }
}
