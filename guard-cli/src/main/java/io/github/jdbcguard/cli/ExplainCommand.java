package io.github.jdbcguard.cli;

import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.policy.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which environment a URL reaches and what would happen to a statement there. */
@Command(
    name = "explain",
    description =
        "Tells which environment a URL reaches and what would happen to a statement there, without connecting.",
    exitCodeList = {
      "0:the connection and the statement would pass",
      "1:they would be refused, or asked for",
      "2:the URL or the policy makes no sense"
    },
    footer = {
      "  guard explain 'jdbc:postgresql://db.example.com/shop?user=app'",
      "  guard explain 'jdbc:postgresql://db.example.com/shop' 'DELETE FROM orders'",
      "  guard explain -p user=app --json 'jdbc:guard:@staging:mysql://10.1.2.3/shop' 'SELECT 1'",
      "",
      "Next: not what you expected? 'place' and 'evidence' name the lines of the policy that",
      "decided; change them, and run 'guard check' on the file."
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "A JDBC URL, with or without jdbc:guard: (quote it for the shell).")
  private String url = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SQL",
      description = "What would be run; without it, only the environment is told.")
  private String sql = "";

  @Option(
      names = {"-p", "--property"},
      paramLabel = "KEY=VALUE",
      description = "A connection property, as user=app; can be given several times.")
  private Map<String, String> properties = Map.of();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    Properties all = new Properties();
    all.putAll(properties);
    try {
      Explanation explanation = Explanation.of(url, all, sql);
      Map<String, Object> fields = explanation.toMap();
      output.print(fields, lines(fields, ""));
      return explanation.passes() ? GuardCommand.FINE : GuardCommand.REFUSED;
    } catch (SQLException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<String> lines(Map<?, ?> fields, String indent) {
    List<String> lines = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> nested) {
            lines.add(indent + name);
            lines.addAll(lines(nested, indent + "  "));
          } else {
            lines.add("%s%-14s %s".formatted(indent, name, shown(name, value)));
          }
        });
    return lines;
  }

  private String shown(Object name, Object value) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> name.equals("verdict") && verdict.id().equals(value))
        .findFirst()
        .map(verdict -> output.painted(Tone.of(verdict), verdict.id()))
        .orElseGet(value::toString);
  }
}
