package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows learned from the servers of HSQLDB and Derby. */
@NullMarked
class ServersOfInProcessEnginesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:hsqldb:hsql://h1/App              |             | h1:9001/app
          jdbc:hsqldb:hsql://h1/a/App            |             | h1:9001/App
          jdbc:hsqldb:hsql://h1                  |             | h1:9001/
          JDBC:HSQLDB:HSQLS://H1/app             |             | h1:554/app
          jdbc:hsqldb:http://h1:8080/app         |             | h1:8080/app
          jdbc:hsqldb:https://h1/app             |             | h1:443/app
          jdbc:hsqldb:hsql://[::1]:99/app;x=y    |             | ::1:99/app
          jdbc:hsqldb:hsql://h1/app?user=a&password=b |        | h1:9001/app
          jdbc:hsqldb:hsql://h1/app?x=y          |             | h1:9001/app?x=y
          jdbc:hsqldb:hsql://h1/app;port=99      |             | h1:9001/app
          jdbc:hsqldb:hsql://h1/app              | port=99     | -
          jdbc:hsqldb:hsql://h1/app              | host=prod   | -
          jdbc:hsqldb:hsql://h1/app              | database=p  | -
          jdbc:hsqldb:mem:app                    | connection_type=hsql:// | -
          jdbc:hsqldb:hsql://h1/app;filepath=mem:x |           | -
          jdbc:hsqldb:hsql://h1/app;mem:x        |             | -
          jdbc:hsqldb:hsql://${x}/app            |             | -
          jdbc:hsqldb:hsql://u@h1/app            |             | -
          jdbc:hsqldb:hsql:///app                |             | -
          jdbc:hsqldb:hsql:h1/app                |             | -
          jdbc:hsqldb:hsql://h1:+99/app          |             | -
          jdbc%3Ahsqldb:mem:app                  |             | -
          jdbc:derby://h1/app                    |             | h1:1527/app
          jdbc:derby://h1:99//srv/db;user=u      |             | h1:99//srv/db
          jdbc:derby://h1/memory:app             |             | h1:1527/memory:app
          jdbc:derby://h1/app?x=y                |             | h1:1527/app?x=y
          jdbc:derby://h1/app;databaseName=p     |             | -
          jdbc:derby://h1/app                    | databaseName=p | -
          jdbc:derby://h1/;databaseName=p        |             | h1:1527/p
          jdbc:derby://h1/;databaseName=p;databaseName=q | | -
          jdbc:derby://h1/;databaseName=p        | databaseName=p | -
          jdbc:derby://h1/;databasename=p        |             | -
          jdbc:derby://h1/;databaseName=         |             | -
          jdbc:derby://h1/                       | databaseName=p | -
          jdbc:derby://h1;x=y/app                |             | -
          jdbc:derby://h1/app;nonsense           |             | -
          jdbc:derby://u@h1/app                  |             | -
          jdbc:derby://[::1]:1527/app            |             | -
          jdbc:derby:net://h1/app                |             | -
          JDBC:derby://h1/app                    |             | -
          """)
  void knowsTheServer(String url, @Nullable String properties, String expected) {
    assertThat(Answers.places(url, properties)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop=true", "shutdown=TRUE", "create=true", "restoreFrom=/x"})
  void tellsWhatDerbyDoesWhileConnecting(String attribute) {
    String url = "jdbc:derby://h1/app";

    assertThat(Answers.resolve(url + ";" + attribute, "").connectSql()).hasSize(1);
    assertThat(Answers.resolve(url, attribute).connectSql()).hasSize(1);
    assertThat(Answers.resolve(url + ";create=false", "user=u").connectSql()).isEmpty();
  }
}
