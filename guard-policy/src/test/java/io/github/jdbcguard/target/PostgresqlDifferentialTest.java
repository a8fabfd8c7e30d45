package io.github.jdbcguard.target;

import static com.yugabyte.ysql.LoadBalanceService.LoadBalanceType.FALSE;

import com.yugabyte.ysql.LoadBalanceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pgjdbc and Yugabyte's driver make of generated URLs, properties and a service file. */
@NullMarked
class PostgresqlDifferentialTest {

  private static final List<String> FILE_SETTINGS =
      List.of("org.postgresql.pgservicefile", "com.yugabyte.pgservicefile");
  private static final List<Logger> DRIVER_LOGS =
      List.of(Logger.getLogger("org.postgresql"), Logger.getLogger("com.yugabyte"));

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void writeServiceFile() throws IOException {
    DRIVER_LOGS.forEach(log -> log.setLevel(Level.OFF));
    Path file = Files.writeString(folder.resolve("services"), PostgresqlCases.SERVICE_FILE);
    FILE_SETTINGS.forEach(name -> System.setProperty(name, file.toString()));
  }

  @AfterEach
  void forgetServiceFile() {
    FILE_SETTINGS.forEach(System::clearProperty);
    DRIVER_LOGS.forEach(log -> log.setLevel(null));
  }

  @Test
  void saysWhatPgjdbcSays() {
    compare("jdbc:postgresql:", org.postgresql.Driver::parseURL);
  }

  @Test
  void saysWhatYugabytesDriverSays() {
    compare("jdbc:yugabytedb:", com.yugabyte.Driver::parseURL);
  }

  private static void compare(String prefix, Parser parser) {
    Surroundings surroundings =
        Answers.surroundings(String.join("=/services ", FILE_SETTINGS) + "=/services");
    Surroundings withFile =
        new Surroundings(
            surroundings.systemProperties(),
            surroundings.environmentVariables(),
            surroundings.workingDirectory(),
            surroundings.driverFiles(),
            file -> Optional.of(PostgresqlCases.SERVICE_FILE));
    new Differential(
            pieces -> PostgresqlCases.next(pieces, prefix),
            example -> endpoints(example, parser),
            withFile)
        .compare();
  }

  private interface Parser {
    Properties parse(String url, Properties properties);
  }

  private static List<Endpoint> endpoints(Differential.Case example, Parser parser) {
    Properties defaults = new Properties();
    defaults.setProperty("user", "user");
    Properties given = new Properties(defaults);
    given.putAll(example.properties());
    Properties all = Objects.requireNonNull(parser.parse(example.url(), given));
    boolean discovers = example.url().startsWith("jdbc:yugabytedb:") && discovers(all);
    return discovers ? List.of() : PostgresqlCases.endpoints(all);
  }

  private static boolean discovers(Properties all) {
    return LoadBalanceProperties.getLoadBalanceValue(all.getProperty("load-balance")) != FALSE;
  }
}
