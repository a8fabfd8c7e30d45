package io.github.jdbcguard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said to standard error where a command cannot do its work; without colours. */
final class Complaints {
  private Complaints() {}

  /** One sentence and where to read on, instead of a page of help that hides the sentence. */
  static int unusable(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println(name + ": " + reason(problem));
    UnmatchedArgumentException.printSuggestions(problem, err);
    if (!(problem instanceof ConnectionFailure)) {
      err.println("'%s --help' shows how it is used".formatted(name));
    }
    err.flush();
    return GuardCommand.UNUSABLE;
  }

  /** Never 1, which means that the policy said no. */
  static int failed(Exception problem, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("%s: %s".formatted(command.getCommandSpec().qualifiedName(), problem));
    if (!(problem instanceof IOException || problem instanceof UncheckedIOException)) {
      err.println("this is a defect of guard; please report it with what follows");
      problem.printStackTrace(err);
    }
    err.flush();
    return GuardCommand.UNUSABLE;
  }

  private static String reason(ParameterException problem) {
    if (problem.getCause() instanceof TypeConversionException conversion) {
      return where(problem.getArgSpec()) + conversion.getMessage();
    }
    if (problem instanceof UnmatchedArgumentException unmatched
        && problem.getCommandLine().getParent() == null
        && !unmatched.isUnknownOption()) {
      return "there is no command '%s'".formatted(unmatched.getUnmatched().get(0));
    }
    String message = doubledWord(String.valueOf(problem.getMessage()));
    boolean word = message.length() > 1 && Character.isLowerCase(message.charAt(1));
    return word ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) : message;
  }

  /** Of picocli, for options that hold a map. */
  private static String doubledWord(String message) {
    return message.replace("for option option ", "for option ");
  }

  private static String where(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() + ": " : "";
  }
}
