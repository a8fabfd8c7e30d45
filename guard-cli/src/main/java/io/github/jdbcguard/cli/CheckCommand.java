package io.github.jdbcguard.cli;

import io.github.jdbcguard.audit.JsonLine;
import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.file.PolicyFiles;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells every fault of policy files, without connecting to anything. */
@Command(
    name = "check",
    description = "Tells every fault of policy files, with file, line and column.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "guard.yaml, or others like it")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "one JSON object a file")
  private boolean json;

  @Override
  public Integer call() {
    for (Path file : files) {
      if (Files.notExists(file)) {
        throw new ParameterException(spec.commandLine(), "there is no file '%s'".formatted(file));
      }
    }
    boolean allFine = true;
    for (Path file : files) {
      allFine &= fine(file);
    }
    spec.commandLine().getOut().flush();
    return allFine ? GuardCommand.FINE : GuardCommand.REFUSED;
  }

  private boolean fine(Path file) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Layer layer = PolicyFiles.read(Layer.Kind.TEAM, file.toString(), file);
      List<String> names = layer.environments().stream().map(Environment::name).toList();
      out.println(
          json
              ? JsonLine.of(Map.of("file", file.toString(), "environments", names))
              : "%s: fine; environments: %s".formatted(file, String.join(", ", names)));
      return true;
    } catch (InvalidPolicyException e) {
      List<String> faults = e.faults().stream().map(Fault::toString).toList();
      if (json) {
        out.println(JsonLine.of(Map.of("file", file.toString(), "faults", faults)));
      } else {
        faults.forEach(out::println);
      }
      return false;
    }
  }
}
