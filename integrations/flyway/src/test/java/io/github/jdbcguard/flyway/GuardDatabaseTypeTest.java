package io.github.jdbcguard.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Properties;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardDatabaseTypeTest {
  private static final String POSTGRESQL = "jdbc:guard:@staging:postgresql://localhost/shop";

  private final GuardDatabaseType type = new GuardDatabaseType();

  @ParameterizedTest
  @CsvSource({
    "true,  jdbc:guard:postgresql://localhost/shop",
    "true,  JDBC:Guard:postgresql://localhost/shop",
    "true,  jdbc:guard:@staging:postgresql://localhost/shop",
    "true,  jdbc:guard:p6spy:postgresql://localhost/shop",
    "true,  jdbc:guard:h2:mem:shop",
    "false, jdbc:postgresql://localhost/shop",
    "false, jdbc:guard:nosuch://localhost/shop",
    "false, jdbc:guardian:postgresql://localhost/shop",
  })
  void handlesGuardedUrlsOfWhatFlywayKnows(boolean handles, String url) {
    assertThat(type.handlesJDBCUrl(url)).isEqualTo(handles);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:guard:jdbc:postgresql://x/y", "jdbc:guard:@staging", "jdbc:guard:"})
  void saysWhatIsWrongWithAUrl(String url) {
    assertThatThrownBy(() -> type.handlesJDBCUrl(url))
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("jdbc:guard:");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:guard:postgresql://localhost/shop?user=app&password=geheim&ssl=true",
    "jdbc:guard:@staging:postgresql://localhost/shop?password=geheim",
    "jdbc:guard:postgresql://app:geheim@localhost/shop",
    "jdbc:guard:oracle:thin:app/geheim@localhost:1521/shop",
    "jdbc:guard:@staging:oracle:thin:app/geheim@localhost:1521/shop",
    "jdbc:guard:h2:mem:shop;PASSWORD=geheim;MODE=Oracle",
  })
  void masksPasswordsAsFlywayDoesWithoutTheGuard(String url) {
    String inner = url.replaceFirst("guard:(@staging:)?", "");
    assertThat(type.handlesJDBCUrl(url)).isTrue();

    String masked = masked(url, type.getJDBCCredentialsPatterns());

    assertThat(masked).doesNotContain("geheim").contains("********");
    assertThat(masked.replaceFirst("guard:(@staging:)?", ""))
        .isEqualTo(masked(inner, innerPatterns(inner)));
  }

  private static Iterable<Pattern> innerPatterns(String inner) {
    return DatabaseTypeRegister.getDatabaseTypesForUrl(inner, null).stream()
        .filter(DatabaseType.class::isInstance)
        .map(DatabaseType.class::cast)
        .findFirst()
        .orElseThrow()
        .getJDBCCredentialsPatterns();
  }

  private static String masked(String url, Iterable<Pattern> patterns) {
    String masked = url;
    for (Pattern pattern : patterns) {
      masked = DatabaseTypeRegister.redactValueUsingPattern(masked, pattern);
    }
    return masked;
  }

  @Test
  void connectsByTheGuardWithThePropertiesOfTheTypeBehindIt() {
    ClassLoader loader = getClass().getClassLoader();
    Properties properties = new Properties();
    Properties expected = new Properties();
    new PostgreSQLDatabaseType()
        .setDefaultConnectionProps("jdbc:postgresql://localhost/shop", expected, loader);

    assertThat(type.getDriverClass(POSTGRESQL, loader))
        .isEqualTo("io.github.jdbcguard.driver.GuardDriver");
    type.setDefaultConnectionProps(POSTGRESQL, properties, loader);
    type.setConfigConnectionProps(null, properties, loader);
    type.setOverridingConnectionProps(POSTGRESQL, new HashMap<>());

    assertThat(properties).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void asksForAPasswordFileWhereTheTypeBehindTheGuardDoes() {
    assertThat(type.externalAuthPropertiesRequired(POSTGRESQL, "app", "")).isTrue();
    assertThat(type.externalAuthPropertiesRequired(POSTGRESQL + "?password=x", "app", ""))
        .isFalse();
  }

  @Test
  void leavesConnectionsAndEnginesToFlywaysOwnTypes() {
    assertThat(type.getSupportedEngines()).isEmpty();
    assertThatThrownBy(type::getNullType).isInstanceOf(UnsupportedOperationException.class);
  }
}
