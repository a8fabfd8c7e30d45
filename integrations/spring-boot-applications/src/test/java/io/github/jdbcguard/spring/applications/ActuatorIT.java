package io.github.jdbcguard.spring.applications;

import static io.github.jdbcguard.spring.applications.TheShop.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actuator tells over HTTP where the application's DataSource leads, and what was refused. */
class ActuatorIT {
  private static final String REFUSED_UPDATES =
      "/actuator/metrics/guard.refusals?tag=environment:production&tag=sqlstate:28X02";

  @TempDir Path folder;

  @Test
  void tellsWhereItLeadsAndWhatWasRefused() throws Exception {
    try (var application = start(Stage.PRODUCTION)) {
      double before = count(application, REFUSED_UPDATES);

      application.put("/customers/7/name", "Ada");

      assertThat(count(application, REFUSED_UPDATES)).isEqualTo(before + 1);
      assertThat(
              count(application, "/actuator/metrics/guard.connections?tag=environment:production"))
          .isPositive();
      HttpResponse<String> health = application.get("/actuator/health");
      assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
      assertThat(JsonPath.<String>read(health.body(), "$.components.guard.status")).isEqualTo("UP");
      assertDescribed(JsonPath.read(health.body(), "$.components.guard.details.dataSource"));
      String info = application.get("/actuator/info").body();
      assertDescribed(JsonPath.read(info, "$.guard.dataSources.dataSource"));
      assertThat(
              JsonPath.<List<Integer>>read(
                  info,
                  "$.guard.refusals[?(@.environment=='production' && @.sqlState=='28X02')].count"))
          .containsExactly((int) before + 1);
    }
  }

  private static void assertDescribed(Map<String, String> source) {
    assertThat(source)
        .containsEntry("environment", "production")
        .containsEntry("level", "protected")
        .hasEntrySatisfying(
            "known by",
            evidence -> assertThat(evidence).contains("database \"shop\"", "guard.yaml"))
        .hasEntrySatisfying("policy version", hash -> assertThat(hash).isNotBlank());
  }

  @Test
  void isDownWhereTheTargetIsNotTheExpectedOne() throws Exception {
    try (var application =
        start(
            Stage.PRODUCTION,
            "guard.expect=staging",
            "spring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect",
            "spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false")) {

      HttpResponse<String> health = application.get("/actuator/health");

      assertThat(health.statusCode()).as(health.body()).isEqualTo(503);
      assertThat(JsonPath.<String>read(health.body(), "$.components.guard.status"))
          .isEqualTo("DOWN");
      assertThat(
              JsonPath.<String>read(health.body(), "$.components.guard.details.dataSource.refused"))
          .startsWith(
              "refused to connect: the target was said to be 'staging', and postgresql localhost:%d/shop is production. Nothing was opened."
                  .formatted(SHOP.port()));
      assertThat(application.get("/actuator/metrics/guard.environments").statusCode())
          .isEqualTo(200);
      assertThat(
              count(
                  application,
                  "/actuator/metrics/guard.refusals?tag=environment:production&tag=sqlstate:28X05"))
          .isPositive();
    }
  }

  private RunningApplication start(Stage stage, String... more) throws Exception {
    List<String> properties =
        Way.ENABLED.properties(
            SHOP,
            stage,
            "guard.policy=" + Shop.writePolicy(folder),
            "guard.audit=" + folder.resolve("audit.jsonl"));
    return RunningApplication.start(
        Stream.concat(properties.stream(), List.of(more).stream()).toList());
  }

  private static double count(RunningApplication application, String metric) throws Exception {
    HttpResponse<String> answer = application.get(metric);
    assertThat(answer.statusCode()).as(metric).isEqualTo(200);
    return JsonPath.<Number>read(answer.body(), "$.measurements[0].value").doubleValue();
  }
}
