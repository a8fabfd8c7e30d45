package io.github.jdbcguard.confirm;

import io.github.jdbcguard.policy.Authority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody may open an environment in an emergency, and has. Immutable.
 *
 * @param claims what the connection is
 * @param authorities each of which has to have declared the person
 */
public record BreakGlassCheck(Claims claims, List<Authority> authorities, Instant now) {

  public BreakGlassCheck {
    authorities = List.copyOf(authorities);
  }

  /** What came of it. */
  public sealed interface Result permits Granted, Refused {}

  /**
   * The environment is open.
   *
   * @param person who has opened it, by the id of the policy
   * @param request the id of this opening
   * @param expires when it ends by itself
   */
  public record Granted(String person, String request, String reason, Instant expires)
      implements Result {}

  /**
   * It is not.
   *
   * @param why each claim that does not fit, for people
   */
  public record Refused(String why) implements Result {}

  /** Looks for a token that opens the environment now; of several the one that ends last. */
  public Result check(List<Token> tokens) {
    List<Token> openings =
        tokens.stream().filter(t -> t.content().kind() == TokenKind.BREAK_GLASS).toList();
    if (authorities.isEmpty() || openings.isEmpty()) {
      return new Refused("nobody has broken the glass");
    }
    List<String> refusals = new ArrayList<>();
    Optional<TokenContent> last = Optional.empty();
    for (Token token : openings) {
      List<String> faults = faults(token);
      TokenContent content = token.content();
      if (!faults.isEmpty()) {
        refusals.add("break-glass: " + String.join("; ", new LinkedHashSet<>(faults)));
      } else if (last.isEmpty() || content.expires().isAfter(last.get().expires())) {
        last = Optional.of(content);
      }
    }
    return last.<Result>map(c -> new Granted(c.approver(), c.request(), c.reason(), c.expires()))
        .orElseGet(() -> new Refused(String.join("\n", refusals)));
  }

  private List<String> faults(Token token) {
    TokenContent content = token.content();
    List<String> faults = new ArrayList<>(ClaimFaults.of(content.claims(), claims));
    for (Authority authority : authorities) {
      objection(content, authority, now).ifPresent(faults::add);
      Signers.breakingGlass(authority).signed(token).objection().ifPresent(faults::add);
    }
    return faults;
  }

  /** Why what somebody is about to sign would open nothing; empty where it would. */
  public static Optional<String> objection(
      TokenContent content, List<Authority> authorities, Instant now) {
    return authorities.stream()
        .flatMap(authority -> objection(content, authority, now).stream())
        .findFirst();
  }

  private static Optional<String> objection(
      TokenContent content, Authority authority, Instant now) {
    if (authority.terms().breakGlass().people().isEmpty()) {
      return Optional.of("nobody may break the glass of " + authority.environment());
    }
    return Signers.breakingGlass(authority)
        .objection(content, true, now)
        .or(() -> tooShort(content.reason(), authority));
  }

  private static Optional<String> tooShort(String reason, Authority authority) {
    int length = reason.strip().codePointCount(0, reason.strip().length());
    int needed = authority.terms().breakGlass().reasonLength();
    return length >= needed
        ? Optional.empty()
        : Optional.of(
            "its reason has %d characters, and %s wants %d at least"
                .formatted(length, authority.environment(), needed));
  }
}
