package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows learned from drivers that speak HTTP. */
@NullMarked
class HttpUrlsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:clickhouse://h1                            |              | h1:8123/default
          jdbc:clickhouse://h1/                           | database=p   | h1:8123/p
          jdbc:clickhouse://h1/app                        | database=p   | h1:8123/app
          jdbc:clickhouse://h1/app?database=pr%6fd        |              | h1:8123/prod
          jdbc:clickhouse://h1/a%70p/x                    |              | h1:8123/app/x
          jdbc:clickhouse://h1/app?database=              |              | -
          jdbc:clickhouse://h1/app?Database=p             | database=x   | -
          jdbc:ch:https://h1/app                          |              | h1:8443/app
          jdbc:ch:http://h1/app?ssl=true                  |              | h1:8443/app
          jdbc:ch://h1/app                                | ssl=true     | h1:8443/app
          jdbc:ch://h1:8123/app?ssl=true                  |              | h1:8123/app
          jdbc:ch://h1/app?ssl=false                      | ssl=true     | -
          jdbc:ch:https://h1/app?ssl=false                |              | -
          jdbc:ch:tcp://h1/app                            |              | -
          jdbc:ch:HTTPS://h1/app                          |              | -
          jdbc:clickhouse://dev@prod/app                  |              | prod:8123/app
          jdbc:clickhouse://dev@x@prod/app                |              | -
          jdbc:clickhouse://h1#@prod/app                  |              | h1:8123/default
          jdbc:clickhouse://h1\\@prod/app                 |              | -
          jdbc:clickhouse://d%65v/app                     |              | -
          jdbc:clickhouse://h_1/app                       |              | -
          jdbc:clickhouse://h1:/app                       |              | -
          jdbc:clickhouse://h1:0/app                      |              | -
          jdbc:clickhouse://[::1]:99/app                  |              | ::1:99/app
          jdbc:clickhouse://h1,h2:99/app                  |              | h1:8123/app h2:99/app
          jdbc:clickhouse://h1,/app                       |              | -
          jdbc:clickhouse://h1/a?clickhouse.jdbc.v1=true  | database=p   | -
          jdbc:clickhouse://h1/a?clickhouse.jdbc.v1=true  |              | h1:8123/a
          jdbc:clickhouse://h1/a                          | clickhouse_setting_database=p | -
          jdbc:clickhouse://h1/a?http_header_x-clickhouse-database=p | | -
          jdbc:clickhouse://h1/a?custom_http_params=database%3Dp |  | -
          JDBC:clickhouse://h1/a                          |              | -
          jdbc:trino://h1                                 |              | h1:80/
          jdbc:trino://h1/c/s/                            |              | h1:80/c.s
          jdbc:trino://h1/c%2Fs                           |              | h1:80/c.s
          jdbc:trino://h1?catalog=c&schema=s              |              | h1:80/c.s
          jdbc:trino://h1                                 | catalog=c schema=s | h1:80/c.s
          jdbc:trino://h1/c                               | schema=s     | h1:80/c.s
          jdbc:trino://h1/c                               | catalog=p    | -
          jdbc:trino://h1/c?source=x%26schema=s           |              | h1:80/c.s
          jdbc:trino://h1/c?schema=a&schema=b             |              | -
          jdbc:trino://h1/c/s/t                           |              | -
          jdbc:trino://h1//s                              |              | -
          jdbc:trino://h1/c?SSL=true                      |              | h1:443/c
          jdbc:trino://h1/c?SSL=true                      | SSL=false    | h1:80/c
          jdbc:trino://h1/c                               | SSL=TRUE     | h1:443/c
          jdbc:trino://dev@prod/c                         |              | prod:80/c
          jdbc:trino://dev#@prod/c                        |              | dev:80/
          jdbc:trino://dev\\@prod/c                      |              | -
          jdbc:trino://h_1/c                              |              | -
          jdbc:trino://h1,h2/c                            |              | -
          jdbc:trino://h1/c?dnsResolver=a.B               |              | -
          jdbc:trino://h1/c                               | nonsense=x   | -
          jdbc:trino://h1/c?ssl=true                      |              | -
          jdbc:Trino://h1/c                               |              | -
          jdbc:snowflake://a.snowflakecomputing.com       |              | a.snowflakecomputing.com:443/
          jdbc:snowflake://a.snowflakecomputing.com/?db=x | DB=p         | a.snowflakecomputing.com:443/p
          jdbc:snowflake://a.snowflakecomputing.com?DataBase=x |         | a.snowflakecomputing.com:443/x
          jdbc:snowflake://a.snowflakecomputing.com?db=x  | database=p   | -
          jdbc:snowflake://a.snowflakecomputing.com?db=x=y |             | -
          jdbc:snowflake://a.snowflakecomputing.com:8080?db=a%2Bb |      | a.snowflakecomputing.com:8080/a+b
          jdbc:snowflake://a.snowflakecomputing.com/x     |              | -
          jdbc:snowflake://a_b.snowflakecomputing.com     |              | a-b.snowflakecomputing.com:443/
          jdbc:snowflake://a_b.snowflakecomputing.com     | account=x    | -
          jdbc:snowflake://https://a.snowflakecomputing.com |            | a.snowflakecomputing.com:443/
          jdbc:snowflake://dev@prod.snowflakecomputing.com |             | -
          jdbc:snowflake:auto?connectionName=prod         |              | -
          jdbc:snowflake:auto                             |              | -
          """)
  void knowsWhatIsDialled(String url, @Nullable String properties, String expected) {
    assertThat(Answers.places(url, properties)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:trino://h1/c                   | socksProxy=p:1080 | a SOCKS proxy leads there
          jdbc:trino://h1/c?httpProxy=p:3128  |                   | an HTTP proxy leads there
          jdbc:trino://h1/c                   | sessionUser=root  | 'sessionUser' names another user than 'user'
          jdbc:clickhouse://h1/c?proxy_type=HTTP&proxy_host=p |   | a proxy leads there
          jdbc:snowflake://a.snowflakecomputing.com | useProxy=true | a proxy leads there
          jdbc:snowflake://a.snowflakecomputing.com?account=b |   | 'account' is another than the one of the host
          jdbc:hsqldb:http://h1/servlet/app   |                   | a servlet decides what is reached
          """)
  void doubtsWhatAnotherLeadsTo(String url, @Nullable String properties, String doubt) {
    Target target = Answers.resolve(url, properties);

    assertThat(target.resolved()).isTrue();
    assertThat(target.doubt()).isEqualTo(doubt);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http.proxyHost=p", "https.proxyHost=p"})
  void doubtsHttpUnderTheProxiesOfTheJvm(String setting) {
    for (String url : new String[] {"trino://h1/c", "ch://h1/x", "hsqldb:http://h1/x"}) {
      Target target =
          TargetResolver.resolve("jdbc:" + url, Map.of(), Answers.surroundings(setting));

      assertThat(target.resolved()).isTrue();
      assertThat(target.certain()).isFalse();
    }
  }

  @Test
  void isCertainOtherwise() {
    assertThat(Answers.resolve("jdbc:trino://h1/c", "user=u").certain()).isTrue();
    assertThat(Answers.resolve("jdbc:ch://h1/c", "user=u").certain()).isTrue();
    String account = "jdbc:snowflake://a.eu.snowflakecomputing.com?account=A&db=x";
    assertThat(Answers.resolve(account, "user=u").certain()).isTrue();
  }
}
