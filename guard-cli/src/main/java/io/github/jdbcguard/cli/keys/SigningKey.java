package io.github.jdbcguard.cli.keys;

import java.security.PublicKey;

/** Something that signs with an Ed25519 key. */
public interface SigningKey {
  /** By which the agent of SSH is meant, instead of a file. */
  String AGENT = "agent";

  /**
   * The raw signature over these bytes, of 64 bytes.
   *
   * @throws UnusableKeyException where it cannot be made
   */
  byte[] sign(byte[] data) throws UnusableKeyException;

  /**
   * The key that people name.
   *
   * @param name path of a file with an unencrypted private key, or {@link #AGENT}
   * @param owner the public key of whoever signs, by which an agent finds theirs
   * @throws UnusableKeyException where there is none that can sign
   */
  static SigningKey of(String name, PublicKey owner) throws UnusableKeyException {
    return name.equals(AGENT) ? SshAgent.holding(owner) : KeyFile.read(name);
  }
}
