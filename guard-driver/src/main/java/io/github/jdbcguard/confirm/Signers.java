package io.github.jdbcguard.confirm;

import io.github.jdbcguard.policy.Authority;
import io.github.jdbcguard.policy.Layer.Approver;
import io.github.jdbcguard.policy.PublicKeys;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Those whose signatures count for one environment.
 *
 * @param people by their ids; empty for all approvers
 * @param role what they are called, in messages
 * @param longest how long what they sign may hold
 */
record Signers(Authority authority, Set<String> people, String role, Duration longest) {
  /** How far the clocks of two machines may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  /** Those who may approve. */
  static Signers approving(Authority authority) {
    return new Signers(
        authority,
        authority.terms().approval().people(),
        "approvers",
        authority.terms().approval().validFor());
  }

  /** Those who may break the glass; only where there is at least one. */
  static Signers breakingGlass(Authority authority) {
    return new Signers(
        authority,
        authority.terms().breakGlass().people(),
        "people who may break the glass",
        authority.terms().breakGlass().validFor());
  }

  /**
   * A signature that was looked at.
   *
   * @param key whose it is; empty where it does not count
   * @param objection why it does not count; empty where it does
   */
  record Signed(Optional<PublicKey> key, Optional<String> objection) {}

  /** Looks whether one of them has signed it, whatever it says and however old it is. */
  Signed signed(Token token) {
    String id = token.content().approver();
    List<Approver> named = named(id);
    if (named.isEmpty()) {
      return no(notAmong(id));
    }
    List<String> objections = new ArrayList<>();
    for (Approver approver : named) {
      try {
        PublicKey key = PublicKeys.parse(approver.key());
        if (token.signedBy(key)) {
          return new Signed(Optional.of(key), Optional.empty());
        }
        objections.add("signed by a key that is not %s's, or changed since".formatted(id));
      } catch (IllegalArgumentException e) {
        objections.add(unusable(id, e));
      }
    }
    return no(String.join("; ", objections));
  }

  private static Signed no(String objection) {
    return new Signed(Optional.empty(), Optional.of(objection));
  }

  private List<Approver> named(String id) {
    return authority.approvers().stream()
        .filter(approver -> approver.id().equals(id))
        .filter(approver -> people.isEmpty() || people.contains(id))
        .toList();
  }

  /** Why what they are about to sign would not count; empty where it would. */
  Optional<String> objection(TokenContent content, boolean selfCounts, Instant now) {
    List<Approver> named = named(content.approver());
    if (named.isEmpty()) {
      return Optional.of(notAmong(content.approver()));
    }
    try {
      PublicKey key = PublicKeys.parse(named.get(0).key());
      return !selfCounts && isRequester(content, key)
          ? Optional.of("the requester's own signature does not count")
          : notNow(content, now);
    } catch (IllegalArgumentException e) {
      return Optional.of(unusable(content.approver(), e));
    }
  }

  private String notAmong(String id) {
    return "%s is not among the %s of %s in the policy"
        .formatted(id, role, authority.environment());
  }

  private static String unusable(String id, IllegalArgumentException e) {
    return "the key of %s in the policy cannot be used: %s".formatted(id, e.getMessage());
  }

  /** Why it does not hold now; empty where it does. */
  Optional<String> notNow(TokenContent content, Instant now) {
    if (!now.isBefore(content.expires())) {
      return Optional.of("expired at " + content.expires());
    }
    if (now.plus(SKEW).isBefore(content.notBefore())) {
      return Optional.of("not valid before " + content.notBefore());
    }
    return content.validity().compareTo(longest) > 0
        ? Optional.of(
            "valid for %s, and %s allows %s at most"
                .formatted(shown(content.validity()), authority.environment(), shown(longest)))
        : Optional.empty();
  }

  private static String shown(Duration duration) {
    if (duration.toSecondsPart() != 0) {
      return duration.toSeconds() + "s";
    }
    return duration.toMinutesPart() == 0 ? duration.toHours() + "h" : duration.toMinutes() + "m";
  }

  /** Whether somebody signs what they have asked for themselves, under whatever id. */
  boolean isRequester(TokenContent content, PublicKey key) {
    String requester = content.requester().strip();
    Set<Approver> own =
        authority.approvers().stream()
            .filter(approver -> answersTo(approver, requester))
            .collect(Collectors.toSet());
    return content.approver().equalsIgnoreCase(requester)
        || own.stream().anyMatch(a -> a.id().equals(content.approver()) || has(a, key));
  }

  private static boolean answersTo(Approver approver, String name) {
    return approver.id().equalsIgnoreCase(name)
        || approver.users().stream().anyMatch(user -> user.equalsIgnoreCase(name));
  }

  private static boolean has(Approver approver, PublicKey key) {
    try {
      return PublicKeys.parse(approver.key()).equals(key);
    } catch (IllegalArgumentException unusable) {
      return false;
    }
  }
}
