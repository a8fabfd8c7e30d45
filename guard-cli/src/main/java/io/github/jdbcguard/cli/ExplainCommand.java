package io.github.jdbcguard.cli;

import io.github.jdbcguard.driver.Explanation;
import io.github.jdbcguard.driver.GuardRefusedException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
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
        "Tells which environment a URL reaches, by which evidence, and what would happen to a statement there.",
    exitCodeList = {
      "0:the connection and the statement would pass",
      "1:they would be refused, or asked for",
      "2:the URL or the policy makes no sense"
    },
    footer = {
      "  guard explain 'jdbc:postgresql://db.example.com/shop?user=app'",
      "  guard explain 'jdbc:postgresql://db.example.com/shop' 'DELETE FROM orders'",
      "  guard explain -p user=app --json 'jdbc:guard:@staging:mysql://10.1.2.3/shop' 'SELECT 1'",
      "  guard explain --connect --driver postgresql.jar 'jdbc:postgresql://localhost:15432/shop?user=app'",
      "",
      "Next: not what you expected? 'place' and 'evidence' name the lines of the policy that",
      "decided; change them, and run 'guard check' on the file."
    })
final class ExplainCommand implements Callable<Integer> {
  private static final String INVALID_POLICY = "28X06";

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

  @Option(
      names = "--connect",
      description = {
        "Connect through the guard and ask the server what it is, too; nothing else is sent.",
        "Without it, nothing is dialled."
      })
  private boolean connect;

  @Option(
      names = "--driver",
      paramLabel = "JAR",
      converter = ExistingFile.class,
      description = "The jar of the database's driver, for --connect; can be given several times.")
  private List<Path> drivers = List.of();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    Properties all = new Properties();
    all.putAll(properties);
    try {
      Explanation explanation = explanation(all);
      Map<String, Object> fields = explanation.toMap();
      output.print(fields, ExplanationText.of(fields, output));
      return explanation.passes() ? GuardCommand.FINE : GuardCommand.REFUSED;
    } catch (GuardRefusedException e) {
      output.print(refused(e), String.valueOf(e.getMessage()).lines().toList());
      return e.getSQLState().equals(INVALID_POLICY) ? GuardCommand.UNUSABLE : GuardCommand.REFUSED;
    } catch (SQLException e) {
      String hint =
          connect && drivers.isEmpty() ? "; name the jar of the driver: --driver JAR" : "";
      throw new ParameterException(spec.commandLine(), e.getMessage() + hint, e);
    }
  }

  private static Map<String, Object> refused(GuardRefusedException e) {
    Map<String, Object> refused = new LinkedHashMap<>();
    refused.put("state", e.getSQLState());
    refused.put("because", String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    refused.put("rule", e.rule());
    refused.put("next", e.next());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("environment", e.environment());
    fields.put("refused", refused);
    return fields;
  }

  private Explanation explanation(Properties all) throws SQLException {
    if (!connect) {
      return Explanation.of(url, all, sql);
    }
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(new URLClassLoader(drivers(), thread.getContextClassLoader()));
    return Explanation.connecting(url, all, sql);
  }

  private URL[] drivers() {
    URL[] urls = new URL[drivers.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = drivers.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new ParameterException(
            spec.commandLine(), "'%s' is no jar".formatted(drivers.get(i)), e);
      }
    }
    return urls;
  }
}
