package io.github.jdbcguard.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a command is used: {@code guard help check} is {@code guard check --help}. */
@Command(
    name = "help",
    description = "Shows how a command is used.",
    exitCodeList = {"0:the help was shown", "2:there is no such command"},
    footer = {
      "  guard help",
      "  guard help check    # the same as: guard check --help",
      "",
      "Next: copy one of the examples that it shows."
    })
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "One of the commands; without it, all of them are listed.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    CommandLine command = root;
    for (String name : names) {
      CommandLine within = command;
      command = within.getSubcommands().get(name);
      if (command == null) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no command '%s'; there are %s"
                .formatted(
                    String.join(" ", names), String.join(", ", within.getSubcommands().keySet())));
      }
    }
    command.usage(root.getOut());
    return GuardCommand.FINE;
  }
}
