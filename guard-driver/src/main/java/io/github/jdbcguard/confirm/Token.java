package io.github.jdbcguard.confirm;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * A signed statement of an approver: {@code guard1.PAYLOAD.SIGNATURE}, both in base64url. Whether
 * the signature is the approver's is not known before {@link #signedBy} was asked. Immutable.
 */
public final class Token {
  /** The longest token that is read. */
  public static final int MAX_LENGTH = 1 << 20;

  static final String PREFIX = "guard1.";

  private static final int SIGNATURE_LENGTH = 64;

  private final TokenContent content;
  private final String text;
  private final byte[] payload;
  private final byte[] signature;

  private Token(TokenContent content, String text, byte[] payload, byte[] signature) {
    this.content = content;
    this.text = text;
    this.payload = payload;
    this.signature = signature;
  }

  /**
   * The token of a signature over {@link TokenContent#signedBytes()}.
   *
   * @throws IllegalArgumentException where it would be longer than a token may be
   */
  public static Token of(TokenContent content, byte[] signature) {
    byte[] payload = content.text().getBytes(StandardCharsets.UTF_8);
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String text = PREFIX + base64.encodeToString(payload) + "." + base64.encodeToString(signature);
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a token for %d statements would be too long; approve them in several requests"
              .formatted(content.statements().size()));
    }
    return new Token(content, text, payload, signature.clone());
  }

  /**
   * Reads a token.
   *
   * @throws InvalidTokenException where it is anything else, saying what is wrong
   */
  public static Token parse(String text) throws InvalidTokenException {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidTokenException(
          "it has more than %d characters, and no token has".formatted(MAX_LENGTH));
    }
    String[] parts = text.split("\\.", -1);
    if (!text.startsWith(PREFIX) || parts.length != 3) {
      throw new InvalidTokenException("it is not of the form guard1.PAYLOAD.SIGNATURE");
    }
    byte[] payload = decoded("payload", parts[1]);
    byte[] signature = decoded("signature", parts[2]);
    if (signature.length != SIGNATURE_LENGTH) {
      throw new InvalidTokenException("its signature is not %d bytes".formatted(SIGNATURE_LENGTH));
    }
    return new Token(TokenLines.parse(utf8(payload)), text, payload, signature);
  }

  /** Only the one way to write the bytes counts. */
  private static byte[] decoded(String part, String base64) throws InvalidTokenException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException("its %s is no base64url".formatted(part), e);
    }
    throw new InvalidTokenException("its %s is no plain base64url".formatted(part));
  }

  private static String utf8(byte[] payload) throws InvalidTokenException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidTokenException("its payload is no UTF-8", e);
    }
  }

  /** What it says. */
  public TokenContent content() {
    return content;
  }

  /** The token itself, as {@link #parse} reads it. */
  public String text() {
    return text;
  }

  /** Whether the owner of this key has signed it, to the byte. */
  public boolean signedBy(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(TokenContent.signedBytes(payload));
      return verifier.verify(signature);
    } catch (GeneralSecurityException unverifiable) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Token token && token.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Not the token: whoever has it can use it. */
  @Override
  public String toString() {
    return "%s by %s".formatted(content.kind().id(), content.approver());
  }
}
