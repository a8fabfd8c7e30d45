package io.github.jdbcguard.driver;

import static io.github.jdbcguard.driver.Guarded.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy that cannot be read opens nothing, and says where and how to mend it. */
class BrokenPolicyIT {
  private static final String GOOD =
      """
      guard: 1
      environments:
        local:
          level: open
          match:
            - engine: [sqlite]
      """;

  @TempDir Path folder;

  static Stream<Arguments> brokenFiles() {
    return Stream.of(
        broken(GOOD.replace("level:", "levle:"), "4:5: unknown key 'levle'; did you mean 'level'?"),
        broken(GOOD + "guard: 1\n", "7:1: doubled key 'guard'; it stands at line 1 already"),
        broken(GOOD.replace("open", "7"), "4:12: '7' is no name for a level: use letters"),
        broken(
            GOOD.replace("engine: [sqlite]", "cidr: 10.0.0.0/99"),
            "6:15: bad CIDR: '/99' is not a prefix length"),
        broken(
            GOOD.replace("open", "opened"), "4:12: unknown level 'opened'; did you mean 'open'?"),
        broken(GOOD.replace("    level", "\tlevel"), "4:1: a tab: YAML is indented with spaces"),
        broken(
            GOOD.replace("local:", "local: &a"),
            "3:10: anchor '&a': anchors are not allowed, write the value out"),
        broken("", "1:1: the file is empty; a policy starts with 'guard: 1'"),
        broken(
            GOOD.replace("guard: 1", "guard: 2"),
            "1:8: written for format 2, and this JDBC Guard reads format 1; use"),
        broken(
            "x".repeat(2 << 20),
            "1:1: larger than 1024 KiB, which no policy is; is this the right file?"),
        broken(
            GOOD + "\u0000",
            "7:1: not a text file: it holds the character U+0000; is this the right file?"));
  }

  private static Arguments broken(String text, String message) {
    return Arguments.of(text.getBytes(StandardCharsets.UTF_8), message);
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void opensNothingByABrokenPolicy(byte[] content, String message) throws Exception {
    Path policy = Files.write(folder.resolve("guard.yaml"), content);

    refusesToOpenAnything(policy, policy + ":" + message);
  }

  @Test
  void opensNothingByABinaryFile() throws Exception {
    byte[] binary = new byte[1_000];
    new java.util.Random(7).nextBytes(binary);
    Path policy = Files.write(folder.resolve("guard.yaml"), binary);

    refusesToOpenAnything(
        policy, policy + ":1:1: not a text file in UTF-8; is this the right file?");
  }

  @Test
  void opensNothingByAFileThatIsADirectory() throws Exception {
    Path policy = Files.createDirectory(folder.resolve("guard.yaml"));

    refusesToOpenAnything(policy, policy + ":1:1: is a directory; name the file in it");
  }

  @Test
  void opensNothingByAFileThatItMayNotRead() throws Exception {
    Assumptions.assumeFalse(
        System.getProperty("user.name").equals("root"), "root may read everything");
    Path policy = Files.writeString(folder.resolve("guard.yaml"), GOOD);
    Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("-w-------"));

    refusesToOpenAnything(policy, policy + ":1:1: not readable for this user; give '");
  }

  @Test
  void opensNothingByALinkThatLeadsToItself() throws Exception {
    Path policy = folder.resolve("guard.yaml");
    Files.createSymbolicLink(policy, policy);

    refusesToOpenAnything(
        policy, policy + ":1:1: is a symbolic link that leads back to itself; correct the link");
  }

  @Test
  void opensNothingByAFileThatIsMissing() throws Exception {
    Path policy = folder.resolve("nowhere.yaml");

    refusesToOpenAnything(
        policy,
        policy + ":1:1: there is no such file; correct the path (guard.policy, GUARD_POLICY)");
  }

  @Test
  void opensADatabaseByTheSamePolicyUnbroken() throws Exception {
    Path policy = Files.writeString(folder.resolve("guard.yaml"), GOOD);

    DriverManager.getConnection(url(), properties(policy)).close();

    assertThat(database()).exists();
  }

  private void refusesToOpenAnything(Path policy, String message) {
    GuardRefusedException refusal =
        refused("28X06", () -> DriverManager.getConnection(url(), properties(policy)));

    assertThat((Throwable) refusal)
        .hasMessageStartingWith("refused to connect: " + message)
        .hasMessageContaining("Nothing was opened.");
    assertThat(database()).doesNotExist();
  }

  private Path database() {
    return folder.resolve("made-by-connecting.db");
  }

  private String url() {
    return "jdbc:guard:sqlite:" + database();
  }

  private static Properties properties(Path policy) {
    Properties properties = new Properties();
    properties.setProperty("guard.policy", policy.toString());
    return properties;
  }
}
