package io.github.jdbcguard.cli;

import io.github.jdbcguard.cli.keys.SigningKey;
import io.github.jdbcguard.cli.keys.UnusableKeyException;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.confirm.TokenContent;
import io.github.jdbcguard.policy.Authority;
import io.github.jdbcguard.policy.Layer.Approver;
import io.github.jdbcguard.policy.PublicKeys;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who signs, with what, and by which policy. Mixed into commands. */
final class SignerOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--as",
      required = true,
      paramLabel = "ID",
      description = "Who you are: the id of an approver in the policy.")
  private String id = "";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PATH|agent",
      description = {
        "Your private Ed25519 key, as ~/.ssh/id_ed25519; or 'agent' for the one that ssh-agent",
        "holds, which serves encrypted keys."
      })
  private String key = "";

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      converter = ExistingFile.class,
      description = "Your own copy of guard.yaml, instead of the one that is found here.")
  private Optional<Path> policy = Optional.empty();

  String id() {
    return id;
  }

  /** These properties, and the policy with them. */
  Properties with(Properties properties) {
    policy.ifPresent(file -> properties.setProperty("guard.policy", file.toString()));
    return properties;
  }

  /**
   * Signs, with a key that the policy has for the signer.
   *
   * @throws UnusableKeyException where the key cannot sign, or is another one
   */
  Token sign(TokenContent content, List<Authority> authorities) throws UnusableKeyException {
    byte[] data = content.signedBytes();
    for (PublicKey owner : keys(authorities)) {
      Token token = Token.of(content, SigningKey.of(key, owner).sign(data));
      if (token.signedBy(owner)) {
        return token;
      }
    }
    throw new ParameterException(
        command.commandLine(),
        "--key: this is not the key that the policy has for '%s'".formatted(id));
  }

  private Set<PublicKey> keys(List<Authority> authorities) {
    Set<PublicKey> keys = new LinkedHashSet<>();
    for (Authority authority : authorities) {
      for (Approver approver : authority.approvers()) {
        if (approver.id().equals(id)) {
          keys.add(PublicKeys.parse(approver.key()));
        }
      }
    }
    return keys;
  }
}
