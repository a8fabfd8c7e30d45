package io.github.jdbcguard.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdbcguard.policy.PublicKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that OpenSSH has made, where it is installed. */
class SigningKeyIT {
  private static final byte[] DATA = "what is signed".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @BeforeEach
  void requireOpenSsh() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")));
  }

  private Path key(String kind, String passphrase) throws Exception {
    Path file = folder.resolve(kind);
    List<String> command =
        List.of("/usr/bin/ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-f", file.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return file;
  }

  private static PublicKey publicKey(Path file) throws IOException {
    return PublicKeys.parse(Files.readString(Path.of(file + ".pub")));
  }

  @Test
  void signsWithAKeyOfOpenSsh() throws Exception {
    Path file = key("ed25519", "");
    PublicKey owner = publicKey(file);

    byte[] signature = SigningKey.of(file.toString(), owner).sign(DATA);

    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(owner);
    verifier.update(DATA);
    assertThat(verifier.verify(signature)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519, secret, is encrypted",
    "ed25519, secret, use --key agent",
    "ecdsa, '', holds no plain Ed25519 key",
    "rsa, '', an"
  })
  void saysWhatToDoWithOtherKeys(String kind, String passphrase, String why) throws Exception {
    Path file = key(kind, passphrase);
    String canary = Files.readAllLines(file).get(3);

    assertThatThrownBy(() -> KeyFile.read(file.toString()))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining(canary);
  }

  @Test
  void showsNothingOfABrokenKey() throws Exception {
    Path file = key("ed25519", "");
    String text = Files.readString(file);
    String canary = text.lines().skip(3).findFirst().orElseThrow();
    for (String broken :
        List.of(
            canary,
            text.replace(canary, canary.substring(5)),
            text.replace("OPENSSH PRIVATE", "PRIVATE"),
            text.replace(canary, "%%" + canary))) {
      Files.writeString(file, broken);

      assertThatThrownBy(() -> KeyFile.read(file.toString()).sign(DATA))
          .isInstanceOf(UnusableKeyException.class)
          .hasMessageNotContaining(canary.substring(10));
    }
  }
}
