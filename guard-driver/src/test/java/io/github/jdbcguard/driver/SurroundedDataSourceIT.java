package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jdbcguard.engines.TestDatabase;
import io.github.jdbcguard.engines.TestEngine;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guards what other DataSources hand out. */
class SurroundedDataSourceIT {
  @TempDir static Path folder;

  private static final String POLICY =
      """
      guard: 1
      environments:
        production:
          level: sealed
          match: [ { engine: [h2, postgresql, mariadb] } ]
      """;

  private static Properties settings() throws Exception {
    Properties settings = new Properties();
    settings.setProperty(
        "guard.policy", Files.writeString(folder.resolve("guard.yaml"), POLICY).toString());
    settings.setProperty("guard.audit", folder.resolve("audit.jsonl").toString());
    return settings;
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
  void refusesWritesOnEveryConnectionOfAPool(TestEngine engine) throws Exception {
    TestDatabase database = TestDatabase.create(engine, folder, "surrounded");
    try (HikariDataSource pool = pool(database.url())) {
      DataSource guarded = GuardDataSource.around(pool, settings());

      for (int i = 0; i < 3; i++) {
        try (Connection connection = guarded.getConnection();
            Statement statement = connection.createStatement()) {
          assertThat(connection.isWrapperFor(GuardConnection.class)).isTrue();
          statement.executeQuery("SELECT COUNT(*) FROM items").close();
          assertThatThrownBy(() -> statement.execute("INSERT INTO items VALUES (1)"))
              .isInstanceOf(GuardRefusedException.class)
              .hasMessageStartingWith(
                  "refused on production (" + engine.name().toLowerCase(Locale.ROOT));
        }
      }
      try (Connection raw = pool.getConnection()) {
        assertThat(raw.isWrapperFor(GuardConnection.class)).isFalse();
      }
    }
  }

  @Test
  void givesAConnectionBackThatIsNotWhatWasExpected() throws Exception {
    Properties settings = settings();
    settings.setProperty("guard.expect", "staging");
    try (HikariDataSource pool = pool("jdbc:h2:mem:expected")) {
      DataSource guarded = GuardDataSource.around(pool, settings);

      assertThatThrownBy(guarded::getConnection)
          .isInstanceOf(GuardRefusedException.class)
          .hasFieldOrPropertyWithValue("SQLState", "28X05");
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
  }

  @Test
  void leavesAGuardedConnectionAsItIs() throws Exception {
    GuardDataSource inner = new GuardDataSource("jdbc:h2:mem:inner");
    DataSource outer = GuardDataSource.around(inner, settings());

    try (Connection connection = outer.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE items (id INT)"); // by the built-in policy of the inner one
    }
  }

  @Test
  void doesNotBelieveAWrapperThatSaysYesToEveryType() throws Exception {
    try (HikariDataSource pool = pool("jdbc:h2:mem:liar")) {
      DataSource lying =
          (DataSource)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {DataSource.class},
                  (proxy, method, arguments) -> lyingConnection(pool.getConnection()));

      try (Connection connection = GuardDataSource.around(lying, settings()).getConnection();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute("CREATE TABLE items (id INT)"))
            .isInstanceOf(GuardRefusedException.class);
      }
    }
  }

  private static Connection lyingConnection(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            SurroundedDataSourceIT.class.getClassLoader(),
            new Class<?>[] {Connection.class, GuardConnection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isWrapperFor" -> true;
                  case "unwrap" -> proxy;
                  default -> method.invoke(real, arguments);
                });
  }

  @Test
  void saysThatThereIsNoConnection() throws Exception {
    DataSource empty =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> null);

    assertThatThrownBy(GuardDataSource.around(empty, settings())::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("gave no connection");
  }

  @Test
  void doesNotHandOutWhatHasNoGuard() throws Exception {
    try (HikariDataSource pool = pool("jdbc:h2:mem:behind")) {
      DataSource guarded = GuardDataSource.around(pool, settings());

      assertThat(guarded.isWrapperFor(HikariDataSource.class)).isFalse();
      assertThatThrownBy(() -> guarded.unwrap(HikariDataSource.class))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("its connections have no guard");
      assertThat(guarded.unwrap(DataSource.class)).isSameAs(guarded);
    }
  }

  @Test
  void countsRefusalsAndConnections() throws Exception {
    long connections = opened("counted");
    long refusals = refused("counted", "28X01");
    Properties settings = new Properties();
    settings.setProperty("guard.audit", folder.resolve("audit.jsonl").toString());
    settings.setProperty(
        "guard.policy",
        Files.writeString(folder.resolve("counted.yaml"), POLICY.replace("production", "counted"))
            .toString());
    GuardDataSource source = new GuardDataSource("jdbc:h2:mem:counted");
    source.setProperties(settings);

    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE a (id INT)"))
          .isInstanceOf(GuardRefusedException.class);
      assertThatThrownBy(() -> statement.execute("CREATE TABLE a (id INT)"))
          .isInstanceOf(GuardRefusedException.class);
    }

    assertThat(opened("counted") - connections).isEqualTo(1);
    assertThat(refused("counted", "28X01") - refusals).isEqualTo(2);
  }

  private static long opened(String environment) {
    return GuardStatistics.ofThisProcess().connections().stream()
        .filter(one -> one.environment().equals(environment))
        .mapToLong(GuardStatistics.Connections::opened)
        .sum();
  }

  private static long refused(String environment, String state) {
    return GuardStatistics.ofThisProcess().refusals().stream()
        .filter(one -> one.environment().equals(environment) && one.sqlState().equals(state))
        .mapToLong(GuardStatistics.Refusals::count)
        .sum();
  }
}
