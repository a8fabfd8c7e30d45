package io.github.jdbcguard.confirm;

import io.github.jdbcguard.confirm.Signers.Signed;
import io.github.jdbcguard.policy.Authority;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counts the signatures under one request that one environment accepts: people, and keys, once. */
final class SignatureCount {
  private final Signers signers;
  private final int required;
  private final boolean selfCounts;
  private final Set<String> people = new LinkedHashSet<>();
  private final Set<PublicKey> keys = new LinkedHashSet<>();
  private final List<String> objections = new ArrayList<>();

  private SignatureCount(Authority authority) {
    this.signers = Signers.approving(authority);
    this.required = Math.max(1, authority.terms().approval().required());
    this.selfCounts = authority.terms().approval().self();
  }

  static SignatureCount of(Authority authority, List<Token> approvals, Instant now) {
    SignatureCount count = new SignatureCount(authority);
    approvals.forEach(token -> count.add(token, now));
    return count;
  }

  private void add(Token token, Instant now) {
    Signed signed = signers.signed(token);
    if (signed.key().isEmpty()) {
      signed.objection().ifPresent(objections::add);
      return;
    }
    TokenContent content = token.content();
    PublicKey key = signed.key().get();
    Optional<String> objection =
        signers.notNow(content, now).or(() -> notOwn(content, key)).or(() -> notNew(content, key));
    objection.ifPresent(objections::add);
    if (objection.isEmpty()) {
      people.add(content.approver());
      keys.add(key);
    }
  }

  private Optional<String> notOwn(TokenContent content, PublicKey key) {
    return !selfCounts && signers.isRequester(content, key)
        ? Optional.of(
            "the requester's own signature does not count (%s)".formatted(content.approver()))
        : Optional.empty();
  }

  private Optional<String> notNew(TokenContent content, PublicKey key) {
    if (people.contains(content.approver())) {
      return Optional.of("%s signed twice, which counts once".formatted(content.approver()));
    }
    return keys.contains(key)
        ? Optional.of(
            "%s signed with a key that signed already, which counts once"
                .formatted(content.approver()))
        : Optional.empty();
  }

  /** Whose signatures count, by their ids. */
  Set<String> people() {
    return people;
  }

  /** Why they are not enough; empty where they are. */
  List<String> faults() {
    if (people.size() >= required) {
      return List.of();
    }
    List<String> faults = new ArrayList<>(objections);
    if (required > 1 || faults.isEmpty()) {
      faults.add(
          "%d of %d signatures that %s needs"
              .formatted(people.size(), required, signers.authority().environment()));
    }
    return faults;
  }
}
