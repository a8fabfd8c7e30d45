package io.github.jdbcguard.spring.applications;

import static io.github.jdbcguard.spring.applications.TheShop.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcguard.driver.GuardRefusedException;
import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The application serves reads and writes on staging, and reads alone on production. */
class ServingIT {
  private static final String NAME = "/customers/7/name";

  @TempDir Path folder;
  private String policy;
  private String audit;

  @BeforeEach
  void prepare() throws Exception {
    policy = "guard.policy=" + Shop.writePolicy(folder);
    audit = "guard.audit=" + folder.resolve("audit.jsonl");
  }

  @Test
  void runsWithTheSpringBootThatIsMeant() {
    assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("spring-boot.version"));
  }

  @ParameterizedTest
  @EnumSource(names = {"URL", "ENABLED"})
  void changesStagingAsWithoutTheGuard(Way way) throws Exception {
    SHOP.open(Stage.STAGING);
    List<String> unguarded = renamed(Way.NONE);
    SHOP.open(Stage.STAGING);

    List<String> guarded = renamed(way);

    assertThat(guarded).isEqualTo(unguarded);
    assertThat(SHOP.rows(Stage.STAGING, "SELECT name FROM customers WHERE id = 7"))
        .containsExactly(List.of("Ada"));
  }

  private List<String> renamed(Way way) throws Exception {
    String[] more = way == Way.NONE ? new String[0] : new String[] {policy, audit};
    try (var application = RunningApplication.start(way.properties(SHOP, Stage.STAGING, more))) {
      HttpResponse<String> answer = application.put(NAME, "Ada");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    return SHOP.contents(Stage.STAGING);
  }

  @ParameterizedTest
  @CsvSource({
    "URL, com.zaxxer.hikari.HikariDataSource",
    "URL, org.apache.tomcat.jdbc.pool.DataSource",
    "ENABLED, com.zaxxer.hikari.HikariDataSource",
    "ENABLED, org.apache.tomcat.jdbc.pool.DataSource",
    "ENABLED, org.apache.commons.dbcp2.BasicDataSource"
  })
  void servesReadsAloneOnProduction(Way way, String pool) throws Exception {
    List<String> before = SHOP.contents(Stage.PRODUCTION);

    try (var application =
        RunningApplication.start(
            way.properties(
                SHOP, Stage.PRODUCTION, policy, audit, "spring.datasource.type=" + pool))) {
      assertThat(application.context().getBean(DataSource.class).getClass().getName())
          .isEqualTo(pool);
      assertThat(application.get(NAME).body()).isEqualTo("customer 7");

      HttpResponse<String> answer = application.put(NAME, "Ada");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      assertThat(answer.body())
          .contains(
              "refused on production (postgresql localhost:%d/shop): UPDATE on 'customers' needs a confirmation"
                  .formatted(SHOP.port()));
      assertThat(application.get(NAME).body()).isEqualTo("customer 7");
    }

    assertThat(SHOP.contents(Stage.PRODUCTION)).isEqualTo(before);
    assertThat(Files.readString(folder.resolve("audit.jsonl")))
        .contains("\"environment\":\"production\"");
  }

  @ParameterizedTest
  @CsvSource({"jdbc:guard:h2:file:, false", "jdbc:h2:file:, true"})
  void servesReadsAloneOnH2(String start, boolean enabled) throws Exception {
    String file = folder.resolve("shop").toString();
    try (Connection unguarded = DriverManager.getConnection("jdbc:h2:file:" + file, "sa", "");
        Statement statement = unguarded.createStatement()) {
      statement.execute("CREATE TABLE customers (id integer, name varchar, active boolean)");
      statement.execute("INSERT INTO customers VALUES (7, 'customer 7', true)");
    }
    Files.writeString(
        folder.resolve("h2.yaml"),
        "{ guard: 1, environments: { production: { level: protected, match: [ { engine: h2 } ] } } }");

    try (var application =
        RunningApplication.start(
            List.of(
                "guard.enabled=" + enabled,
                "guard.policy=" + folder.resolve("h2.yaml"),
                audit,
                "spring.datasource.url=" + start + file,
                "spring.datasource.username=sa",
                "server.address=127.0.0.1",
                "server.port=0"))) {
      HttpResponse<String> answer = application.put(NAME, "Ada");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      assertThat(answer.body()).contains("refused on production (h2 ", "UPDATE on 'customers'");
      assertThat(application.get(NAME).body()).isEqualTo("customer 7");
    }
  }

  @Test
  void deniesPermissionByJdbcTemplate() throws Exception {
    List<String> before = SHOP.contents(Stage.PRODUCTION);

    try (var application =
        RunningApplication.start(Way.ENABLED.properties(SHOP, Stage.PRODUCTION, policy, audit))) {
      JdbcTemplate jdbc = application.context().getBean(JdbcTemplate.class);

      assertThatThrownBy(() -> jdbc.update("DELETE FROM customers WHERE id = ?", 7))
          .isInstanceOf(PermissionDeniedDataAccessException.class)
          .hasCauseInstanceOf(GuardRefusedException.class)
          .hasMessageContaining("refused on production (postgresql localhost:");
    }

    assertThat(SHOP.contents(Stage.PRODUCTION)).isEqualTo(before);
  }
}
