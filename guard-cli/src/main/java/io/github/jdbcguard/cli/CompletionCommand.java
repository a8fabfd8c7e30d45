package io.github.jdbcguard.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script by which bash and zsh complete the commands and options of guard. */
@Command(
    name = "completion",
    description = "Prints the script by which bash and zsh complete commands and options.",
    exitCodeList = "0:the script was printed",
    footer = {
      "  source <(guard completion)                        # in this shell",
      "  echo 'source <(guard completion)' >> ~/.bashrc    # in every bash",
      "  echo 'source <(guard completion)' >> ~/.zshrc     # in every zsh",
      "",
      "Next: type 'guard ' and press the tabulator key twice. The command has to be called guard;",
      "docs/cli.md says how."
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash(root.getCommandName(), root));
    out.flush();
    return GuardCommand.FINE;
  }
}
