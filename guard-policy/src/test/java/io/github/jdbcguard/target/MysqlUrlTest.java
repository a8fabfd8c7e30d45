package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows learned from MySQL Connector/J: both sides of each border. */
@NullMarked
class MysqlUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:mysql://h1/db?host=                           |                | h1:3306/db
          jdbc:mysql://h1:3307/db?port=1                     |                | h1:3307/db
          jdbc:mysql://h1,h2:5/db                            | port=1 host=x  | h1:1/db h2:5/db
          jdbc:mysql://,h2:5/db                              | port=1 host=x  | x:1/db h2:5/db
          jdbc%3Amysql://h1/db                               |                | h1:3306/db
          %6Adbc:mysql://h1/db                               |                | h1:3306/db
          jdbc:mysql:%2F%2Fh1/db                             |                | -
          JDBC:MySQL:LoadBalance://h1,h2/db                  |                | h1:3306/db h2:3306/db
          jdbc:mysql:failover://h1/db                        |                | -
          jdbc:mysql:aws://h1/db                             |                | -
          jdbc:mysql://%681/db                               |                | h1:3306/db
          jdbc:mysql://h1%2Ch2/db                            |                | -
          jdbc:mysql://h1%3A99/db                            |                | -
          jdbc:mysql://%20h1/db                              |                | -
          jdbc:mysql://u%40x@h1/db                           |                | h1:3306/db
          jdbc:mysql://u@x@h1/db                             |                | -
          jdbc:mysql://h1/db/x                               |                | h1:3306/db/x
          jdbc:mysql://h1/ db%20                             |                | h1:3306/db
          jdbc:mysql://h1/ /db                               |                | -
          jdbc:mysql:/db                                     |                | localhost:3306/db
          jdbc:mysql:db                                      |                | -
          jdbc:mysql:?dbname=x                               |                | localhost:3306/x
          jdbc:mysql://h1/db??dbname=d                       |                | -
          jdbc:mysql://h1/db?dbname=                         |                | h1:3306/
          jdbc:mysql://h1/db?db%6eame=x                      |                | h1:3306/x
          jdbc:mysql://h1/db? dbname = x                     |                | h1:3306/x
          jdbc:mysql://h1/db?%20dbname=x                     |                | h1:3306/db
          jdbc:mysql://h1/db?=x&dbname=y                     |                | -
          jdbc:mysql://h1/db?x=y;dbname=z&p;q=r              |                | -
          jdbc:mysql://h1/db?DBNAME=x&dbname=y               |                | -
          jdbc:mysql://h1/db                                 | DBNAME=x dbname=y | -
          jdbc:mysql://h1/db                                 | database=q     | h1:3306/db
          jdbc:mysql://h1/d%2                                |                | -
          jdbc:mysql://fe80::1:3306/db                       |                | fe80::1:3306/db
          jdbc:mysql://::1/db                                |                | -
          jdbc:mysql://[ ::1:5 ]/db                          |                | -
          jdbc:mysql://h1:abc/db                             |                | -
          jdbc:mysql://h1:99999/db                           |                | -
          jdbc:mysql://h1:+5/db                              |                | -
          jdbc:mysql://(h1:1,h2:2)/db                        |                | -
          jdbc:mysql://h1,[::1:%35:%35]/db                   |                | -
          jdbc:mysql://h1,[::1]:5/db                         |                | h1:3306/db ::1:5/db
          jdbc:mysql://u:p@[h1:1,h2:2]/db                    |                | h1:1/db h2:2/db
          jdbc:mysql://[h1,u@h2]/db                          |                | -
          jdbc:mysql://u@[h1:1,(host=h2,port=2,dbname=z),address=(host=h3)]/db | | h1:1/db h2:2/z h3:3306/db
          jdbc:mysql://(host=h1,port=1)h2/db                 |                | -
          jdbc:mysql://(host=h1)(port=1)/db                  |                | -
          jdbc:mysql://address=(host=h1),(port=1)/db         |                | h1:3306/db localhost:1/db
          jdbc:mysql://address = (host=h1)/db                |                | -
          jdbc:mysql://(host=h1,HOST=h2)/db                  |                | -
          jdbc:mysql://(host=)/db                            | host=h2        | -
          jdbc:mysql://(host=h1,socketFactory=x)/db          |                | -
          jdbc:mysql://(host=h1,protocol=pipe)/db            |                | -
          jdbc:mysql://(host=h1,protocol=TCP)/db             |                | h1:3306/db
          jdbc:mysql://(host=h1,dbname=)/db                  |                | h1:3306/
          jdbc:mysql://(host=h1/db                           |                | -
          jdbc:mysql:///db                                   | host=q,r       | -
          jdbc:mysql:///db                                   | host=::1       | ::1:3306/db
          jdbc:mysql://h1/db                                 | socksProxyHost=p | h1:3306/db
          jdbc:mysql://h1/db?propertiesTransform=a.B         |                | -
          jdbc:mysql://h1/db?useConfigs=maxPerformance       |                | h1:3306/db
          jdbc:mysql://h1/db?useConfigs=clusterBase,coldFusion |              | h1:3306/db
          jdbc:mysql://h1/db?useConfigs=../../x              |                | -
          jdbc:mysql://h1/db?useConfigs=maxPerformance,x     |                | -
          jdbc:mysql://h1/db?useConfigs=                     | USECONFIGS=x   | -
          jdbc:mysql://h1/db?useConfigs=                     | protocol=      | h1:3306/db
          jdbc:mysql:loadbalance://h1/db?loadBalanceConnectionGroup=g | |       -
          jdbc:mysql:replication://h1/db?replicationConnectionGroup=g | |       -
          jdbc:mysql://h1/db?connectionCollation=a;drop      |                | -
          jdbc:mysql://h1/db?dnsSrv=false                    |                | h1:3306/db
          jdbc:mysql://h1/db?permitMysqlScheme               |                | h1:3306/db
          jdbc:mysql://h1/%64b?permitMysqlScheme             |                | -
          """)
  void followsConnectorJ(String url, @Nullable String properties, String expected) {
    assertThat(Answers.places(url, properties)).isEqualTo(expected);
  }
}
