package io.github.jdbcguard.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Liquibase makes of guarded URLs. */
class GuardUrlTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:guard:postgresql://localhost/shop, io.github.jdbcguard.driver.GuardDriver",
    "jdbc:guard:@staging:mysql://localhost/shop, io.github.jdbcguard.driver.GuardDriver",
    "JDBC:GUARD:h2:mem:shop, io.github.jdbcguard.driver.GuardDriver",
    "jdbc:postgresql://localhost/shop, org.postgresql.Driver",
    "jdbc:guardian:x, "
  })
  void hasTheGuardAsDriver(String url, @Nullable String driver) {
    assertThat(DatabaseFactory.getInstance().findDefaultDriver(url)).isEqualTo(driver);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://db/shop?user=lena&password=secret&ssl=true",
        "postgresql://db/shop?ssl=true",
        "mysql://lena:secret@db:3306/shop",
        "mysql://db/shop?user=lena&password=secret",
        "mariadb://lena:secret@db/shop",
        "oracle:thin:lena/secret@//db:1521/shop",
        "oracle:thin:@//db:1521/shop",
        "sqlserver://db:1433;databaseName=shop;user=lena;password=secret;encrypt=true",
        "snowflake://db/?private_key_file=secret&private_key_file_pwd=secret"
      })
  void hidesWhatLiquibaseHidesInTheInnerUrl(String rest) {
    for (String prefix : new String[] {"jdbc:guard:", "jdbc:guard:@staging:"}) {
      assertThat(JdbcConnection.sanitizeUrl(prefix + rest))
          .isEqualTo(JdbcConnection.sanitizeUrl("jdbc:" + rest).replaceFirst("jdbc:", prefix))
          .doesNotContain("secret");
      assertThat(JdbcConnection.sanitizeUrl(prefix + rest, true))
          .isEqualTo(
              JdbcConnection.sanitizeUrl("jdbc:" + rest, true).replaceFirst("jdbc:", prefix));
    }
  }

  @Test
  void isNoDatabaseOfItsOwn() {
    assertThat(DatabaseFactory.getInstance().getImplementedDatabases())
        .extracting(database -> database.getShortName())
        .doesNotHaveDuplicates()
        .doesNotContain("guard")
        .contains("unsupported");
  }
}
