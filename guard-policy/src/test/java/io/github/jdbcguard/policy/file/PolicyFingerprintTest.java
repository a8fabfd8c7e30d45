package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.policy.Fingerprint;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fingerprint of a policy is that of what its files say, and of nothing else. */
class PolicyFingerprintTest {
  private static final String SHARED = "guard: 1\nlevels: {}\n";
  private static final String TEAM = "guard: 1\nenvironments: {}\n";

  @TempDir Path folder;

  @Test
  void isTheSameForEqualFilesWhereverTheyLie() throws Exception {
    for (String place : List.of("here", "there")) {
      write(place, "guard.yaml", including(SHARED));
      write(place, "shared.yaml", SHARED);
      write(place, "user.yaml", TEAM);
    }

    assertThat(load("here").fingerprint())
        .matches("[0-9a-f]{64}")
        .isEqualTo(load("here").fingerprint())
        .isEqualTo(load("there").fingerprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"guard.yaml", "organisation.yaml", "user.yaml", "shared.yaml"})
  void changesWithEachFile(String changed) throws Exception {
    for (String file : List.of("guard.yaml", "organisation.yaml", "user.yaml")) {
      write(".", file, file.equals("guard.yaml") ? including(SHARED) : TEAM);
    }
    write(".", "shared.yaml", SHARED);
    String before = load(".").fingerprint();

    String comment = "# but a comment\n";
    if (changed.equals("shared.yaml")) {
      write(".", "guard.yaml", including(SHARED + comment));
    }
    write(".", changed, Files.readString(folder.resolve(changed)) + comment);

    assertThat(load(".").fingerprint()).isNotEqualTo(before);
  }

  @Test
  void tellsWhoSaysIt() throws Exception {
    write("team", "guard.yaml", TEAM);
    write("user", "user.yaml", TEAM);

    assertThat(
            List.of(
                Policy.builtIn().fingerprint(),
                load("team").fingerprint(),
                load("user").fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void isAConstantWithoutFiles() {
    assertThat(Policy.builtIn().fingerprint())
        .isEqualTo(Fingerprint.of(List.of("built-in", "built-in defaults")));
  }

  @Test
  void doesNotLetTextsRunIntoEachOther() {
    assertThat(Fingerprint.of(List.of("a", "b")))
        .isNotEqualTo(Fingerprint.of(List.of("ab")))
        .isNotEqualTo(Fingerprint.of(List.of("a", "b", "")));
  }

  /** The path of a ledger is from the folder of the policy, wherever the process runs. */
  @Test
  void findsTheLedgerFromTheFolderOfThePolicy() throws Exception {
    write("team", "guard.yaml", TEAM + "ledger: ../shared/uses.ledger\n");

    assertThat(load("team").ledger())
        .isEqualTo(folder.resolve("shared/uses.ledger").toAbsolutePath().toString());
  }

  private static String including(String shared) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(shared.getBytes(StandardCharsets.UTF_8));
    return "guard: 1\ninclude: [ { file: shared.yaml, sha256: \"%s\" } ]\n"
        .formatted(HexFormat.of().formatHex(hash));
  }

  private Policy load(String place) throws InvalidPolicyException {
    Path here = folder.resolve(place);
    return new PolicyFiles(
            Files.exists(here.resolve("guard.yaml")) ? "guard.yaml" : "",
            here,
            here.resolve("organisation.yaml"),
            here.resolve("user.yaml"),
            Set.of())
        .load()
        .policy();
  }

  private void write(String place, String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(place));
    Files.writeString(folder.resolve(place).resolve(file), text);
  }
}
