package io.github.jdbcguard.cli;

import io.github.jdbcguard.cli.doctor.Examination;
import io.github.jdbcguard.cli.doctor.Reach;
import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.Nearest;
import io.github.jdbcguard.policy.Origin;
import io.github.jdbcguard.policy.Policy;
import io.github.jdbcguard.policy.file.PolicyFiles;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is dangerous about a policy, this machine and the servers together. */
@Command(
    name = "doctor",
    description =
        "Tells how one mistake on this machine could reach a protected database, and what to fix first.",
    exitCodeList = {
      "0:nothing dangerous; there may be warnings",
      "1:something is dangerous",
      "2:the policy or a URL makes no sense"
    },
    footer = {
      "  guard doctor",
      "  guard doctor --driver postgresql.jar -p user=app --password-variable PGPASSWORD \\",
      "      --url production=jdbc:postgresql://db.example.com/app --url jdbc:postgresql://localhost/app",
      "",
      "Next: fix the first finding, and run it again. Hosts of the policy are dialled, and nothing is",
      "sent to them; servers of given URLs are asked what they are, and what the user may do there."
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      converter = ExistingFile.class,
      description = "The policy; without it, the one that is in force here.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--url",
      paramLabel = "[NAME=]URL",
      description = {
        "Ask this server, too; NAME is the environment that it should be.",
        "Can be given several times."
      })
  private List<String> urls = List.of();

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    Properties properties = connection.properties();
    file.ifPresent(path -> properties.setProperty("guard.policy", path.toString()));
    Policy policy = policy(properties);
    List<AskedUrl> asked = urls.stream().map(url -> AskedUrl.parse(url)).toList();
    asked.forEach(url -> requireDeclared(policy, url.expected()));
    return connection.reporting(output, false, () -> examine(policy, properties, asked));
  }

  private int examine(Policy policy, Properties properties, List<AskedUrl> asked)
      throws SQLException {
    Set<Origin> origins = Explanation.of("jdbc:h2:mem:doctor", properties, "").origins();
    List<Reach> reaches = Examination.dial(policy);
    AskedServers servers = new AskedServers(connection, properties);
    servers.askAll(asked);
    Examination examination =
        Examination.of(
            policy, origins, reaches, servers.answers(), servers.failures(), Instant.now());
    output.print(DoctorText.fields(examination), DoctorText.of(examination, output));
    return examination.dangerous() ? GuardCommand.REFUSED : GuardCommand.FINE;
  }

  private Policy policy(Properties properties) {
    String explicit =
        Optional.ofNullable(properties.getProperty("guard.policy"))
            .or(() -> Optional.ofNullable(System.getenv("GUARD_POLICY")))
            .orElse("");
    try {
      Policy policy = PolicyFiles.ofThisProcess(explicit, Set.of()).load().policy();
      if (policy.layers().stream()
          .allMatch(layer -> layer.environments().isEmpty() || builtIn(layer))) {
        throw new ParameterException(
            spec.commandLine(),
            "no guard.yaml declares an environment here; write one with 'guard init', or name it");
      }
      return policy;
    } catch (InvalidPolicyException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static boolean builtIn(Layer layer) {
    return layer.kind() == Layer.Kind.BUILT_IN || layer.kind() == Layer.Kind.USER;
  }

  private void requireDeclared(Policy policy, String name) {
    Set<Environment> all =
        policy.layers().stream()
            .flatMap(layer -> layer.environments().stream())
            .collect(Collectors.toSet());
    if (!name.isEmpty() && all.stream().noneMatch(one -> one.isCalled(name))) {
      throw new ParameterException(
          spec.commandLine(),
          "no environment is called '%s'; %s"
              .formatted(
                  name,
                  Nearest.to(name, policy.names())
                      .map("did you mean '%s'?"::formatted)
                      .orElse("declared are " + String.join(", ", policy.names()))));
    }
  }
}
