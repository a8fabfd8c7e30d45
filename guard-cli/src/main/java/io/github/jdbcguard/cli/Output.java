package io.github.jdbcguard.cli;

import io.github.jdbcguard.audit.JsonLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command prints: lines for people, or JSON for programs. Mixed into commands. */
final class Output {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "Print one JSON object a line, for programs.")
  private boolean json;

  /** Whether a program reads. */
  boolean json() {
    return json;
  }

  /** Prints one result, in the one form or the other; the fields in the order of the map. */
  void print(Map<String, ?> fields, List<String> lines) {
    if (json) {
      printJson(fields);
    } else {
      PrintWriter out = command.commandLine().getOut();
      lines.forEach(out::println);
      out.flush();
    }
  }

  /** Prints one result of a command that speaks to programs alone. */
  void printJson(Map<String, ?> fields) {
    PrintWriter out = command.commandLine().getOut();
    out.println(JsonLine.of(fields));
    out.flush();
  }

  /** Whether nobody can read what is printed: a full disk, or a reader that went away. */
  boolean lost() {
    return command.commandLine().getOut().checkError() || System.out.checkError();
  }

  /** The text, in the colour of its tone where there are colours. */
  String painted(Tone tone, String text) {
    return tone.paint(text, command.commandLine().getColorScheme().ansi());
  }
}
