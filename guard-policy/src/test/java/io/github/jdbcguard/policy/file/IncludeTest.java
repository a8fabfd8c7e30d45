package io.github.jdbcguard.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a policy names: others that it includes, and migrations of exceptions. */
class IncludeTest {
  private static final String ZEROS = "0".repeat(64);
  private static final String BASE =
      """
      guard: 1
      levels:
        careful: { extends: guarded, rules: { write: confirm } }
      environments:
        staging: { level: careful, match: [ { host: staging } ] }
      approvers:
        - { id: dba1, key: ssh-ed25519 AAAA }
      """;
  private static final String PRODUCTION =
      """
      environments:
        production:
          level: careful
          match: [ { host: db } ]
          approve: { people: [dba1] }
      """;

  @TempDir Path folder;

  @Test
  void readsIncludedFilesAsIfTheyStoodHere() throws Exception {
    write("shared/base.yaml", BASE);

    Layer layer = read("include: [ { file: shared/base.yaml, sha256: \"HASH\" } ]", hash(BASE));

    assertThat(layer.environments())
        .extracting(Environment::name, e -> e.protection().level().name())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("production", "careful"),
            org.assertj.core.groups.Tuple.tuple("staging", "careful"));
    assertThat(layer.approvers()).extracting(Layer.Approver::id).containsExactly("dba1");
  }

  @Test
  void refusesAKeyOfTheRecordInTwoFiles() throws Exception {
    String records = "guard: 1\naudit: { sync: never }\nledger: a.ledger\n";
    write("base.yaml", records);

    assertRefused(
        "base.yaml:2:10: doubled key 'sync'; it stands at guard.yaml:3:10 already, keep one\n"
            + "base.yaml:3:9: doubled key 'ledger'; it stands at guard.yaml:4:9 already, keep one",
        "include: [ { file: base.yaml, sha256: \"HASH\" } ]\naudit: { sync: always }\nledger: b.ledger",
        hash(records));
  }

  @Test
  void takesPinsInCapitals() throws Exception {
    write("base.yaml", BASE);

    Layer layer =
        read(
            "include: [ { file: base.yaml, sha256: \"HASH\" } ]",
            hash(BASE).toUpperCase(Locale.ROOT));

    assertThat(layer.environments()).hasSize(2);
  }

  @Test
  void refusesAnotherFileThanThePinnedOne() throws Exception {
    write("base.yaml", BASE + "# changed\n");

    assertRefused(
        "guard.yaml:2:41: 'base.yaml' is not the file that was pinned; read it, then write sha256: \"%s\""
            .formatted(hash(BASE + "# changed\n")),
        "include: [ { file: base.yaml, sha256:   \"HASH\" } ]\nenvironments: {}",
        hash(BASE));
  }

  @Test
  void refusesAFileWithoutAPin() throws Exception {
    write("base.yaml", BASE);

    assertRefused(
        "guard.yaml:2:12: 'base.yaml' is not pinned, so it could change unseen; read it, then add sha256: \"%s\""
            .formatted(hash(BASE)),
        "include: [ { file: base.yaml } ]\nenvironments: {}",
        ZEROS);
  }

  @Test
  void refusesToIncludeWhatIncludes() throws Exception {
    String nested = "guard: 1\ninclude: [ { file: base.yaml, sha256: \"%s\" } ]\n".formatted(ZEROS);
    write("nested.yaml", nested);

    assertRefused(
        "nested.yaml:2:10: what is included includes nothing itself; include it where this is included",
        "include: [ { file: nested.yaml, sha256: \"HASH\" } ]\nenvironments: {}",
        hash(nested));
  }

  @Test
  void refusesAFileThatIncludesItself() throws Exception {
    String text = "guard: 1\ninclude: [ { file: guard.yaml, sha256: \"%s\" } ]\n".formatted(ZEROS);
    write("guard.yaml", text);

    assertThat(refusal())
        .isEqualTo(
            "guard.yaml:2:40: 'guard.yaml' is not the file that was pinned; read it, then write sha256: \"%s\""
                .formatted(hash(text)));
  }

  @Test
  void refusesMissingFiles() throws Exception {
    assertRefused(
        "guard.yaml:2:12: there is no file 'shared/bse.yaml' in %s; correct the path"
            .formatted(folder.toAbsolutePath()),
        "include: [ { file: shared/bse.yaml, sha256: \"HASH\" } ]\nenvironments: {}",
        ZEROS);
  }

  @Test
  void refusesFoldersAndWhatIsNoText() throws Exception {
    Files.createDirectories(folder.resolve("shared"));
    assertRefused(
        "guard.yaml:2:12: 'shared': is a directory; name the file in it, or move the directory away",
        "include: [ { file: shared, sha256: \"HASH\" } ]\nenvironments: {}",
        ZEROS);

    byte[] image = {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff};
    Files.write(folder.resolve("image.png"), image);
    assertRefused(
        "guard.yaml:2:12: 'image.png' is not a text file in UTF-8; is this the right file?",
        "include: [ { file: image.png, sha256: \"HASH\" } ]\nenvironments: {}",
        hash(image));
  }

  @Test
  void refusesLinksToTheNetwork() throws Exception {
    assertRefused(
        "guard.yaml:2:12: 'https://example.com/base.yaml' is a link, and nothing is fetched from a network; keep a copy beside this file",
        "include: [ { file: \"https://example.com/base.yaml\", sha256: \"HASH\" } ]\nenvironments: {}",
        ZEROS);
  }

  @Test
  void tellsFaultsOfIncludedFilesUnderTheirNames() throws Exception {
    String broken = "guard: 1\nenvironments:\n  staging: { level: opne, match: [ { hots: x } ] }\n";
    write("shared/broken.yaml", broken);

    assertRefused(
        """
        shared/broken.yaml:3:21: unknown level 'opne'; did you mean 'open'?
        shared/broken.yaml:3:38: unknown key 'hots'; did you mean 'host'?
        guard.yaml:4:15: unknown level 'sealled'; did you mean 'sealed'?""",
        "include: [ { file: shared/broken.yaml, sha256: \"HASH\" } ]\nenvironments:\n  p: { level: sealled, match: [ { host: x } ] }",
        hash(broken));
  }

  @Test
  void tellsThatAnIncludedFileIsNoYaml() throws Exception {
    write("base.yaml", "guard: 1\n\tlevels: {}\n");

    assertRefused(
        "base.yaml:2:1: a tab: YAML is indented with spaces, replace the tab",
        "include: [ { file: base.yaml, sha256: \"HASH\" } ]\nenvironments: {}",
        hash("guard: 1\n\tlevels: {}\n"));
  }

  @Test
  void tellsWhatTwoFilesHaveUnderOneName() throws Exception {
    String twice =
        """
        guard: 1
        levels: { mild: { extends: open, rules: {} } }
        environments: { production: { level: open, match: [ { host: x } ] } }
        messages: { drop: { text: one } }
        approvers: [ { id: dba1, key: k } ]
        """;
    write("one.yaml", twice);
    write("two.yaml", twice);

    assertRefused(
        """
        two.yaml:2:11: doubled level 'mild'; it stands at one.yaml:2:11 already, keep one
        two.yaml:3:17: doubled environment 'production'; it stands at one.yaml:3:17 already, keep one
        two.yaml:4:13: doubled message 'drop'; it stands at one.yaml:4:13 already, keep one
        two.yaml:5:14: doubled approver 'dba1'; it stands at one.yaml:5:14 already, keep one""",
        """
        include:
          - { file: one.yaml, sha256: "HASH" }
          - { file: two.yaml, sha256: "HASH" }
        """,
        hash(twice));
  }

  @Test
  void readsMigrationsOfExceptions() throws Exception {
    write("db/V1.sql", "DELETE FROM a;\nDELETE FROM b;\n");
    String exception =
        """
        environments: { production: { level: protected, match: [ { host: db } ] } }
        exceptions:
          - environment: production
            rule: delete-all
            migration: { file: db/V1.sql, sha256: "HASH" }
            reason: ticket 4711
            expires: 2026-12-31
        """;

    write(
        "guard.yaml",
        "guard: 1\n" + exception.replace("HASH", hash("DELETE FROM a;\nDELETE FROM b;\n")));
    assertThat(load().environments().get(0).protection().exceptions())
        .singleElement()
        .satisfies(e -> assertThat(e.migration()).isEqualTo("DELETE FROM a;\nDELETE FROM b;\n"));

    assertRefused(
        "guard.yaml:6:43: 'db/V1.sql' is not the file that was pinned; read it, then write sha256: \"%s\""
            .formatted(hash("DELETE FROM a;\nDELETE FROM b;\n")),
        exception,
        ZEROS);
    assertRefused(
        "guard.yaml:6:16: 'db/V1.sql' is not pinned, so it could change unseen; read it, then add sha256: \"%s\""
            .formatted(hash("DELETE FROM a;\nDELETE FROM b;\n")),
        exception.replace(", sha256: \"HASH\"", ""),
        ZEROS);
    assertRefused(
        "guard.yaml:6:16: there is no file 'db/V2.sql' in %s; correct the path"
            .formatted(folder.toAbsolutePath()),
        exception.replace("V1", "V2"),
        ZEROS);
  }

  @Test
  void refusesEmptyMigrations() throws Exception {
    write("db/V1.sql", "\n");

    assertRefused(
        "guard.yaml:4:78: 'db/V1.sql' is empty, so this is an exception for nothing; name another file, or remove the exception",
        """
        environments: { a: { level: protected, match: [ { host: db } ] } }
        exceptions:
          - { environment: a, rule: drop, reason: r, expires: 2026-12-31, migration: { file: db/V1.sql, sha256: "HASH" } }
        """,
        hash("\n"));
  }

  @Test
  void readsResourcesOfTheClassPath() throws Exception {
    write("resources/com/acme/base.yaml", BASE);
    write(
        "guard.yaml",
        "guard: 1\ninclude: [ { classpath: com/acme/base.yaml, sha256: \"%s\" } ]\n"
            .formatted(hash(BASE)));
    try (java.net.URLClassLoader loader =
        new java.net.URLClassLoader(
            new java.net.URL[] {folder.resolve("resources").toUri().toURL()}, null)) {
      PolicyFiles files =
          new PolicyFiles(
              "guard.yaml",
              folder,
              folder.resolve("none"),
              folder.resolve("none"),
              java.util.Set.of(loader));

      assertThat(files.load().policy().names()).containsExactly("staging");
    }

    assertThat(refusal())
        .isEqualTo(
            "guard.yaml:2:12: 'com/acme/base.yaml' is not on the class path of this process");
  }

  private void assertRefused(String message, String text, String hash) throws IOException {
    write("guard.yaml", "guard: 1\n" + text.replace("HASH", hash));

    assertThat(refusal()).isEqualTo(message);
  }

  private String refusal() {
    return String.valueOf(
        catchThrowableOfType(InvalidPolicyException.class, this::load).getMessage());
  }

  private Layer read(String text, String hash) throws Exception {
    write("guard.yaml", "guard: 1\n" + text.replace("HASH", hash) + "\n" + PRODUCTION);
    return load();
  }

  private Layer load() throws InvalidPolicyException {
    return PolicyFiles.read(Layer.Kind.TEAM, "guard.yaml", folder.resolve("guard.yaml"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
