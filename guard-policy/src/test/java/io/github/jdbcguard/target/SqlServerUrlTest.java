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
class SqlServerUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          jdbc:sqlserver://                                    |                       | localhost:1433/
          jdbc:sqlserver://h1                                  |                       | h1:1433/
          jdbc:sqlserver://;serverName=                        |                       | localhost:1433/
          jdbc:sqlserver://h1\\i                               |                       | h1:0/
          jdbc:sqlserver://h1\\i:1500                          |                       | h1:1500/
          jdbc:sqlserver://h1\\i:0                             |                       | h1:0/
          jdbc:sqlserver://h1;serverName=h2\\i                 |                       | h2:0/
          jdbc:sqlserver://h1:0                                |                       | h1:1433/
          jdbc:sqlserver://h1;databaseName={a;b}               |                       | h1:1433/a;b
          jdbc:sqlserver://h1;x={;serverName=h2};database=d    |                       | h1:1433/d
          jdbc:sqlserver://h1;database={ d } ;                 |                       | h1:1433/ d
          jdbc:sqlserver://h1;database=d;                      | DATABASE=e            | h1:1433/e
          jdbc:sqlserver://h1;database=d                       | serverName=h2 port=1  | h2:1/d
          jdbc:sqlserver://h1;database=d;failoverPartner=h2    |                       | h1:1433/d h2:1433/d
          jdbc:sqlserver://h1;database=d;failoverPartner=h2\\i |                       | h1:1433/d h2:0/d
          jdbc:sqlserver://bücher.example;serverNameAsACE=true |                       | xn--bcher-kva.example:1433/
          jdbc:sqlserver://h1;applicationIntent=ReadOnly       |                       | h1:1433/
          jdbc:sqlserver:h1                                    |                       | -
          jdbc:microsoft:sqlserver://h1                        |                       | -
          jdbc:sqlserver://h1:                                 |                       | -
          jdbc:sqlserver://h1:+1                               |                       | -
          jdbc:sqlserver://[::1]:1433                          |                       | -
          jdbc:sqlserver://h1;x                                |                       | -
          jdbc:sqlserver://h1;=x                               |                       | -
          jdbc:sqlserver://h1;a=b{c}                           |                       | -
          jdbc:sqlserver://h1;a={b}c                           |                       | -
          jdbc:sqlserver://h1;a={b                             |                       | -
          jdbc:sqlserver://a=b;x=y                             |                       | -
          jdbc:sqlserver://h1;failoverPartner=h2               |                       | -
          jdbc:sqlserver://h1                                  | server=h2 serverName=h3 | -
          jdbc:sqlserver://h1;socketFactoryClass=x             |                       | -
          jdbc:sqlserver://h1                                  | TrustManagerClass=x   | -
          jdbc:sqlserver://h1;accessTokenCallbackClass=x       |                       | -
          """)
  void saysWhatMicrosoftsDriverDials(String url, @Nullable String properties, String places) {
    assertThat(Answers.places(url, properties).strip()).isEqualTo(places);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          jdbc:jtds:sqlserver://h1                             |                       | h1:1433/
          JDBC:JTDS:SQLServer://h1:1/d                         |                       | h1:1/d
          jdbc:jtds:sqlserver:/h1//d                           |                       | h1:1433/d
          jdbc:jtds:sqlserver://[::1]:1/d                      |                       | ::1:1/d
          jdbc:jtds:sqlserver://h1/[a/b]                       |                       | h1:1433/a/b
          jdbc:jtds:sqlserver://h1/d;serverName=h2             |                       | h2:1433/d
          jdbc:jtds:sqlserver://h1/d                           | serverName=h2         | h1:1433/d
          jdbc:jtds:sqlserver://h1                             | databaseName=e port=2 | h1:1433/e
          jdbc:jtds:sqlserver:///d                             | serverName=h2         | h2:1433/d
          jdbc:jtds:sqlserver://h1/d/x;serverName=h2           |                       | h1:1433/d
          jdbc:jtds:sqlserver://h1/d;a=b:c;serverName=h2       |                       | h1:1433/d
          jdbc:jtds:sqlserver://h1:1/d;instance=i              |                       | h1:0/d
          jdbc:jtds:sybase://h1/d                              |                       | -
          jdbc:jtds:sqlserver://h1/d;serverType=2              |                       | -
          jdbc:jtds:sqlserver://h1/d;namedPipe=true            |                       | -
          jdbc:jtds:sqlserver:///d                             |                       | -
          jdbc:jtds:sqlserver://h1:x/d                         |                       | -
          """)
  void saysWhatJtdsDials(String url, @Nullable String properties, String places) {
    assertThat(Answers.places(url, properties)).isEqualTo(places);
  }

  @ParameterizedTest
  @ValueSource(strings = {"h1,1434", "h1/d", ":1433", "(local)", "ä.example"})
  void doubtsWhatCanBeNoHost(String host) {
    Target target = Answers.resolve("jdbc:sqlserver://" + host, "");

    assertThat(target.resolved()).isTrue();
    assertThat(target.certain()).isFalse();
    assertThat(target.doubt()).contains(host);
  }

  @Test
  void takesNoPropertyWithControlCharacters() {
    Target target =
        TargetResolver.resolve(
            "jdbc:sqlserver://h1", Map.of("server", "h2\n"), Answers.surroundings(""));

    assertThat(target.resolved()).isFalse();
  }
}
