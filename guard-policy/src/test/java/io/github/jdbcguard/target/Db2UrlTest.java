package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class Db2UrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:db2://h1:1/APP                              |                            | h1:1/APP
          jdbc:db2://h1/APP                                |                            | h1:446/APP
          jdbc:db2://h1:0/APP                              |                            | h1:446/APP
          jdbc:db2://[::1]:1/APP                           |                            | ::1:1/APP
          jdbc:db2://127.1:1/APP                           |                            | 127.0.0.1:1/APP
          jdbc:db2://h1:1/app?x=y                          |                            | h1:1/app?x=y
          jdbc:db2://h1:1/APP:                             |                            | h1:1/APP
          jdbc:db2://h1:1/APP:user=x;                      |                            | h1:1/APP
          jdbc:db2://h1:1/APP:serverName=h2;portNumber=2;databaseName=PROD; |           | h2:2/PROD
          jdbc:db2://h1:1/APP:serverName=h2;serverName=h3; |                            | h3:1/APP
          jdbc:db2://h1:1/APP:servername=h2;               |                            | h1:1/APP
          jdbc:db2://h1:1/APP                              | portNumber=2 databaseName=PROD | h1:2/PROD
          jdbc:db2://h1:1/APP                              | SERVERNAME=h2 server=h2    | h1:1/APP
          jdbc:db2://h1:1/APP                              | serverName=                | localhost:1/APP
          jdbc:db2://h1:1/APP:serverName=h2;               | serverName=h2              | -
          jdbc:db2://h1:1/APP:serverName=h2                |                            | -
          jdbc:db2://h1:1/APP:x=;                          |                            | -
          jdbc:db2://h1:1/APP:x;                           |                            | -
          jdbc:db2://h1:1/APP: serverName=h2;              |                            | -
          jdbc:db2://h1:1                                  |                            | -
          jdbc:db2://h1:1/                                 |                            | -
          jdbc:db2://h1:/APP                               |                            | -
          jdbc:db2://::1:1/APP                             |                            | -
          jdbc:db2://h1:1,h2:2/APP                         |                            | -
          jdbc:db2://h1:1/A/B                              |                            | -
          jdbc:db2://h1:1/APP                              | portNumber=x               | -
          jdbc:db2:///APP                                  |                            | -
          jdbc:db2:APP                                     |                            | -
          JDBC:DB2://h1:1/APP                              |                            | -
          jdbc:db2j:net://h1:1/APP                         |                            | -
          jdbc:ibmdb://h1:1/APP                            |                            | h1:1/APP
          JDBC:ibmdb://h1:1/APP                            |                            | -
          jdbc:as400://h1/APP                              |                            | -
          jdbc:db2://h1:1/APP                              | clientRerouteServerListJNDIName=x | -
          jdbc:db2://h1:1/APP                              | pluginName=x               | -
          jdbc:db2://h1:1/APP                              | currentSchema=X;Y          | -
          """)
  void saysWhatTheDriverDials(String url, @Nullable String properties, String places) {
    assertThat(Answers.places(url, properties)).isEqualTo(places);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          h2    | 2   | h1:1/APP h2:2/APP
          h2,h3 | 2,3 | h1:1/APP h2:2/APP h3:3/APP
          h2,h3 | 2   | -
          ,h2   | 1,2 | -
          """)
  void countsAlternateServers(String servers, String ports, String places) {
    assertThat(
            Answers.places(
                "jdbc:db2://h1:1/APP",
                "clientRerouteAlternateServerName=%s clientRerouteAlternatePortNumber=%s"
                    .formatted(servers, ports)))
        .isEqualTo(places);
  }

  @ParameterizedTest
  @ValueSource(strings = {"enableSysplexWLB=true", "enableSeamlessFailover=1"})
  void doubtsWhereTheServerNamesOthers(String property) {
    Target target = Answers.resolve("jdbc:db2://h1:1/APP", property);

    assertThat(target.resolved()).isTrue();
    assertThat(target.certain()).isFalse();
  }

  @Test
  void showsSpecialRegistersAsSqlAtLogin() {
    Target target =
        TargetResolver.resolve(
            "jdbc:db2://h1:1/APP",
            Map.of("specialRegisters", "CURRENT DEGREE='ANY'"),
            Answers.surroundings(""));

    assertThat(target.connectSql()).isNotEmpty();
  }

  @Test
  void knowsThatAFileMayLeadTheDriver() {
    Surroundings surroundings = Answers.surroundings("db2.jcc.propertiesFile=/x");

    assertThat(TargetResolver.resolve("jdbc:db2://h1:1/APP", Map.of(), surroundings).resolved())
        .isFalse();
  }
}
