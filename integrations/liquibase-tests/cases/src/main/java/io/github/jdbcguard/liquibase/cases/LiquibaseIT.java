package io.github.jdbcguard.liquibase.cases;

import static io.github.jdbcguard.testing.Stage.PRODUCTION;
import static io.github.jdbcguard.testing.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import io.github.jdbcguard.testing.Tool.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Liquibase itself, with the guard in its URL and without. */
class LiquibaseIT {
  private static final Map<String, Object> CHANGELOG = Map.of("changelogFile", "changelog.xml");

  private static final String HISTORY =
      """
      SELECT id, author, filename, orderexecuted, exectype, md5sum, description, comments, tag,
             liquibase, contexts, labels
        FROM databasechangelog ORDER BY orderexecuted
      """;

  private static Shop shop;

  @TempDir Path folder;
  private Project project;

  @BeforeAll
  static void start() throws Exception {
    shop = Shop.start();
  }

  @AfterAll
  static void stop() throws Exception {
    shop.close();
  }

  @BeforeEach
  void open() throws Exception {
    shop.open(STAGING);
    shop.open(PRODUCTION);
    project = Project.in(folder);
    project.changelog(Project.POINTS, Project.INACTIVE);
  }

  /** How Liquibase is run. */
  enum Way {
    API,
    COMMAND_LINE,
    MAVEN
  }

  private Result update(Way way, String url) throws Exception {
    return switch (way) {
      case API -> project.api(url, "update", CHANGELOG);
      case COMMAND_LINE -> project.commandLine(url, "--changelog-file=changelog.xml", "update");
      case MAVEN -> project.maven(url, "update");
    };
  }

  @ParameterizedTest
  @EnumSource
  void leavesStagingAsWithoutTheGuard(Way way) throws Exception {
    assertThat(update(Way.API, shop.url(STAGING)).exit()).isZero();
    List<String> expected = contents(STAGING);
    shop.open(STAGING);

    Result result = update(way, shop.guardedUrl(STAGING).replace("guard:", "guard:@staging:"));

    assertThat(result.output()).doesNotContain("refused");
    assertThat(result.exit()).isZero();
    assertThat(contents(STAGING)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedOnProduction(Way way) throws Exception {
    List<String> before = shop.contents(PRODUCTION);

    Result result = update(way, shop.guardedUrl(PRODUCTION));

    assertThat(result.exit()).isNotZero();
    assertThat(result.output()).contains(refusal("CREATE on '"));
    assertThat(shop.contents(PRODUCTION)).isEqualTo(before);
  }

  @Test
  void dropsNothingWhereOnlyDestroyingIsRefused() throws Exception {
    release();
    allowWritesOnProduction();
    List<String> before = shop.contents(PRODUCTION);

    Result result = project.commandLine(shop.guardedUrl(PRODUCTION), "drop-all");

    assertThat(result.exit()).isNotZero();
    assertThat(result.output()).contains("refused on production");
    assertThat(shop.contents(PRODUCTION)).isEqualTo(before);
  }

  @Test
  void givesTheLockBackWhereAChangeSetIsRefused() throws Exception {
    release();
    allowWritesOnProduction();
    project.changelog(Project.POINTS, Project.LEGACY);
    List<String> before = shop.contents(PRODUCTION);

    Result result = update(Way.COMMAND_LINE, shop.guardedUrl(PRODUCTION));

    assertThat(result.exit()).isNotZero();
    assertThat(result.output()).contains(refusal("DROP on 'public.customers'"));
    assertThat(shop.contents(PRODUCTION)).isEqualTo(before);
  }

  @Test
  void takesNoLockThatItCouldNotGiveBack() throws Exception {
    release();
    String url = shop.guardedUrl(PRODUCTION);
    List<String> before = shop.contents(PRODUCTION);
    String lock = code(update(Way.API, url));

    Result giving = confirmed(url, lock);
    Result changing = confirmed(url, code(giving));

    assertThat(giving.output()).contains("SET LOCKED = FALSE");
    assertThat(changing.output()).contains(refusal("UPDATE on 'public.customers'"));
    assertThat(shop.contents(PRODUCTION)).isEqualTo(before);
  }

  @Test
  void namesTheChangeSetInTheAudit() throws Exception {
    release();
    allowWritesOnProduction();

    Result update = update(Way.API, shop.guardedUrl(PRODUCTION));
    Result rollback =
        project.api(
            shop.guardedUrl(PRODUCTION),
            "rollbackCount",
            Map.of("changelogFile", "changelog.xml", "count", 1));

    assertThat(update.exit()).isZero();
    assertThat(rollback.exit()).isZero();
    assertThat(audit("public.customers SET active = FALSE"))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"liquibase changelog.xml::inactive::lena checksum 9:"));
    assertThat(audit("customers SET active = true"))
        .isNotEmpty()
        .allMatch(line -> line.contains("\"liquibase changelog.xml::inactive::lena checksum 9:"));
    assertThat(audit("databasechangeloglock")).isNotEmpty().noneMatch(line -> line.contains("::"));
  }

  /** The lines of the audit that tell of such a statement. */
  private List<String> audit(String statement) throws Exception {
    try (Stream<String> lines = Files.lines(folder.resolve("audit.jsonl"))) {
      return lines.filter(line -> line.contains(statement)).toList();
    }
  }

  /** Brings production to the first changeset, without the guard. */
  private void release() throws Exception {
    project.changelog(Project.POINTS);
    assertThat(update(Way.API, shop.url(PRODUCTION)).exit()).isZero();
    assertThat(update(Way.API, shop.url(STAGING)).exit()).isZero();
    project.changelog(Project.POINTS, Project.INACTIVE);
  }

  private void allowWritesOnProduction() throws Exception {
    project.write(
        "guard.yaml",
        Shop.POLICY.replace(
            "level: protected", "level: protected\n    rules: { write: allow, ddl: allow }"));
  }

  private Result confirmed(String url, String code) throws Exception {
    project.write(
        "driver.properties",
        Files.readString(folder.resolve("driver.properties")) + "guard.confirm=" + code + "\n");
    return update(Way.API, url);
  }

  private static String code(Result refused) {
    return refused.output().replaceFirst("(?s).*?GUARD_CONFIRM=([A-Z0-9-]+).*", "$1");
  }

  private static String refusal(String what) {
    return "refused on production (postgresql localhost:%d/shop): %s".formatted(shop.port(), what);
  }

  /** Everything but the times and the number of the deployment. */
  private static List<String> contents(Stage stage) throws SQLException {
    return Stream.concat(
            shop.contents(stage).stream()
                .filter(table -> !table.startsWith("public.databasechangelog:")),
            shop.rows(stage, HISTORY).stream().map(List::toString))
        .toList();
  }
}
