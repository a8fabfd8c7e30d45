package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.InvalidPolicyException;
import io.github.jdbcguard.policy.Layer;
import io.github.jdbcguard.policy.file.PolicyFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The policy files that a command is about, and the one above them. Mixed into commands. */
final class PolicyArguments {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      converter = ExistingFile.class,
      description = "A policy: guard.yaml, or another file like it.")
  private List<Path> files = List.of();

  @Option(
      names = "--organisation",
      paramLabel = "FILE",
      converter = ExistingFile.class,
      description = "A policy that stands above the others and speaks as well.")
  private Optional<Path> organisation = Optional.empty();

  List<Path> files() {
    return files;
  }

  Optional<Path> organisation() {
    return organisation;
  }

  /** One file with what it includes, under the name by which it was given. */
  static Layer read(Layer.Kind kind, Path file) throws InvalidPolicyException {
    return PolicyFiles.read(kind, file.toString(), file);
  }

  /** The same, for a command that can do nothing with a file that is not valid. */
  static Layer valid(CommandSpec command, Layer.Kind kind, Path file) {
    try {
      return read(kind, file);
    } catch (InvalidPolicyException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
