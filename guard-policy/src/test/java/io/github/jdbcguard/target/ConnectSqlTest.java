package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL that runs before anybody asks. */
@NullMarked
class ConnectSqlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:h2:mem:x;INIT=drop table a\\;select 1      |             | drop table a;select 1
          jdbc:h2:mem:x;init=drop table a                 |             | drop table a
          jdbc:h2:mem:x                                   | Init=drop   | drop
          jdbc:h2:mem:x;MODE=MySQL;DB_CLOSE_DELAY=-1      |             |
          jdbc:h2:mem:x;TIME ZONE=Europe/Berlin           |             |
          jdbc:h2:mem:x;TIME ZONE=UTC+01:00               |             |
          jdbc:h2:mem:x;TIME ZONE=(select 1)              |             | SET TIME ZONE (select 1)
          jdbc:h2:mem:x;MODE=a/b                          |             | SET MODE a/b
          jdbc:h2:mem:x;LOCK_TIMEOUT=1 \\; drop table a   |             | SET LOCK_TIMEOUT 1 ; drop table a
          jdbc:h2:mem:x;DATABASE_EVENT_LISTENER='a.B'     |             | SET DATABASE_EVENT_LISTENER 'a.B'
          jdbc:mariadb://h/d?initSql=DELETE%20FROM t      |             | DELETE%20FROM t
          jdbc:mariadb://h/d                              | INITSQL=x   | x
          jdbc:mariadb://h/d?initSql=select 'a;drop table t;' |         | select 'a; drop table t; '
          jdbc:mariadb://h/d?sessionVariables=a=(select 1) |            | SET SESSION a=(select 1)
          jdbc:mariadb://h/d?createDatabaseIfNotExist     |             | CREATE DATABASE IF NOT EXISTS d
          jdbc:mariadb://h/a b?createDatabaseIfNotExist=1 |             | CREATE DATABASE IF NOT EXISTS `a b`
          jdbc:mariadb://h/d?createDatabaseIfNotExist=0   |             |
          jdbc:mysql://h/d?sessionVariables=sql_mode%3D'' |             | SET SESSION sql_mode=''
          jdbc:mysql://h/d                                | createDatabaseIfNotExist=true | CREATE DATABASE IF NOT EXISTS d
          jdbc:postgresql://h/d?options=-c%20a=b%20--c-d=e%20-cx.y=a%5C%20b | | SET a = b; SET c_d = e; SET x.y = 'a b'
          jdbc:sqlite:a.db?journal_mode=wal               |             |
          jdbc:sqlite:a.db?user_version=5                 |             | PRAGMA user_version=5
          jdbc:h2:mem:x                                   | cache_size=1+(select+2) | SET CACHE_SIZE 1+(select+2)
          jdbc:mysql://h/d?logger=com.mysql.cj.log.Slf4JLogger |        |
          jdbc:mysql://h/d?trustCertificateKeyStoreUrl=file:/a/b |      |
          jdbc:mysql://h/d?trustCertificateKeyStoreUrl=file:///a |      |
          jdbc:mysql://h/d?trustCertificateKeyStoreUrl=   |             |
          jdbc:db2://h/D:traceFile=/a;traceLevel=0;       |             |
          jdbc:db2://h/D:traceLevel=-1;                   |             |
          jdbc:db2://h/D:TRACEFILE=/a;                    |             |
          jdbc:redshift://h/d?LogPath=/a&LogLevel=0       | loglevel=OFF |
          jdbc:redshift://h/d?queryGroup=it's             |             | SET query_group TO 'it''s'
          jdbc:redshift://h/d?options=-c%20a=b            |             | SET a = b
          jdbc:yugabytedb://h/d?options=-c%20a=b          |             | SET a = b
          jdbc:sqlite:a.db?journal_mode=wal;delete        |             | PRAGMA journal_mode=wal;delete
          """)
  void tellsTheSqlThatRunsAtConnect(
      String url, @Nullable String properties, @Nullable String expected) {
    Target target = Answers.resolve(url, properties);

    assertThat(target.doubt()).isEmpty();
    assertThat(String.join("; ", target.connectSql()))
        .isEqualTo(Objects.requireNonNullElse(expected, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mariadb://h/d?localSocket=x&initSql=drop",
        "jdbc:mysql://h:x/d?session%56ariables=a",
        "jdbc:h2:zip:a!/b;INIT=drop",
        "jdbc:postgresql://h/d?service=x&options=-cx=y",
        "jdbc:postgresql://h/d?options=-d%205",
        "jdbc:duckdb:md:x;session_init_sql_file=x",
        "jdbc:derby:memory:x;drop=true",
        "jdbc:derby:x;shutdown=true",
        "jdbc:derby:x;restoreFrom=/y"
      })
  void takesNoUnresolvedTargetForSilentAtConnect(String url) {
    assertThat(Answers.resolve(url, ""))
        .isEqualTo(
            new Target(
                Answers.resolve(url, "").engine(),
                List.of(),
                Answers.resolve(url, "").doubt(),
                List.of(SuspectedStatements.NOT_UNDERSTOOD)));
  }
}
