package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows learned from drivers that stand in front of others. */
@NullMarked
class WrappersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:p6spy:postgresql://h1/p6spy:db                    |              | -
          jdbc:p6spy:p6spy:postgresql://h1/db                    |              | h1:5432/db
          jdbc:p6spy:p6spy:postgresql://h1/p6spy:db              |              | -
          jdbc:otel:otel:postgresql://h1/db                      |              | -
          jdbc:p6spy:otel:log4jdbc:postgresql://h1/db            |              | h1:5432/db
          jdbc:p6spy:aws-wrapper:postgresql://h1/db              |              | h1:5432/db
          jdbc:aws-wrapper:p6spy:postgresql://h1/db              |              | h1:5432/db
          jdbc:otel:otel2:postgresql://h1/db                     |              | -
          jdbc:opentracing:postgresql://h1/db                    |              | -
          jdbc:datadog:mysql://h1/db                             |              | -
          jdbc:tc:postgresql:15:///db                            |              | -
          jdbc:p6spy:tc:postgresql:15:///db                      |              | -
          jdbc:aws-wrapper:guard:postgresql://h1/db              |              | -
          jdbc:wrap-jdbc:jdbc:guard:postgresql://h1/db           |              | -
          jdbc:aws-wrapper:postgresql://h1/db                    | PGHOST=prod  | h1:5432/db
          jdbc:aws-wrapper:postgresql://h1/db?host=prod&port=1&dbname=prod |    | h1:5432/db
          jdbc:aws-wrapper:postgresql://h1/db                    | database=prod | h1:5432/db
          jdbc:aws-wrapper:postgresql://h1/                      | database=prod | h1:5432/prod
          jdbc:aws-wrapper:postgresql://h1/?database=prod        | database=x   | h1:5432/prod
          jdbc:aws-wrapper:postgresql://h1:6432,h2/db            |              | h1:6432/db h2:5432/db
          jdbc:aws-wrapper:mysql://h1/db                         | dbname=prod  | h1:3306/prod
          jdbc:aws-wrapper:mysql://h1/db?dbname=prod             |              | h1:3306/prod
          jdbc:aws-wrapper:mysql://h1/db                         | port=99      | h1:99/db
          jdbc:aws-wrapper:mariadb://h1/db                       |              | h1:3306/db
          jdbc:aws-wrapper:postgresql:db                         |              | -
          jdbc:aws-wrapper:postgresql://u@h1/db                  |              | -
          jdbc:aws-wrapper:postgresql://h1/a%70p                 |              | h1:5432/app
          jdbc:aws-wrapper:postgresql://h1/a%2Fb                 |              | h1:5432/a/b
          jdbc:aws-wrapper:postgresql://h1/a%3Fhost=x            |              | h1:5432/a?host=x
          jdbc:aws-wrapper:mysql://h1/%70rod                     |              | h1:3306/prod
          jdbc:aws-wrapper:mariadb://h1/%70rod                   |              | h1:3306/%70rod
          jdbc:aws-wrapper:postgresql://h1/                      | database=a%70p | -
          jdbc:aws-wrapper:mysql://dev@prod/db                   |              | prod:3306/db
          jdbc:aws-wrapper:mysql://u:p@h1/db                     |              | -
          jdbc:aws-wrapper:mysql://h1,u@h2/db                    |              | -
          jdbc:aws-wrapper:mariadb://u@h1/db                     |              | -
          jdbc:aws-wrapper:postgresql://h1/a/b                   |              | -
          jdbc:aws-wrapper:postgresql://h1/                      | database=x?host=prod | -
          jdbc:aws-wrapper:sqlserver://h1;databaseName=x         |              | -
          jdbc:aws-wrapper:postgresql://h1/db?wrapperPlugins=efm2,iam |         | h1:5432/db
          jdbc:aws-wrapper:postgresql://h1/db?wrapperPlugins=srw |              | -
          jdbc:aws-wrapper:postgresql://h1/db                    | srwWriteEndpoint=prod | -
          jdbc:aws-wrapper:postgresql://h1/db?clusterInstanceHostPattern=?.prod | | -
          jdbc:aws-wrapper:postgresql://h1/db?wrapperProfileName=prod |         | -
          jdbc:aws-wrapper:postgresql://h1/db?socketFactory=a.B  |              | -
          JDBC:AWS-WRAPPER:postgresql://h1/db                    |              | -
          jdbc:wrap-jdbc:filters=stat,slf4j:name=x:jdbc:mysql://h1/db |         | h1:3306/db
          jdbc:wrap-jdbc:jdbc:mysql://h1/db                      |              | h1:3306/db
          jdbc:wrap-jdbc:filters=default:name=x:jmx=true:jdbc:mysql://h1/db |   | h1:3306/db
          jdbc:wrap-jdbc:filters=a.b.C:jdbc:mysql://h1/db        |              | -
          jdbc:wrap-jdbc:driver=a.B:jdbc:mysql://h1/db           |              | -
          jdbc:wrap-jdbc:name=jdbc:mysql://h2/x:jdbc:mysql://h1/db |            | -
          """)
  void looksThroughToWhatTheLastDriverGets(
      String url, @Nullable String properties, String expected) {
    assertThat(Answers.places(url, properties)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"readWriteSplitting", "failover2, bg", "limitless", "awsSecretsManager"})
  void doubtsWhatMayDialOtherHosts(String plugins) {
    Target target =
        Answers.resolve("jdbc:aws-wrapper:postgresql://h1/db?wrapperPlugins=" + plugins, "");

    assertThat(target.resolved()).isTrue();
    assertThat(target.doubt()).endsWith("may dial other hosts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:///db?cloudSqlInstance=p:r:prod&socketFactory=com.google.cloud.sql.postgres.SocketFactory",
        "jdbc:mysql:///db?cloudSqlInstance=p:r:prod&socketFactory=com.google.cloud.sql.mysql.SocketFactory",
        "jdbc:mariadb://localhost/db?socketFactory=com.google.cloud.sql.mariadb.SocketFactory"
      })
  void leavesSocketFactoriesUnresolved(String url) {
    assertThat(Answers.resolve(url, "").resolved()).isFalse();
  }
}
