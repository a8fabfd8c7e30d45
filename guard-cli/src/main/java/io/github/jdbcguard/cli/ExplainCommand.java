package io.github.jdbcguard.cli;

import io.github.jdbcguard.driver.Explanation;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      names = "--connect",
      description = {
        "Connect through the guard and ask the server what it is, too; nothing else is sent.",
        "Without it, nothing is dialled."
      })
  private boolean connect;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    return connection.reporting(output, connect, this::explain);
  }

  private int explain() throws SQLException {
    Explanation explanation = explanation(connection.properties());
    Map<String, Object> fields = explanation.toMap();
    output.print(fields, ExplanationText.of(fields, output));
    return explanation.passes() ? GuardCommand.FINE : GuardCommand.REFUSED;
  }

  private Explanation explanation(Properties all) throws SQLException {
    if (!connect) {
      return Explanation.of(url, all, sql);
    }
    connection.useDrivers();
    return Explanation.connecting(url, all, sql);
  }
}
