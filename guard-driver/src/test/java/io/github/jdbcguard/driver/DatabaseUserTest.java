package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          jdbc:postgresql://h/shop                                  | -   | ''
          jdbc:postgresql://h/shop                                  | app | app
          jdbc:postgresql://h/shop?user=app                         | -   | app
          jdbc:postgresql://h/shop?ssl=true&user=app&x=y            | -   | app
          jdbc:postgresql://h/shop?user=app                         | app | app
          jdbc:postgresql://h/shop?user=migrator                    | app | ''
          jdbc:postgresql://h/shop?user=app&user=migrator           | -   | ''
          jdbc:postgresql://h/shop?user=%61pp                       | -   | ''
          jdbc:postgresql://h/shop?applicationuser=app              | -   | ''
          jdbc:mysql://migrator:pw@h/shop                           | app | ''
          jdbc:mysql://app:pw@h/shop                                | -   | app
          jdbc:mysql://app@h1,other@h2/shop                         | -   | ''
          jdbc:mysql://address=(host=h)(user=migrator)/shop         | app | ''
          jdbc:mysql://(host=h,user=app)/shop                       | -   | app
          jdbc:mariadb://h/shop?user=migrator                       | app | ''
          jdbc:h2:mem:x;USER=app                                    | -   | app
          jdbc:db2://h:1/DB:user=app;password=x;                    | -   | app
          jdbc:sqlserver://h;userName=app                           | -   | app
          jdbc:oracle:thin:scott/tiger@//h:1521/x                   | app | ''
          jdbc:postgresql://h/shop?password=a@b                     | app | app
          """)
  void isKnownWhereAllNameTheSame(String url, String property, String expected) {
    Properties inner = new Properties();
    if (property != null) {
      inner.setProperty("user", property);
    }

    assertThat(DatabaseUser.of(url, inner)).isEqualTo(expected);
  }
}
