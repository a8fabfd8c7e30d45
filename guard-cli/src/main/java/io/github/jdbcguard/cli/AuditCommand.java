package io.github.jdbcguard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with an audit file. */
@Command(
    name = "audit",
    description = "Verifies and shows what was recorded of protected databases.",
    subcommands = {AuditVerifyCommand.class, AuditShowCommand.class},
    exitCodeList = {"0:fine", "1:the audit is not what was written", "2:not usable"},
    footer = {
      "  guard audit verify",
      "  guard audit show --environment production --last 20",
      "",
      "Next: 'guard help audit verify' and 'guard help audit show' teach them."
    })
final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr(), Ansi.OFF);
    return GuardCommand.UNUSABLE;
  }
}
