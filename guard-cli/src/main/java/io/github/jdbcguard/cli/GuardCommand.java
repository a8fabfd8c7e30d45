package io.github.jdbcguard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code guard} command. Exits with 0 for fine, 1 for refused or failed checks, 2 for unusable
 * input.
 */
@Command(
    name = "guard",
    description = "Guardrails between scripts and production databases.",
    mixinStandardHelpOptions = true,
    version = "guard 0.1.0-SNAPSHOT",
    subcommands = {CheckCommand.class, ExplainCommand.class, ClassifyCommand.class},
    footer = {
      "",
      "Write 'jdbc:guard:' instead of 'jdbc:' in a URL, and say in guard.yaml which",
      "databases are production. Then:",
      "",
      "  guard check guard.yaml       is the policy valid?",
      "  guard explain URL            which environment is this, and why?",
      "  guard explain URL 'DROP …'   would that run there?"
    })
public final class GuardCommand implements Runnable {
  static final int FINE = 0;
  static final int REFUSED = 1;
  static final int UNUSABLE = 2;

  @Spec private CommandSpec spec;

  /** For picocli. */
  public GuardCommand() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new GuardCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? check, explain or classify");
  }
}
