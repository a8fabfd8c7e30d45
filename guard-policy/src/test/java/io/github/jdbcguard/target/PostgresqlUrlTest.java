package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows learned from pgjdbc: both sides of each border. */
@NullMarked
class PostgresqlUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:postgresql://h1/db?PGHOST=a,b&port=1,2        |               | a:1/db b:2/db
          jdbc:postgresql://h1/db?PGHOST=a,b&port=1          |               | -
          jdbc:postgresql://h1:1,h2/db?PGHOST=a,b,c          |               | -
          jdbc:postgresql://h1,h2/db?PGPORT=5                |               | -
          jdbc:postgresql:app?PGHOST=a,b                     |               | -
          jdbc:postgresql://h1/db?PGPORT=abc                 |               | -
          jdbc:postgresql://h1/db?port=                      |               | -
          jdbc:postgresql://h1:0/db                          |               | -
          jdbc:postgresql://h1:05433/db                      |               | h1:5433/db
          jdbc:postgresql://h1:+5433/db                      |               | h1:5433/db
          jdbc:postgresql://h1:++5433/db                     |               | -
          jdbc:postgresql://h1:+/db                          |               | -
          jdbc:postgresql://h1/db?host=                      |               | localhost:5432/db
          jdbc:postgresql://h1/db?PGHOST                     |               | localhost:5432/db
          jdbc:postgresql://h1/db?HOST                       |               | h1:5432/db
          jdbc:postgresql://h1/db?PgHoSt=a&PORT=9&pgport=8   |               | h1:9/db
          jdbc:postgresql://h1/db?%50GHOST=x                 |               | h1:5432/db
          jdbc:postgresql://h1/db?a=1?PGHOST=z               |               | h1:5432/db
          jdbc:postgresql://h1/db?PGHOST=::1                 |               | ::1:5432/db
          jdbc:postgresql://h1/db?PGHOST=[::1]:99            |               | -
          jdbc:postgresql://h1/db?PGHOST=/tmp/x              |               | -
          jdbc:postgresql://h1/db?PGHOST=%20h2               |               | -
          jdbc:postgresql://,h1/db                           |               | localhost:5432/db h1:5432/db
          jdbc:postgresql://,/db                             |               | -
          jdbc:postgresql://u@h1/db                          |               | -
          jdbc:postgresql://h1/db#frag                       |               | h1:5432/db#frag
          jdbc:postgresql://h1/d+b%2b                        |               | h1:5432/d b+
          jdbc:postgresql://h1/d%2                           |               | -
          jdbc:postgresql://h1/d%00                          |               | -
          jdbc:postgresql://h1/d%ff                          |               | -
          jdbc:postgresql://h1?x=/db                         |               | -
          jdbc:postgresql:/db                                |               | -
          jdbc:postgresql:db/x                               |               | localhost:5432/db/x
          jdbc:postgresql:////db                             |               | -
          jdbc:postgresql://[::1/db                          |               | -
          jdbc:postgresql://[::1]x:3/db                      |               | -
          jdbc:postgresql://fd00::7:5433/db                  |               | fd00::7:5433/db
          jdbc:postgresql://?x=y                             |               | localhost:5432/user
          jdbc:postgresql://h1/                              |               | h1:5432/user
          jdbc:postgresql://h1/?user=zed                     | user=u        | h1:5432/zed
          jdbc:postgresql://h1/?user=zed                     | PGDBNAME=p    | h1:5432/p
          jdbc:postgresql://h1/db?PGDBNAME=                  | user=u        | h1:5432/u
          jdbc:postgresql://h1/                              | host=h2 port=9 dbname=q | h1:5432/user
          jdbc:postgresql://h1/                              | PGPORT=77     | h1:5432/user
          jdbc:postgresql:///                                | PGPORT=77     | localhost:77/user
          jdbc:postgresql:///app                             | PGHOST=h2     | localhost:5432/app
          jdbc:postgresql://:5433/app                        | PGHOST=h2     | localhost:5433/app
          jdbc:postgresql:///                                | PGHOST=x,y    | -
          jdbc:postgresql:///                                | PGHOST=x,y PGPORT=1,2 | x:1/user y:2/user
          jdbc:postgresql://h1/db                            | service=prod  | h1:5432/db
          jdbc:postgresql://h1/db?Service=prod               |               | -
          jdbc:postgresql://h1/db                            | socketFactory=a.B | -
          jdbc:postgresql://h1/db?sslfactory=a.B             |               | -
          jdbc:postgresql://h1/db?sslfactory=org.postgresql.ssl.NonValidatingFactory | | h1:5432/db
          Jdbc:postgresql://h1/db                            |               | -
          jdbc:postgreSQL://h1/db                            |               | -
          jdbc:postgresql%3A//h1/db                          |               | -
          """)
  void followsPgjdbc(String url, @Nullable String properties, String expected) {
    assertThat(Answers.places(url, properties)).isEqualTo(expected);
  }
}
