package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.Environment;
import io.github.jdbcguard.policy.Fault;
import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.file.PolicyFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells every fault of policy files, without connecting to anything. */
@Command(
    name = "check",
    description = "Tells every fault of policy files, with file, line and column.",
    exitCodeList = {
      "0:all files are valid",
      "1:at least one of them is not",
      "2:a file cannot be read"
    },
    footer = {
      "  guard check guard.yaml",
      "  guard check --json guard.yaml /etc/guard/guard.yaml",
      "",
      "Next: 'guard explain URL' tells what a valid policy makes of a database."
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      converter = ExistingFile.class,
      description = "A policy: guard.yaml, or another file like it.")
  private List<Path> files = List.of();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    boolean allFine = true;
    for (Path file : files) {
      allFine &= fine(file);
    }
    return allFine ? GuardCommand.FINE : GuardCommand.REFUSED;
  }

  private boolean fine(Path file) {
    try {
      Layer layer = PolicyFiles.read(Layer.Kind.TEAM, file.toString(), file);
      List<String> names = layer.environments().stream().map(Environment::name).toList();
      output.print(
          fields(file, "environments", names),
          List.of(
              "%s: %s; environments: %s"
                  .formatted(file, output.painted(Tone.GOOD, "fine"), String.join(", ", names))));
      return true;
    } catch (InvalidPolicyException e) {
      List<String> faults = e.faults().stream().map(Fault::toString).toList();
      output.print(fields(file, "faults", faults), e.faults().stream().map(this::line).toList());
      return false;
    }
  }

  private static Map<String, Object> fields(Path file, String name, List<String> values) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file.toString());
    fields.put(name, values);
    return fields;
  }

  private String line(Fault fault) {
    return output.painted(Tone.BAD, fault.place().toString()) + ": " + fault.message();
  }
}
