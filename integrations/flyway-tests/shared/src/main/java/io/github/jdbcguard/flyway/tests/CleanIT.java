package io.github.jdbcguard.flyway.tests;

import static io.github.jdbcguard.flyway.tests.Databases.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jdbcguard.testing.Shop;
import io.github.jdbcguard.testing.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway's {@code clean}, which drops all there is, is judged statement by statement. */
class CleanIT {
  private static final Pattern CODE = Pattern.compile("GUARD_CONFIRM=(\\S+)");

  @TempDir Path folder;

  @BeforeEach
  void release() throws Exception {
    Databases.release(Stage.STAGING);
    Shop.writePolicy(folder);
  }

  private Flyway flyway(Stage stage, String code) {
    Map<String, String> properties = new HashMap<>();
    properties.put("guard.policy", folder.resolve("guard.yaml").toString());
    properties.put("guard.audit", folder.resolve("audit.jsonl").toString());
    if (!code.isEmpty()) {
      properties.put("guard.confirm", code);
    }
    return Flyway.configure()
        .cleanDisabled(false)
        .jdbcProperties(properties)
        .dataSource(SHOP.guardedUrl(stage), Shop.USER, "")
        .load();
  }

  @Test
  void dropsNothingOnProduction() throws Exception {
    Databases.release(Stage.PRODUCTION);
    List<String> before = SHOP.contents(Stage.PRODUCTION);

    assertThatThrownBy(flyway(Stage.PRODUCTION, "")::clean)
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining(Databases.refused() + "DROP");

    assertThat(SHOP.contents(Stage.PRODUCTION)).isEqualTo(before);
  }

  @Test
  void dropsOnStagingOnceEachStatementIsConfirmed() throws Exception {
    List<String> before = SHOP.contents(Stage.STAGING);
    String code = codeOfRefusal("");
    assertThat(SHOP.contents(Stage.STAGING)).isEqualTo(before);

    for (int tables = 2; tables > 1; tables--) {
      code = codeOfRefusal(code);
    }
    flyway(Stage.STAGING, code).clean();

    assertThat(SHOP.contents(Stage.STAGING)).isEmpty();
  }

  private String codeOfRefusal(String code) {
    FlywayException refusal =
        catchThrowableOfType(FlywayException.class, flyway(Stage.STAGING, code)::clean);
    assertThat(refusal).hasMessageContaining("refused on staging (");
    Matcher matcher = CODE.matcher(String.valueOf(refusal.getMessage()));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void dropsWhereTheEnvironmentIsOpen() throws Exception {
    Path policy = folder.resolve("guard.yaml");
    Files.writeString(policy, Shop.POLICY.replace("level: guarded", "level: open"));

    flyway(Stage.STAGING, "").clean();

    assertThat(SHOP.contents(Stage.STAGING)).isEmpty();
  }
}
