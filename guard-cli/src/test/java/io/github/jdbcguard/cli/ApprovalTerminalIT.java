package io.github.jdbcguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdbcguard.cli.GuardProcess.Result;
import io.github.jdbcguard.confirm.ApprovalTokens;
import io.github.jdbcguard.confirm.Token;
import io.github.jdbcguard.policy.PublicKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signs at a pseudo-terminal, with keys of OpenSSH; where {@code script} and OpenSSH are. */
class ApprovalTerminalIT {
  private static final String SECRET = "CANARY-passphrase";

  @TempDir Path folder;
  @TempDir Path streams;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void request() throws Exception {
    assumeTrue(
        Stream.of("script", "ssh-keygen", "ssh-agent", "ssh-add")
            .allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program))));
    environment.putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString(), "TERM", "dumb"));
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "plain");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", SECRET, "-f", "encrypted");
    Files.writeString(
        folder.resolve("guard.yaml"),
        """
        guard: 1
        environments:
          production:
            level: protected
            match: [ { host: db.example.com, database: shop } ]
        approvers:
          - { id: lena, key: "%s" }
          - { id: omar, key: "%s" }
        """
            .formatted(publicKey("plain"), publicKey("encrypted")));
    Result asked =
        new GuardProcess(folder, streams)
            .guard(
                "",
                "request",
                "jdbc:postgresql://db.example.com/shop?user=app",
                "--sql",
                "DROP TABLE legacy",
                "--requester",
                "sam",
                "--reason",
                "SHOP-12");
    assertThat(asked.exit()).as(asked.err()).isEqualTo(0);
  }

  private String publicKey(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".pub")).strip();
  }

  private String run(String... command) throws Exception {
    Process process = builder(List.of(command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private String approveCommand(String id, String key) {
    return "%s -jar %s approve request.json --as %s --key %s"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"), GuardProcess.JAR, id, key);
  }

  /** What is shown at a terminal at which somebody types this once they are asked. */
  private String atTerminal(String command, String answer) throws Exception {
    Process process =
        builder(List.of("/usr/bin/script", "-qec", command, "/dev/null"))
            .redirectErrorStream(true)
            .start();
    StringBuilder shown = new StringBuilder();
    try (InputStream out = process.getInputStream();
        OutputStream in = process.getOutputStream()) {
      boolean answered = false;
      for (int next = out.read(); next >= 0; next = out.read()) {
        shown.append((char) next);
        if (!answered && shown.toString().endsWith("nothing not to: ")) {
          in.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
          in.flush();
          answered = true;
        }
      }
    }
    return shown.append("exit ").append(process.waitFor()).toString();
  }

  @Test
  void signsForAPersonWhoTypesTheName() throws Exception {
    String shown = atTerminal(approveCommand("lena", "plain"), "production");

    assertThat(shown)
        .contains("    | DROP TABLE legacy", "signed an approval of request ", "exit 0");
    assertThat(tokens())
        .singleElement()
        .satisfies(
            token -> assertThat(token.signedBy(PublicKeys.parse(publicKey("plain")))).isTrue());
  }

  @Test
  void signsNothingForAnotherWord() throws Exception {
    assertThat(atTerminal(approveCommand("lena", "plain"), "")).contains("not signed", "exit 1");
    assertThat(folder.resolve("request.json.approval")).doesNotExist();
  }

  @Test
  void signsWithAnEncryptedKeyThatTheAgentHolds() throws Exception {
    assertThat(atTerminal(approveCommand("omar", "encrypted"), "production"))
        .contains("is encrypted", "use --key agent", "exit 2");
    Process agent =
        builder(List.of("/usr/bin/ssh-agent", "-D", "-a", folder.resolve("agent").toString()))
            .redirectErrorStream(true)
            .start();
    try {
      agent.getInputStream().read(); // it is there once it says so
      environment.put("SSH_AUTH_SOCK", folder.resolve("agent").toString());
      assertThat(atTerminal(approveCommand("omar", "agent"), "production"))
          .contains("the ssh-agent does not hold the key", "exit 2");
      addKey();

      assertThat(atTerminal(approveCommand("omar", "agent"), "production")).contains("exit 0");
    } finally {
      agent.destroy();
    }
    assertThat(tokens())
        .singleElement()
        .satisfies(
            token -> assertThat(token.signedBy(PublicKeys.parse(publicKey("encrypted")))).isTrue());
  }

  private void addKey() throws Exception {
    Path asks = folder.resolve("asks");
    Files.writeString(asks, "#!/bin/sh\necho " + SECRET + "\n");
    assertThat(asks.toFile().setExecutable(true)).isTrue();
    environment.put("SSH_ASKPASS", asks.toString());
    environment.put("SSH_ASKPASS_REQUIRE", "force");
    run("ssh-add", "-q", "encrypted");
  }

  @Test
  void signsForNoAgentAndNoPipe() throws Exception {
    assertThat(piped("production\n")).contains("nobody can be asked here", "exit 1");

    environment.put("AI_AGENT", "1");

    assertThat(atTerminal(approveCommand("lena", "plain"), "production"))
        .contains("never give one", "exit 1");
    assertThat(folder.resolve("request.json.approval")).doesNotExist();
  }

  private String piped(String input) throws Exception {
    Process process =
        builder(List.of("/bin/sh", "-c", approveCommand("lena", "plain")))
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + "exit " + process.waitFor();
  }

  private List<Token> tokens() throws Exception {
    return ApprovalTokens.inFile(folder.resolve("request.json.approval").toString());
  }
}
