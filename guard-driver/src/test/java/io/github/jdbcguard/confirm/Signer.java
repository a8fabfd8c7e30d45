package io.github.jdbcguard.confirm;

import io.github.jdbcguard.policy.Layer.Approver;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** Somebody with a key of their own. */
public record Signer(String id, KeyPair keys) {

  public static Signer of(String id) {
    try {
      return new Signer(id, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same key under another id. */
  public Signer as(String other) {
    return new Signer(other, keys);
  }

  public Approver approver(String... users) {
    String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    return new Approver(id, key, Set.copyOf(Arrays.asList(users)));
  }

  public Token sign(TokenContent content) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(content.signedBytes());
      return Token.of(content, signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
