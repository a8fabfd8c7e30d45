package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every kind of URL. */
@NullMarked
class TargetResolverTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:p6spy:postgresql://h1/db                | POSTGRESQL | h1:5432/db
          jdbc:otel:p6spy:mysql://h1/db                | MYSQL      | h1:3306/db
          jdbc:log4jdbc:mariadb://h1/db                | MARIADB    | h1:3306/db
          JDBC:P6SPY:postgresql://h1/db                | OTHER      | -
          jdbc:aws-wrapper:postgresql://h1/db          | OTHER      | -
          jdbc:tc:postgresql:15:///db                  | OTHER      | -
          jdbc:guard:postgresql://h1/db                | OTHER      | -
          jdbc:p6spy:guard:h2:mem:x                    | OTHER      | -
          jdbc:sqlserver://h1;databaseName=x           | SQLSERVER  | -
          JDBC:ORACLE:thin:@h1:1521/x                  | ORACLE     | -
          jdbc:ch://h1/x                               | CLICKHOUSE | -
          jdbc:jtds:sqlserver://h1/x                   | SQLSERVER  | -
          jdbc:nonsense://h1/x                         | OTHER      | -
          ''                                           | OTHER      | -
          """)
  void looksThroughWrappersAndKnowsTheEngine(String url, Engine engine, String expected) {
    Target target = Answers.resolve(url, "");

    assertThat(target.engine()).isEqualTo(engine);
    assertThat(Answers.places(target)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socksProxyHost=p", "jdk.net.hosts.file=/x", "java.net.useSystemProxies=true"})
  void knowsThatTheJvmMayTakeADetour(String setting) {
    Surroundings surroundings = Answers.surroundings(setting);

    assertThat(TargetResolver.resolve("jdbc:mysql://h1/db", Map.of(), surroundings).resolved())
        .isFalse();
    assertThat(TargetResolver.resolve("jdbc:h2:mem:x", Map.of(), surroundings).resolved()).isTrue();
  }

  @Test
  void saysWhyInWords() {
    assertThat(Answers.resolve("jdbc:trino://h1/cat", "").unresolved())
        .isEqualTo("the guard does not resolve trino URLs yet");
    assertThat(Answers.resolve("jdbc:guard:h2:mem:x", "").unresolved())
        .isEqualTo("own prefix inside own prefix");
    assertThat(Answers.resolve("jdbc:postgresql://h1/db?socketFactory=a.B", "").unresolved())
        .isEqualTo("'socketFactory' decides at run time what is reached");
  }

  @Test
  void readsThisProcess() {
    assertThat(Surroundings.ofThisProcess().workingDirectory()).isAbsolute();
    assertThat(Surroundings.ofThisProcess().systemProperties()).containsKey("user.home");
  }
}
