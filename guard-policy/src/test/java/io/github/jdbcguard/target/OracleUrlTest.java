package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class OracleUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          Jdbc:Oracle:thin:@h1:1/app                   |                          | h1:1/app
          jdbc:oracle:thin:                            |                          | localhost:1521/orcl
          jdbc:oracle:thin:@h1                         |                          | h1:1521/
          jdbc:oracle:thin:@//h1:1                     |                          | h1:1/
          jdbc:oracle:thin:@:1/app                     |                          | localhost:1/app
          jdbc:oracle:thin:@/app                       |                          | localhost:1521/app
          jdbc:oracle:thin:@///app                     |                          | localhost:1521/app
          jdbc:oracle:thin:@h 1: 1/a pp                |                          | h1:1/app
          jdbc:oracle:thin:@h1:1:ORCL                  |                          | h1:1/ORCL
          jdbc:oracle:thin:@h1:1:ORCL:dedicated        |                          | h1:1/ORCL
          jdbc:oracle:thin:@[::1]:1:ORCL               |                          | ::1:1/ORCL
          jdbc:oracle:thin:@h1:1:                      |                          | h1:1/
          jdbc:oracle:thin:@TCPS://h1/app              |                          | h1:1521/app
          jdbc:oracle:thin:@h1,h2:2/app                |                          | h2:2/app h1:2/app
          jdbc:oracle:thin:@h1:1,h2/app                |                          | h2:1521/app h1:1/app
          jdbc:oracle:thin:@h1:1,h2,h3:3/app           |                          | h3:3/app h2:3/app h1:1/app
          jdbc:oracle:thin:@//h1,h2:2;h3/app           |                          | h2:2/app h1:2/app h3:1521/app
          jdbc:oracle:thin:@//h1:1/app/inst            |                          | h1:1/app
          jdbc:oracle:thin:@h1:1/app:Pooled/inst1      |                          | h1:1/app
          JDBC:ORACLE:thin:@h1:1/app                   |                          | h1:1/app
          jdbc:oracle:thin:@//h1:1/app/i               |                          | -
          jdbc:oracle:thin:@//h1:1/a/inst1             |                          | -
          jdbc:oracle:thin:@//h1:1/app:foo             |                          | -
          jdbc:oracle:thin:@h1:1:app:foo               |                          | -
          jdbc:oracle:thin:@h1:1/app#x                 |                          | -
          jdbc:oracle:thin:/@h1:1/app                  |                          | h1:1/app
          jdbc:oracle:thin:u/"p@h2"@h1:1/app           |                          | h1:1/app
          jdbc:oracle:thin:"u@h2"/p@h1:1/app           |                          | h1:1/app
          jdbc:oracle:thin:@h1:1/app?foo=bar&a=b       |                          | h1:1/app
          jdbc:oracle:thin:@h1:1/app?database=h2:2/b   | database=h3:3/c          | h2:2/b
          jdbc:oracle:thin:@h1:1/app?server=h2:2/b     |                          | h2:2/b
          jdbc:oracle:thin:@h1:1/app?oracle.jdbc.targetServiceName=b |            | h1:1/b
          jdbc:oracle:thin:@h1:1/app                   | oracle.jdbc.targetServiceName=b | h1:1/b
          jdbc:oracle:thin:@h1:1:app                   | oracle.jdbc.targetServiceName=b | h1:1/app
          jdbc:oracle:thin:@h1                         | oracle.jdbc.targetServiceName=b | h1:1521/
          jdbc:oracle:thin:@h1:1/app                   | database=h2:2/b server=h3 | h2:2/b
          jdbc:oracle:thin:@h1:1/app                   | oracle.jdbc.database=h2:2/b server=h3 | h2:2/b
          jdbc:oracle:thin:@h1:1/app                   | oracle.jdbc.database=h2:2/b database=h3:3/c | h3:3/c
          jdbc:oracle:thin:@h1:1/app                   | server=h2                | h2:1521/
          jdbc:oracle:thin:@                           | database=h2:2/b          | h2:2/b
          jdbc:oracle:thin:@h1:1/app                   | DATABASE=h2:2/b TNS_ADMIN=/x | h1:1/app
          JDBC:ORACLE:THIN:@h1:1/app                   |                          | -
          jdbc:oracle:oci:@h1:1/app                    |                          | -
          jdbc:oracle:kprb:                            |                          | -
          jdbc:default:connection:                     |                          | -
          jdbc:oracle:thin:h1:1/app                    |                          | -
          jdbc:oracle:thin:foo@h1:1/app                |                          | -
          jdbc:oracle:thin:u/p@h2@h1:1/app             |                          | -
          jdbc:oracle:thin:@                           |                          | -
          jdbc:oracle:thin:@h1:1/app                   | database=                | -
          jdbc:oracle:thin:@//h1:1:ORCL                |                          | -
          jdbc:oracle:thin:@h1:1:ORCL/inst             |                          | -
          jdbc:oracle:thin:@h1:1/                      |                          | -
          jdbc:oracle:thin:@h1:1/a;h2:2/b              |                          | -
          jdbc:oracle:thin:@h1:1/app?foo               |                          | -
          jdbc:oracle:thin:@h1:1/app:dedicated/i?a=b   |                          | -
          jdbc:oracle:thin:@ldap://h1/cn               |                          | -
          jdbc:oracle:thin:@config-https://h1/x        |                          | -
          jdbc:oracle:thin:@config-file:///none.json   |                          | -
          jdbc:oracle:thin:@h1:1/app                   | oracle.jdbc.config.file=/x | -
          jdbc:oracle:thin:@h1:1/app                   | oracle.jdbc.provider.connectionString=x | -
          jdbc:oracle:thin:@h1:1/app?oracle.jdbc.sqlTranslationProfile=x |        | -
          jdbc:oracle:thin:@h1:1/app                   | oracle.net.tns_admin=~/x | -
          jdbc:oracle:thin:@h1:1/app                   | v$session.program=x))(SERVICE_NAME=b) | -
          jdbc:oracle:thin:@h1:1/app                   | oracle.jdbc.targetServiceName=b)(SID=c | -
          """)
  void saysWhatTheDriverDials(String url, @Nullable String properties, String places) {
    assertThat(Answers.places(url, properties)).isEqualTo(places);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oracle.net.socksProxyHost=p",
        "oracle.net.httpsProxyHost=p",
        "oracle.jdbc.targetShardingKey=k"
      })
  void doubtsWhatSomethingElseDecides(String property) {
    for (String url : new String[] {"@h1:1/app?", "@h1:1/app"}) {
      boolean inUrl = url.endsWith("?");
      Target target =
          Answers.resolve(
              "jdbc:oracle:thin:" + url + (inUrl ? property : ""), inUrl ? "" : property);

      assertThat(Answers.places(target)).isEqualTo("h1:1/app");
      assertThat(target.certain()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          oracle.jdbc.database=h2:2/b     | h2:2/b
          oracle.jdbc.targetServiceName=b | h1:1/app
          oracle.jdbc.config.file=/x      | -
          """)
  void readsSystemProperties(String setting, String places) {
    Target target =
        TargetResolver.resolve(
            "jdbc:oracle:thin:@h1:1/app", Map.of(), Answers.surroundings(setting));

    assertThat(Answers.places(target)).isEqualTo(places);
  }
}
