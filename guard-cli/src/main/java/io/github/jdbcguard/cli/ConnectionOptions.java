package io.github.jdbcguard.cli;

import io.github.jdbcguard.driver.GuardRefusedException;
import io.github.jdbcguard.driver.MissingDriverException;
import io.github.jdbcguard.driver.ServerVisit;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is given beside a URL, and what is said where nothing comes of it. Mixed into commands. */
final class ConnectionOptions {
  private static final String INVALID_POLICY = "28X06";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-p", "--property"},
      paramLabel = "KEY=VALUE",
      description = "A connection property, as user=app; can be given several times.")
  private Map<String, String> properties = Map.of();

  @Option(
      names = "--password-variable",
      paramLabel = "NAME",
      description = "The environment variable that holds the password; it is never shown.")
  private Optional<String> passwordVariable = Optional.empty();

  @Option(
      names = "--driver",
      paramLabel = "JAR",
      converter = ExistingFile.class,
      description = "The jar of the database's driver, to connect; can be given several times.")
  private List<Path> drivers = List.of();

  /** Something that talks to the driver. */
  interface Task {
    /** Its exit code. */
    int run() throws SQLException;
  }

  /** Properties and password together; a new copy. */
  Properties properties() {
    Properties all = new Properties();
    all.putAll(properties);
    passwordVariable.ifPresent(name -> all.setProperty("password", password(name)));
    return all;
  }

  private String password(String variable) {
    String password = System.getenv(variable);
    if (password == null) {
      throw new ParameterException(
          command.commandLine(), "the environment variable '%s' is not set".formatted(variable));
    }
    return password;
  }

  /**
   * Looks at the server behind a URL, which changes nothing.
   *
   * @throws SQLException where the connection is refused, by the guard or by anybody else, or does
   *     not come about in time
   */
  ServerVisit visit(String url) throws SQLException {
    Properties all = properties();
    return visit(url, all);
  }

  /** The same with these properties. */
  ServerVisit visit(String url, Properties all) throws SQLException {
    Optional<String> objection = SilentUrl.objection(url, all);
    if (objection.isPresent()) {
      throw new SQLException(objection.get(), "08001");
    }
    useDrivers();
    return TimeLimit.DIALLING.of(() -> ServerVisit.open(url, all));
  }

  /** Lets the jars be found by whatever connects from this thread on. */
  void useDrivers() {
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(new URLClassLoader(jars(), thread.getContextClassLoader()));
  }

  private URL[] jars() {
    URL[] urls = new URL[drivers.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = drivers.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new ParameterException(
            command.commandLine(), "'%s' is no jar".formatted(drivers.get(i)), e);
      }
    }
    return urls;
  }

  /** Runs it, and prints why the guard refused if it did. */
  int reporting(Output output, boolean connecting, Task task) {
    try {
      return task.run();
    } catch (GuardRefusedException e) {
      return refused(output, e, List.of());
    } catch (SQLException e) {
      throw connecting
          ? new ConnectionFailure(command.commandLine(), e.getMessage() + hint(e), e)
          : new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** Prints why the guard refused, and what else can be done; tells the exit code. */
  static int refused(Output output, GuardRefusedException e, List<String> more) {
    List<String> lines = new ArrayList<>(String.valueOf(e.getMessage()).lines().toList());
    lines.addAll(more);
    Map<String, Object> fields = refused(e);
    if (!more.isEmpty()) {
      fields.put("more", more);
    }
    output.print(fields, lines);
    return e.getSQLState().equals(INVALID_POLICY) ? GuardCommand.UNUSABLE : GuardCommand.REFUSED;
  }

  /** What may help where nothing can be connected to. */
  static String hint(SQLException e) {
    return e instanceof MissingDriverException ? "; name the jar of the driver: --driver JAR" : "";
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
}
