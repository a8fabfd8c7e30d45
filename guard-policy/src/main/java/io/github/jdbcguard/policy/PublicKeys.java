package io.github.jdbcguard.policy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Reads the public keys of approvers: Ed25519, as OpenSSH writes them ({@code ssh-ed25519 AAAA…
 * comment}) or as X.509 has them, in PEM or in its base64 alone.
 */
public final class PublicKeys {
  /** The name of the kind of key, to OpenSSH. */
  public static final String SSH_ED25519 = "ssh-ed25519";

  private static final String NEEDED = "an Ed25519 key is needed (ssh-keygen -t ed25519)";
  private static final int KEY_LENGTH = 32;

  /** What stands before the key itself in X.509 (RFC 8410). */
  private static final byte[] X509_START = HexFormat.of().parseHex("302a300506032b6570032100");

  private PublicKeys() {}

  /**
   * Reads a key. Two keys that are equal are the same key, whichever form they were written in.
   *
   * @throws IllegalArgumentException saying what is wrong with it, and never showing it
   */
  public static PublicKey parse(String text) {
    String key = text.strip();
    if (key.startsWith("-----BEGIN")) {
      return ofX509(decoded(pemBody(key)));
    }
    String[] words = key.split("\\s+", 3);
    if (words.length > 1) {
      return ofOpenSsh(words[0], words[1]);
    }
    if (key.isEmpty() || key.contains("-")) {
      throw new IllegalArgumentException("there is no key; " + NEEDED);
    }
    return ofX509(decoded(key));
  }

  private static String pemBody(String pem) {
    String body = pem.replaceAll("\\s+", " ");
    if (!body.startsWith("-----BEGIN PUBLIC KEY-----")
        || !body.endsWith("-----END PUBLIC KEY-----")) {
      throw new IllegalArgumentException("this is no public key in PEM; " + NEEDED);
    }
    return body.replaceAll("-----[A-Z ]+-----", "").replace(" ", "");
  }

  private static PublicKey ofOpenSsh(String kind, String base64) {
    if (!kind.equals(SSH_ED25519)) {
      throw new IllegalArgumentException(otherKind(kind));
    }
    ByteBuffer blob = ByteBuffer.wrap(decoded(base64));
    try {
      byte[] name = part(blob);
      byte[] raw = part(blob);
      if (Arrays.equals(name, SSH_ED25519.getBytes(StandardCharsets.US_ASCII))
          && !blob.hasRemaining()) {
        return ofBytes(raw);
      }
    } catch (BufferUnderflowException cutShort) {
      throw new IllegalArgumentException("the key is cut short; " + NEEDED, cutShort);
    }
    throw new IllegalArgumentException("the key is not what it says it is; " + NEEDED);
  }

  private static String otherKind(String kind) {
    boolean known = kind.matches("(ssh|ecdsa|sk)-[a-zA-Z0-9@.-]{1,60}");
    String what = known ? "a key of the kind " + kind : "this";
    return "%s cannot be verified here: %s".formatted(what, NEEDED);
  }

  private static byte[] part(ByteBuffer blob) {
    int length = blob.getInt();
    if (length < 0 || length > blob.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] part = new byte[length];
    blob.get(part);
    return part;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the key is no base64; " + NEEDED, e);
    }
  }

  private static PublicKey ofX509(byte[] encoded) {
    int start = X509_START.length;
    if (encoded.length != start + KEY_LENGTH
        || !Arrays.equals(encoded, 0, start, X509_START, 0, start)) {
      throw new IllegalArgumentException("this is no Ed25519 key; " + NEEDED);
    }
    return generated(encoded);
  }

  /** The key of these 32 bytes. */
  private static PublicKey ofBytes(byte[] raw) {
    if (raw.length != KEY_LENGTH) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes, and this one does not");
    }
    byte[] encoded = Arrays.copyOf(X509_START, X509_START.length + KEY_LENGTH);
    System.arraycopy(raw, 0, encoded, X509_START.length, KEY_LENGTH);
    return generated(encoded);
  }

  private static PublicKey generated(byte[] encoded) {
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this is no point of Ed25519; " + NEEDED, e);
    }
  }

  /** The 32 bytes of a key that {@link #parse} has read. */
  public static byte[] bytes(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length);
  }
}
