package io.github.jdbcguard.confirm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * What a token says, to the letter of what is signed.
 *
 * @param request the id of what is approved
 * @param requester who asked for it
 * @param approver who signs, by the id of the policy
 * @param notBefore from when on it holds; in whole seconds
 * @param expires until when it holds; in whole seconds
 * @param uses how often each of the statements may be sent
 * @param reason why it is done; may be empty but where the glass is broken
 * @param statements the digests of all that may be sent
 * @param migrations the files that they come from, for people
 */
public record TokenContent(
    TokenKind kind,
    String request,
    Claims claims,
    String requester,
    String approver,
    Instant notBefore,
    Instant expires,
    int uses,
    String reason,
    List<String> statements,
    List<MigrationFile> migrations) {

  /** The most that a token may be allowed to be used. */
  public static final int MOST_USES = 1_000_000;

  /** What stands before the payload where it is signed, so that nothing else has such a form. */
  private static final String SIGNED_START = "io.github.jdbcguard signs a token\n";

  /**
   * Contents of a token.
   *
   * @throws IllegalArgumentException where they contradict one another, saying why
   */
  public TokenContent {
    notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
    expires = expires.truncatedTo(ChronoUnit.SECONDS);
    statements = List.copyOf(statements);
    migrations = List.copyOf(migrations);
    require(!expires.isBefore(notBefore), "it expires before it holds");
    require(uses > 0 && uses <= MOST_USES, "uses is not between 1 and " + MOST_USES);
    require(!requester.isBlank(), "requester is empty");
    require(!approver.isBlank(), "approver is empty");
    require(kind != TokenKind.BREAK_GLASS || !reason.isBlank(), "reason is empty");
    require(kind == TokenKind.BREAK_GLASS || !statements.isEmpty(), "it names no statement");
    require(kind != TokenKind.BREAK_GLASS || statements.isEmpty(), "it names statements");
  }

  private static void require(boolean holds, String objection) {
    if (!holds) {
      throw new IllegalArgumentException(objection);
    }
  }

  /** How long it holds. */
  public Duration validity() {
    return Duration.between(notBefore, expires);
  }

  /**
   * The payload of the token: lines of a name and a value.
   *
   * @throws IllegalArgumentException where a value could be misread, saying which
   */
  String text() {
    return TokenLines.text(this);
  }

  /**
   * Refuses values that could be misread, before anybody is asked to sign them.
   *
   * @throws IllegalArgumentException saying which
   */
  void refuseUnseen() {
    TokenLines.text(this);
  }

  /** The bytes that are signed. */
  public byte[] signedBytes() {
    return signedBytes(text().getBytes(StandardCharsets.UTF_8));
  }

  static byte[] signedBytes(byte[] payload) {
    byte[] start = SIGNED_START.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(start, start.length + payload.length);
    System.arraycopy(payload, 0, all, start.length, payload.length);
    return all;
  }

  /** Whether both are for the same, whoever signs it and until when. */
  boolean sameRequest(TokenContent other) {
    return request.equals(other.request)
        && claims.equals(other.claims)
        && requester.equals(other.requester)
        && uses == other.uses
        && reason.equals(other.reason)
        && statements.equals(other.statements)
        && migrations.equals(other.migrations);
  }
}
