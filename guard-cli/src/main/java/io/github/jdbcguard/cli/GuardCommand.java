package io.github.jdbcguard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The {@code guard} command. Exits with 0 for fine, 1 for refused or failed checks, 2 for unusable
 * input.
 */
@Command(
    name = "guard",
    description = "Guardrails between scripts and production databases.",
    version = "guard 0.1.0-SNAPSHOT",
    // In the order in which people need them.
    subcommands = {
      InitCommand.class,
      CheckCommand.class,
      ExplainCommand.class,
      TestCommand.class,
      DiffCommand.class,
      RequestCommand.class,
      ApproveCommand.class,
      BreakGlassCommand.class,
      PinCommand.class,
      MarkCommand.class,
      DoctorCommand.class,
      AuditCommand.class,
      SchemaCommand.class,
      ClassifyCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    exitCodeList = {
      "0:fine",
      "1:refused, or a check failed",
      "2:not usable: a file, an option or a command that is not there"
    },
    footer = {
      "  guard init                           # write a guard.yaml to start with",
      "  guard check guard.yaml               # is it valid?",
      "  guard explain 'jdbc:postgresql://db.example.com/shop' 'DROP TABLE orders'",
      "",
      "Next: 'guard help COMMAND' teaches one of them. In your programs, write 'jdbc:guard:'",
      "instead of 'jdbc:'."
    })
public final class GuardCommand implements Callable<Integer> {
  static final int FINE = 0;
  static final int REFUSED = 1;
  static final int UNUSABLE = 2;

  private static final int WIDTH = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // what counts is the annotation
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("UnusedVariable") // what counts is the annotation
  private boolean version;

  /** For picocli. */
  public GuardCommand() {}

  public static void main(String[] arguments) {
    int exit = commandLine().execute(arguments);
    boolean lost = System.out.checkError();
    if (lost) {
      System.err.println("guard: not all of the output could be written");
    }
    System.exit(lost ? UNUSABLE : exit);
  }

  static CommandLine commandLine() {
    CommandLine root = new CommandLine(new GuardCommand());
    layOut(root);
    return root.setExpandAtFiles(false) // SQL may start with '@'
        .registerConverter(Starter.class, GuardCommand::starter)
        .setUsageHelpWidth(WIDTH)
        .setColorScheme(Colours.scheme())
        .setParameterExceptionHandler(Complaints::unusable)
        .setExecutionExceptionHandler(Complaints::failed);
  }

  /** The same headings for every command, so that each has to say its own things only. */
  private static void layOut(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .descriptionHeading("%n")
        .parameterListHeading("%nParameters:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .footerHeading("%nExamples:%n")
        .sortOptions(false);
    command.getSubcommands().values().forEach(GuardCommand::layOut);
  }

  private static Starter starter(String text) {
    try {
      return Starter.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr(), Ansi.OFF);
    return UNUSABLE;
  }
}
