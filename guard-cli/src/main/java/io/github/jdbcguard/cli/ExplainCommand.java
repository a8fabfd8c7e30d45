package io.github.jdbcguard.cli;

import io.github.jdbcguard.audit.JsonLine;
import io.github.jdbcguard.driver.Explanation;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which environment a URL reaches and what would happen to a statement there. */
@Command(
    name = "explain",
    description =
        "Tells which environment a URL reaches, and what would happen to a statement there. Connects to nothing.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "URL", description = "with or without jdbc:guard:")
  private String url = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "SQL", description = "what would be run")
  private String sql = "";

  @Option(names = "-p", paramLabel = "KEY=VALUE", description = "a connection property")
  private Map<String, String> properties = Map.of();

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    Properties all = new Properties();
    all.putAll(properties);
    PrintWriter out = spec.commandLine().getOut();
    try {
      Explanation explanation = Explanation.of(url, all, sql);
      Map<String, Object> fields = explanation.toMap();
      if (json) {
        out.println(JsonLine.of(fields));
      } else {
        print(out, fields, "");
      }
      return explanation.passes() ? GuardCommand.FINE : GuardCommand.REFUSED;
    } catch (SQLException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return GuardCommand.UNUSABLE;
    } finally {
      out.flush();
      spec.commandLine().getErr().flush();
    }
  }

  private static void print(PrintWriter out, Map<?, ?> fields, String indent) {
    fields.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> nested) {
            out.println(indent + name);
            print(out, new LinkedHashMap<>(nested), indent + "  ");
          } else {
            out.println("%s%-14s %s".formatted(indent, name, value));
          }
        });
  }
}
