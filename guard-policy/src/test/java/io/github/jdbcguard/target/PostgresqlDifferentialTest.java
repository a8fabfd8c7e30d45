package io.github.jdbcguard.target;

import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** pgjdbc's own reading of generated URLs and properties. */
@NullMarked
class PostgresqlDifferentialTest {

  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  @Test
  void saysWhatPgjdbcSays() {
    DRIVER_LOG.setLevel(Level.OFF);
    new Differential(
            pieces -> PostgresqlCases.next(pieces, "jdbc:postgresql:"),
            PostgresqlDifferentialTest::endpoints,
            Answers.surroundings(""))
        .compare();
  }

  private static List<Endpoint> endpoints(Differential.Case example) {
    Properties given = new Properties();
    given.setProperty("user", "user");
    given.putAll(example.properties());
    Properties all = Objects.requireNonNull(Driver.parseURL(example.url(), given));
    return PostgresqlCases.endpoints(all);
  }
}
