package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicKeysTest {
  private static final String OPENSSH =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOdYBe4ztULcNQfOuhnm+FSW4IJjQD8h+HshMoRyZVn3";
  private static final String X509 = "MCowBQYDK2VwAyEA51gF7jO1Qtw1B866Geb4VJbggmNAPyH4eyEyhHJlWfc=";

  @Test
  void readsEveryFormOfAKey() {
    String pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n".formatted(X509);

    assertThat(PublicKeys.parse(OPENSSH))
        .isEqualTo(PublicKeys.parse(OPENSSH + " lena@laptop at home"))
        .isEqualTo(PublicKeys.parse(X509))
        .isEqualTo(PublicKeys.parse(pem));
    assertThat(PublicKeys.bytes(PublicKeys.parse(X509))).hasSize(32).startsWith(0xe7, 0x58);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAA lena | a key of the kind ssh-rsa cannot be verified here: an Ed25519 key is needed (ssh-keygen -t ed25519)
          ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY= | a key of the kind ecdsa-sha2-nistp256 cannot be verified here: an Ed25519 key is needed (ssh-keygen -t ed25519)
          sk-ssh-ed25519@openssh.com AAAAGnNr | a key of the kind sk-ssh-ed25519@openssh.com cannot be verified here: an Ed25519 key is needed (ssh-keygen -t ed25519)
          some words | this cannot be verified here: an Ed25519 key is needed (ssh-keygen -t ed25519)
          ssh-ed25519 AAAA | the key is cut short; an Ed25519 key is needed (ssh-keygen -t ed25519)
          ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQAB | the key is not what it says it is; an Ed25519 key is needed (ssh-keygen -t ed25519)
          ssh-ed25519 %%%% | the key is no base64; an Ed25519 key is needed (ssh-keygen -t ed25519)
          ssh-ed25519 | there is no key; an Ed25519 key is needed (ssh-keygen -t ed25519)
          MCowBQYDK2VwAyEAHPSw | this is no Ed25519 key; an Ed25519 key is needed (ssh-keygen -t ed25519)
          -----BEGIN RSA PUBLIC KEY----- | this is no public key in PEM; an Ed25519 key is needed (ssh-keygen -t ed25519)
          """)
  void saysWhatIsNeeded(String key, String why) {
    assertThatThrownBy(() -> PublicKeys.parse(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }
}
