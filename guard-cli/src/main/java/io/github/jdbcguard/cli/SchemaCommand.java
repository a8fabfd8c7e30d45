package io.github.jdbcguard.cli;

import io.github.jdbcguard.policy.file.PolicySchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of policy files. */
@Command(
    name = "schema",
    description =
        "Prints the JSON Schema of guard.yaml (2020-12), by which editors complete and check it.",
    exitCodeList = {"0:printed"},
    footer = {
      "  mkdir -p .guard && guard schema > .guard/guard.schema.json",
      "",
      "Next: the first line of guard.yaml tells editors where it is:",
      "  # yaml-language-server: $schema=.guard/guard.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(PolicySchema.text());
    out.flush();
    return GuardCommand.FINE;
  }
}
