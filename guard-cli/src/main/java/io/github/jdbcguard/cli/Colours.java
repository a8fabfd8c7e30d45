package io.github.jdbcguard.cli;

import io.github.jdbcguard.confirm.SystemTerminal;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Whether there are colours: at a terminal, where nobody said no. */
final class Colours {
  private Colours() {}

  static ColorScheme scheme() {
    boolean wanted = wanted(System.getenv(), new SystemTerminal().present());
    return Help.defaultColorScheme(wanted ? Ansi.ON : Ansi.OFF);
  }

  /** As no-color.org has it: set to anything but nothing. */
  static boolean wanted(Map<String, String> environmentVariables, boolean terminal) {
    return terminal
        && environmentVariables.getOrDefault("NO_COLOR", "").isEmpty()
        && !environmentVariables.getOrDefault("TERM", "").equals("dumb");
  }
}
