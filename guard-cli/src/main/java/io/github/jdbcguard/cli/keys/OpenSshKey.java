package io.github.jdbcguard.cli.keys;

import io.github.jdbcguard.policy.PublicKeys;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** The format {@code openssh-key-v1} (PROTOCOL.key of OpenSSH). */
final class OpenSshKey {
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final int SEED_LENGTH = 32;

  private OpenSshKey() {}

  static PrivateKey read(String name, byte[] bytes)
      throws GeneralSecurityException, UnusableKeyException {
    try {
      return read(name, ByteBuffer.wrap(bytes));
    } catch (BufferUnderflowException cutShort) {
      throw new UnusableKeyException("the key '%s' is cut short".formatted(name));
    }
  }

  private static PrivateKey read(String name, ByteBuffer bytes)
      throws GeneralSecurityException, UnusableKeyException {
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new UnusableKeyException("'%s' is of no form that OpenSSH writes".formatted(name));
    }
    String cipher = SshBytes.text(bytes);
    SshBytes.part(bytes); // how the key of the cipher is made
    SshBytes.part(bytes); // and from what
    if (!cipher.equals("none")) {
      throw new UnusableKeyException(
          "'%s' is encrypted, and passphrases are not asked for here: 'ssh-add %s', then use --key agent"
              .formatted(name, name));
    }
    if (bytes.getInt() != 1) {
      throw new UnusableKeyException("'%s' holds more than one key".formatted(name));
    }
    SshBytes.part(bytes); // the public key
    return ofPrivatePart(name, ByteBuffer.wrap(SshBytes.part(bytes)));
  }

  private static PrivateKey ofPrivatePart(String name, ByteBuffer bytes)
      throws GeneralSecurityException, UnusableKeyException {
    int check = bytes.getInt();
    boolean checks = check == bytes.getInt();
    String kind = SshBytes.text(bytes);
    if (!checks || !kind.equals(PublicKeys.SSH_ED25519)) {
      throw new UnusableKeyException(
          "'%s' holds no plain Ed25519 key, and one is needed (ssh-keygen -t ed25519)"
              .formatted(name));
    }
    SshBytes.part(bytes); // the public key once more
    byte[] seed = Arrays.copyOf(SshBytes.part(bytes), SEED_LENGTH);
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
  }
}
