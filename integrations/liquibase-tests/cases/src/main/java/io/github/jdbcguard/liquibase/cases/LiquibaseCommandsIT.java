package io.github.jdbcguard.liquibase.cases;

import static io.github.jdbcguard.testing.Stage.PRODUCTION;
import static io.github.jdbcguard.testing.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import io.github.jdbcguard.testing.Tool.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Liquibase's commands on a production that it has released to before. */
class LiquibaseCommandsIT {
  private static Shop shop;
  private static Project project;

  @BeforeAll
  static void release(@TempDir Path folder) throws Exception {
    shop = Shop.start();
    project = Project.in(folder);
    project.changelog(Project.POINTS);
    for (Stage stage : Stage.values()) {
      assertThat(run(shop.url(stage), "update").exit()).isZero();
    }
    project.changelog(Project.POINTS, Project.INACTIVE);
  }

  @AfterAll
  static void stop() throws Exception {
    shop.close();
  }

  @ParameterizedTest
  @CsvSource({
    "status, changelog.xml::inactive::lena",
    "updateSql, UPDATE public.customers SET active = FALSE",
    "validate, ''",
    "history, changelog.xml",
    "listLocks, ''",
    "snapshot, customers",
    "diff, Missing Column(s): NONE"
  })
  void passWhereTheyRead(String command, String output) throws Exception {
    List<String> before = shop.contents(PRODUCTION);

    Result result = run(shop.guardedUrl(PRODUCTION), command);

    assertThat(result.output()).contains(output);
    assertThat(result.exit()).isZero();
    assertThat(shop.contents(PRODUCTION)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"update", "rollbackCount", "tag", "dropAll", "releaseLocks", "clearChecksums"})
  void areRefusedWhereTheyWrite(String command) throws Exception {
    List<String> before = shop.contents(PRODUCTION);

    Result result = run(shop.guardedUrl(PRODUCTION), command);

    assertThat(result.exit()).isNotZero();
    assertThat(result.output())
        .contains(
            "refused on production (postgresql localhost:%d/shop): ".formatted(shop.port())
                + "UPDATE on 'public.databasechangeloglock'");
    assertThat(shop.contents(PRODUCTION)).isEqualTo(before);
  }

  private static Result run(String url, String command) throws Exception {
    return project.api(url, command, argumentsOf(command));
  }

  private static Map<String, Object> argumentsOf(String command) {
    return switch (command) {
      case "diff" ->
          Map.of("referenceUrl", shop.guardedUrl(STAGING), "referenceUsername", Shop.USER);
      case "rollbackCount" -> Map.of("changelogFile", "changelog.xml", "count", 1);
      case "tag" -> Map.of("tag", "v1");
      case "status", "update", "updateSql", "validate" -> Map.of("changelogFile", "changelog.xml");
      default -> Map.of();
    };
  }
}
