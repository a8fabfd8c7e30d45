package io.github.jdbcguard.cli.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key that was read from a file: of OpenSSH, or PKCS#8 in PEM; not encrypted. */
final class KeyFile implements SigningKey {
  private static final long MAX_LENGTH = 1 << 16;
  private static final Pattern PEM =
      Pattern.compile("(?s).*?-----BEGIN ([A-Z0-9 ]+)-----\\s*(.*?)\\s*-----END \\1-----.*");

  private final PrivateKey key;

  private KeyFile(PrivateKey key) {
    this.key = key;
  }

  static KeyFile read(String name) throws UnusableKeyException {
    Matcher pem = PEM.matcher(text(name));
    if (!pem.matches()) {
      throw new UnusableKeyException(
          "'%s' holds no private key: one of OpenSSH, or PKCS#8 in PEM, is needed".formatted(name));
    }
    try {
      return new KeyFile(key(name, pem.group(1), pem.group(2)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Not the cause: it might show a piece of the key.
      throw new UnusableKeyException(
          "'%s' holds no Ed25519 key that can be read (ssh-keygen -t ed25519 makes one)"
              .formatted(name));
    }
  }

  private static PrivateKey key(String name, String kind, String body)
      throws GeneralSecurityException, UnusableKeyException {
    return switch (kind) {
      case "OPENSSH PRIVATE KEY" -> OpenSshKey.read(name, decoded(body));
      case "PRIVATE KEY" ->
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(decoded(body)));
      case "ENCRYPTED PRIVATE KEY" ->
          throw new UnusableKeyException(
              "'%s' is encrypted; keep the key in OpenSSH's form, 'ssh-add' it, and use --key agent"
                  .formatted(name));
      default ->
          throw new UnusableKeyException(
              "'%s' holds a key of the form %s, and an Ed25519 key is needed (ssh-keygen -t ed25519)"
                  .formatted(name, kind));
    };
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
  }

  private static String text(String name) throws UnusableKeyException {
    try {
      Path file = Path.of(name);
      if (Files.size(file) > MAX_LENGTH) {
        throw new UnusableKeyException("'%s' is too large for a private key".formatted(name));
      }
      return Files.readString(file);
    } catch (IOException | InvalidPathException e) {
      throw new UnusableKeyException(
          "the key '%s' cannot be read (%s)".formatted(name, e.getClass().getSimpleName()), e);
    }
  }

  @Override
  public byte[] sign(byte[] data) throws UnusableKeyException {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new UnusableKeyException("the key does not sign", e);
    }
  }
}
