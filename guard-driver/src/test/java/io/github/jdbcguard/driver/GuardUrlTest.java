package io.github.jdbcguard.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:guard:postgresql://db/app          | ''         | jdbc:postgresql://db/app
          JDBC:GUARD:postgresql://db/app          | ''         | jdbc:postgresql://db/app
          jdbc:guard:@staging:postgresql://db/app | staging    | jdbc:postgresql://db/app
          jdbc:guard:@a.b-c_1:h2:mem:x            | a.b-c_1    | jdbc:h2:mem:x
          jdbc:guard:p6spy:postgresql://db/app    | ''         | jdbc:p6spy:postgresql://db/app
          jdbc:guard:h2:mem:@x                    | ''         | jdbc:h2:mem:@x
          jdbc:guard:sqlite:guard:x               | ''         | jdbc:sqlite:guard:x
          jdbc:guard:guardian:x                   | ''         | jdbc:guardian:x
          """)
  void stripsExactlyOnePrefix(String url, String expectation, String inner) {
    assertThat(GuardUrl.parse(url)).contains(new GuardUrl(expectation, inner));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:postgresql://db/app", "jdbc:guarded:x", "", "guard:h2:mem:x"})
  void leavesOthersToTheirDrivers(String url) {
    assertThat(GuardUrl.parse(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:guard:                           | needs the rest
          jdbc:guard:@staging                   | names no database
          jdbc:guard:@:postgresql://db/app      | names no database
          jdbc:guard:@staging:                  | needs the rest
          jdbc:guard:guard:postgresql://db/app  | once: write jdbc:guard:postgresql:…
          jdbc:guard:@a:guard:postgresql://d/a  | once: write jdbc:guard:postgresql:…
          JDBC:GUARD:GUARD:h2:mem:x             | once: write jdbc:guard:h2:…
          jdbc:guard:guard:@a:guard:h2:mem:x    | once: write jdbc:guard:h2:…
          jdbc:guard:jdbc:guard:h2:mem:x        | once: write jdbc:guard:h2:…
          jdbc:guard:p6spy:guard:h2:mem:x       | once: write jdbc:guard:p6spy:h2:…
          jdbc:guard:otel:P6Spy:Guard:h2:mem:x  | once: write jdbc:guard:otel:P6Spy:h2:…
          jdbc:guard:wrap-jdbc:filters=stat:jdbc:guard:h2:mem:x | 'jdbc:guard:' stands inside the URL; it belongs at its start, once
          jdbc:guard:h2:mem:x;guard.expect=a    | 'guard.expect' stands in the URL
          jdbc:guard:postgresql://d/a?GUARD.x=1 | 'GUARD.x' stands in the URL
          jdbc:guard:jdbc:postgresql://db/app   | does not precede it; write jdbc:guard:postgresql:…
          """)
  void refusesWhatMakesNoSense(String url, String message) {
    assertThatThrownBy(() -> GuardUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
