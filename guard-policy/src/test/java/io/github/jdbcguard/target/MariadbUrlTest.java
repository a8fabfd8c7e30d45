package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows learned from MariaDB Connector/J: both sides of each border. */
@NullMarked
class MariadbUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:mariadb://h1/db?database=x&DATABASE=y         |                | -
          jdbc:mariadb://h1/db?database=x                    | Database=y     | -
          jdbc:mariadb://h1/db                               | DATABASE=x     | h1:3306/x
          jdbc:mariadb://h1/db                               | port=1 host=q  | h1:3306/db
          jdbc:mariadb://h1/%64b                             |                | h1:3306/%64b
          jdbc:mariadb://%681/db                             |                | -
          jdbc:mariadb://h1:/db                              |                | -
          jdbc:mariadb://h1:99999/db                         |                | -
          jdbc:mariadb://h1:1:2/db                           |                | -
          jdbc:mariadb:// h1 /db                             |                | h1:3306/db
          jdbc:mariadb://h1 , h2:5 /db                       |                | -
          jdbc:mariadb://h1,,h2/db                           |                | -
          jdbc:mariadb://h1,/db                              |                | h1:3306/db
          jdbc:mariadb://[::1]:5/db                          |                | ::1:5/db
          jdbc:mariadb://::1:5/db                            |                | -
          jdbc:mariadb://u@h1/db                             |                | -
          jdbc:mariadb://address=(port=5)/db                 |                | -
          jdbc:mariadb://address=(host=h1)(localSocket=/x)/db |               | -
          jdbc:mariadb://address=(host=h1)(pipe=x)/db        |                | -
          jdbc:mariadb://address=(host=h1)(type=replica),h2/db |              | h1:3306/db h2:3306/db
          jdbc:mariadb://address= (host=h1) (port=5)/db      |                | h1:5/db
          jdbc:mariadb://ADDRESS=(host=h1)/db                |                | -
          jdbc:mariadb://address=(host=h1,h2)/db             |                | -
          jdbc:mariadb://address=(host=h1/x)/db              |                | -
          jdbc:mariadb://h1/x,address=(host=h2)/db           |                | -
          jdbc:mariadb:REPLICATION://h1,h2/db                |                | h1:3306/db h2:3306/db
          jdbc:mariadb:load-balance-read://h1/db             |                | h1:3306/db
          jdbc:mariadb:aurora://h1/db                        |                | -
          jdbc:mariadb:sequential: //h1/db                   |                | -
          jdbc:mariadb://                                    |                | -
          jdbc:mariadb://h1/?                                |                | h1:3306/
          jdbc:mariadb://h1/db?database=                     |                | h1:3306/db
          jdbc:mariadb://h1/db? database=x                   |                | h1:3306/db
          jdbc:mariadb://h1/db?x=1;database=a                |                | h1:3306/db
          jdbc:mariadb://h1/db#?database=a                   |                | h1:3306/a
          jdbc:mariadb://h1/db?LOCALSOCKET=x                 |                | -
          jdbc:mariadb://h1/db                               | pipe=x         | -
          jdbc:mariadb://h1/db?socketFactory=x               |                | -
          jdbc:mariadb://h1/db?tlsSocketType=                |                | h1:3306/db
          jdbc:mariadb://h1/db?tlsSocketType=x               |                | -
          jdbc:mariadb://h1/db?tlsSocketType=                | TLSSOCKETTYPE=x | -
          jdbc:mariadb://h1/db?timezone=+02:00               |                | h1:3306/db
          jdbc:mariadb://h1/db?timezone=a';x                 |                | -
          jdbc:mariadb%3A//h1/db                             |                | -
          """)
  void followsMariadbConnector(String url, @Nullable String properties, String expected) {
    assertThat(Answers.places(url, properties)).isEqualTo(expected);
  }
}
