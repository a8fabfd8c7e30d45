package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
          jdbc:aws-wrapper:postgresql://h1/db          | POSTGRESQL | h1:5432/db
          jdbc:tc:postgresql:15:///db                  | OTHER      | -
          jdbc:guard:postgresql://h1/db                | OTHER      | -
          jdbc:p6spy:guard:h2:mem:x                    | OTHER      | -
          jdbc:sqlserver://h1;databaseName=x           | SQLSERVER  | h1:1433/x
          JDBC:ORACLE:THIN:@h1:1521/x                  | ORACLE     | -
          jdbc:ch://h1/x                               | CLICKHOUSE | h1:8123/x
          jdbc:jtds:sybase://h1/x                      | SQLSERVER  | -
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

    Target server = TargetResolver.resolve("jdbc:mysql://h1/db", Map.of(), surroundings);
    assertThat(Answers.places(server)).isEqualTo("h1:3306/db");
    assertThat(server.certain()).isFalse();
    assertThat(TargetResolver.resolve("jdbc:h2:mem:x", Map.of(), surroundings).certain()).isTrue();
  }

  @Test
  void saysWhyInWords() {
    assertThat(Answers.resolve("jdbc:datadog:mysql://h1/cat", "").doubt())
        .isEqualTo("the wrapper 'datadog' decides what is reached");
    assertThat(Answers.resolve("jdbc:guard:h2:mem:x", "").doubt())
        .isEqualTo("own prefix inside own prefix");
    assertThat(Answers.resolve("jdbc:postgresql://h1/db?socketFactory=a.B", "").doubt())
        .isEqualTo("'socketFactory' decides at run time what is reached");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "ApplicationName", "PGDBNAME", "password"})
  void takesNoPropertyThatWouldSmuggleASettingOntoTheWire(String key) {
    Map<String, String> properties = Map.of(key, "x\0database\0prod\0");

    for (String driver : List.of("postgresql", "mysql", "mariadb")) {
      String url = "jdbc:%s://h1/dev".formatted(driver);
      assertThat(TargetResolver.resolve(url, properties, Answers.surroundings("")).resolved())
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://",
        "jdbc:mariadb://",
        "jdbc:postgresql://",
        "jdbc:h2:tcp://",
        "jdbc:clickhouse://",
        "jdbc:hsqldb:hsql://",
        "jdbc:wrap-jdbc:filters=",
        "jdbc:aws-wrapper:"
      })
  void endsInTimeAndWithoutOverflowOnLongText(String prefix) {
    for (String piece : List.of("a.", "()", "(x=y)", "[", "1.", "address=(host=h)", "%41", ",")) {
      for (int times : List.of(150, 2_000, 100_000)) {
        String host = piece.repeat(times);
        assertThat(Answers.resolve(prefix + host + "/x", "").doubt()).isNotNull();
        assertThat(Answers.resolve("jdbc:mysql:///x", "host=" + host).doubt()).isNotNull();
      }
    }
  }

  @Test
  void readsKeysInAsciiOnly() {
    assertThat(Answers.places("jdbc:mariadb://h1/x?localSoc\u212Aet=y", "")).isEqualTo("-");
    assertThat(Answers.places("jdbc:mysql://h1/x", "soc\u212AetFactory=y")).isEqualTo("-");
  }

  @Test
  void leavesDefaultsOnTheClassPathToTheDriver() {
    Surroundings plain = Answers.surroundings("");
    Surroundings withDefaults =
        new Surroundings(
            plain.systemProperties(),
            plain.environmentVariables(),
            plain.workingDirectory(),
            file -> file.endsWith("/driverconfig.properties"),
            plain.files());

    for (String driver : List.of("postgresql", "yugabytedb", "redshift")) {
      String url = "jdbc:%s://h1/db".formatted(driver);
      assertThat(TargetResolver.resolve(url, Map.of(), plain).resolved()).isTrue();
      assertThat(TargetResolver.resolve(url, Map.of(), withDefaults).resolved()).isFalse();
    }
  }

  @Test
  void readsThisProcess() {
    assertThat(Surroundings.ofThisProcess().workingDirectory()).isAbsolute();
    assertThat(Surroundings.ofThisProcess().systemProperty("user.home")).isNotEmpty();
  }
}
