package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows learned from the drivers themselves: both sides of each border. */
@NullMarked
class TargetResolverTest {

  private static final Map<String, String> SYSTEM =
      Map.of("user.home", "/home/lena", "user.name", "lena");

  private static Surroundings surroundings(Map<String, String> systemProperties) {
    Map<String, String> all = new HashMap<>(SYSTEM);
    all.putAll(systemProperties);
    return new Surroundings(Map.of(), all, Path.of("/work/app"));
  }

  private static Target resolve(String url, @Nullable String properties) {
    return TargetResolver.resolve(url, pairs(properties), surroundings(Map.of()));
  }

  private static Map<String, String> pairs(@Nullable String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : Objects.requireNonNullElse(text, "").split(" ", 0)) {
      int sign = pair.indexOf('=');
      if (sign >= 0) {
        pairs.put(pair.substring(0, sign), pair.substring(sign + 1));
      }
    }
    return pairs;
  }

  /** All endpoints, or a dash for an unresolved target. */
  private static String places(Target target) {
    return target.endpoints().stream()
        .map(
            endpoint ->
                endpoint.inProcess()
                    ? endpoint.database()
                    : endpoint.host() + ":" + endpoint.port() + "/" + endpoint.database())
        .collect(Collectors.joining(" "))
        .transform(text -> target.resolved() ? text : "-");
  }

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
          jdbc:postgresql://?x=y                             |               | localhost:5432/lena
          jdbc:postgresql://h1/                              |               | h1:5432/lena
          jdbc:postgresql://h1/?user=zed                     | user=u        | h1:5432/zed
          jdbc:postgresql://h1/?user=zed                     | PGDBNAME=p    | h1:5432/p
          jdbc:postgresql://h1/db?PGDBNAME=                  | user=u        | h1:5432/u
          jdbc:postgresql://h1/                              | host=h2 port=9 dbname=q | h1:5432/lena
          jdbc:postgresql://h1/                              | PGPORT=77     | h1:5432/lena
          jdbc:postgresql:///                                | PGPORT=77     | localhost:77/lena
          jdbc:postgresql:///app                             | PGHOST=h2     | localhost:5432/app
          jdbc:postgresql://:5433/app                        | PGHOST=h2     | localhost:5433/app
          jdbc:postgresql:///                                | PGHOST=x,y    | -
          jdbc:postgresql:///                                | PGHOST=x,y PGPORT=1,2 | x:1/lena y:2/lena
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
    assertThat(places(resolve(url, properties))).isEqualTo(expected);
  }

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
          jdbc:mysql://h1/db                                 | socksProxyHost=p | -
          jdbc:mysql://h1/db?propertiesTransform=a.B         |                | -
          jdbc:mysql://h1/db?useConfigs=maxPerformance       |                | -
          jdbc:mysql:loadbalance://h1/db?loadBalanceConnectionGroup=g | |       -
          jdbc:mysql:replication://h1/db?replicationConnectionGroup=g | |       -
          jdbc:mysql://h1/db?connectionCollation=a;drop      |                | -
          jdbc:mysql://h1/db?dnsSrv=false                    |                | h1:3306/db
          jdbc:mysql://h1/db?permitMysqlScheme               |                | h1:3306/db
          jdbc:mysql://h1/%64b?permitMysqlScheme             |                | -
          """)
  void followsConnectorJ(String url, @Nullable String properties, String expected) {
    assertThat(places(resolve(url, properties))).isEqualTo(expected);
  }

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
          jdbc:mariadb://h1/db?timezone=a';x                 |                | -
          jdbc:mariadb%3A//h1/db                             |                | -
          """)
  void followsMariadbConnector(String url, @Nullable String properties, String expected) {
    assertThat(places(resolve(url, properties))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:h2:mem:App                 | mem:App
          jdbc:h2:.                       | mem:
          jdbc:h2:MEM:app                 | -
          jdbc:h2:TCP://h1/~/x            | -
          jdbc:h2:tcp://h1                | -
          jdbc:h2:tcp:///x                | -
          jdbc:h2:tcp:h1/x                | h1:9092/x
          jdbc:h2:ssl://h1:99/mem:x       | h1:99/mem:x
          jdbc:h2:tcp://[::1]:99/x        | ::1:99/x
          jdbc:h2:tcp://h1:0123/x         | -
          jdbc:h2:tcp://h1,/x             | -
          jdbc:h2:file:///abs/x           | /abs/x
          jdbc:h2:/abs/x/                 | -
          jdbc:h2:../x                    | /work/x
          jdbc:h2:.\\x                    | /work/app/x
          jdbc:h2:~/x                     | /home/lena/x
          jdbc:h2:~x                      | -
          jdbc:h2:zip:~/db.zip!/test      | -
          jdbc:h2:nio:~/x                 | -
          jdbc:h2:mem:x;MODE              | -
          jdbc:h2:mem:x; MODE =x          | -
          jdbc:h2:mem:x;;MODE=x           | mem:x
          jdbc:h2:mem:x;INIT=a;INIT=b     | -
          JDBC:h2:mem:x                   | -
          jdbc:sqlite:a.db?x=1            | /work/app/a.db?x=1
          jdbc:sqlite:a.db?FOREIGN_KEYS=on&x=1 | /work/app/a.db?x=1
          jdbc:sqlite:a.db?               | /work/app/a.db
          jdbc:sqlite::memory:?cache=shared | /work/app/:memory:?cache=shared
          jdbc:sqlite:?foreign_keys=on    | :memory:
          jdbc:sqlite:file:a+b.db#x?y     | /work/app/a+b.db
          jdbc:sqlite:file:a%6.db         | -
          jdbc:sqlite:file:a%00.db        | -
          jdbc:sqlite:file:a.db?mode=memory | :memory:
          jdbc:sqlite:file:a.db?vfs=x     | -
          jdbc:sqlite:file://h1/tmp/a.db  | -
          jdbc:sqlite:file://localhost/tmp/a.db | /tmp/a.db
          jdbc:sqlite:FILE:a.db           | /work/app/FILE:a.db
          jdbc:sqlite::resource:a.db      | -
          jdbc:hsqldb:mem:App             | mem:app
          jdbc:hsqldb:hsql://h1/app       | -
          jdbc:hsqldb:res:app             | -
          jdbc:hsqldb:file:${x}/app       | -
          jdbc:derby:memory:app           | memory:app
          jdbc:derby:app;create=true      | /work/app/app
          jdbc:derby:app;databaseName=b   | -
          jdbc:derby://h1/app             | -
          jdbc:duckdb:a.db                | /work/app/a.db
          jdbc:duckdb:md:prod             | -
          jdbc:duckdb:postgres:prod       | -
          jdbc:duckdb:;session_init_sql_file=x | -
          """)
  void knowsWhatRunsInThisProcess(String url, String expected) {
    assertThat(places(resolve(url, ""))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DB.Example.COM.          | db.example.com
          2130706433               | 127.0.0.1
          127.1                    | 127.0.0.1
          127.65536                | 127.1.0.0
          127.0.65535              | 127.0.255.255
          0177.0.0.1               | 177.0.0.1
          0                        | 0.0.0.0
          [::FFFF:1.2.3.4]         | 1.2.3.4
          ::ffff:0102:0304         | 1.2.3.4
          [0:0:0:0:0:0:0:1]        | ::1
          1:0:0:2:0:0:0:3          | 1:0:0:2::3
          2001:DB8:0:1:1:1:1:1     | 2001:db8:0:1:1:1:1:1
          ::                       | ::
          1:2:3:4:5:6:7::          | 1:2:3:4:5:6:7:0
          my_host                  | my_host
          """)
  void spellsEachHostInOneWay(String text, String expected) {
    assertThat(HostName.canonical(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "h 1",
        "h1/",
        "dеv",
        "-h",
        "h..1",
        ".h",
        "0x7f.1",
        "0x7f000001",
        "256.0.0.1",
        "4294967296",
        "00000000002130706433",
        "127.0.0.1.",
        "1.2.3.4.5",
        "127..1",
        "[h1]",
        "[::1",
        "::1%eth0",
        "1::2::3",
        ":::",
        "1:2:3:4::5:6:7:8",
        "00001::1",
        "::1.2.3",
        "::ffff:127.1",
        "::256.1.1.1",
        "fd00:66:",
        "a@b",
        "h\u0000",
        "h,1"
      })
  void refusesWhatIsNoHost(String text) {
    assertThatThrownBy(() -> HostName.canonical(text)).isInstanceOf(NotUnderstoodException.class);
  }

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
          jdbc:h2:mem:x;LOCK_TIMEOUT=1 \\; drop table a   |             | SET LOCK_TIMEOUT 1 ; drop table a
          jdbc:h2:mem:x;DATABASE_EVENT_LISTENER='a.B'     |             | SET DATABASE_EVENT_LISTENER 'a.B'
          jdbc:mariadb://h/d?initSql=DELETE%20FROM t      |             | DELETE%20FROM t
          jdbc:mariadb://h/d                              | INITSQL=x   | x
          jdbc:mariadb://h/d?sessionVariables=a=(select 1) |            | SET SESSION a=(select 1)
          jdbc:mariadb://h/d?createDatabaseIfNotExist     |             | CREATE DATABASE IF NOT EXISTS d
          jdbc:mariadb://h/a b?createDatabaseIfNotExist=1 |             | CREATE DATABASE IF NOT EXISTS `a b`
          jdbc:mariadb://h/d?createDatabaseIfNotExist=0   |             |
          jdbc:mysql://h/d?sessionVariables=sql_mode%3D'' |             | SET SESSION sql_mode=''
          jdbc:mysql://h/d                                | createDatabaseIfNotExist=true | CREATE DATABASE IF NOT EXISTS d
          jdbc:postgresql://h/d?options=-c%20a=b%20--c-d=e%20-cx.y=a%5C%20b | | SET a = b; SET c_d = e; SET x.y = 'a b'
          jdbc:sqlite:a.db?journal_mode=wal               |             |
          jdbc:sqlite:a.db?journal_mode=wal;delete        |             | PRAGMA journal_mode=wal;delete
          """)
  void tellsTheSqlThatRunsAtConnect(
      String url, @Nullable String properties, @Nullable String expected) {
    Target target = resolve(url, properties);

    assertThat(target.unresolved()).isEmpty();
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
        "jdbc:duckdb:md:x;session_init_sql_file=x"
      })
  void takesNoUnresolvedTargetForSilentAtConnect(String url) {
    assertThat(resolve(url, ""))
        .isEqualTo(
            new Target(
                resolve(url, "").engine(),
                List.of(),
                resolve(url, "").unresolved(),
                List.of(SuspectedStatements.NOT_UNDERSTOOD)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:p6spy:postgresql://h1/db                | POSTGRESQL | h1:5432/db
          jdbc:otel:p6spy:mysql://h1/db                | MYSQL      | h1:3306/db
          jdbc:log4jdbc:mariadb://h1/db                | MARIADB    | h1:3306/db
          JDBC:P6SPY:postgresql://h1/db                | OTHER      | -
          jdbc:aws-wrapper:postgresql://h1/db          | OTHER      | -
          jdbc:tc:postgresql:15:///db                  | OTHER      | -
          jdbc:guard:postgresql://h1/db                | OTHER      | -
          jdbc:p6spy:guard:h2:mem:x                    | OTHER      | -
          jdbc:sqlserver://h1;databaseName=x           | SQLSERVER  | -
          JDBC:ORACLE:thin:@h1:1521/x                  | ORACLE     | -
          jdbc:ch://h1/x                               | CLICKHOUSE | -
          jdbc:jtds:sqlserver://h1/x                   | SQLSERVER  | -
          jdbc:nonsense://h1/x                         | OTHER      | -
          ''                                           | OTHER      | -
          """)
  void looksThroughWrappersAndKnowsTheEngine(String url, Engine engine, String expected) {
    Target target = resolve(url, "");

    assertThat(target.engine()).isEqualTo(engine);
    assertThat(places(target)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socksProxyHost=p", "jdk.net.hosts.file=/x", "java.net.useSystemProxies=true"})
  void knowsThatTheJvmMayTakeADetour(String setting) {
    Surroundings surroundings = surroundings(pairs(setting));

    assertThat(TargetResolver.resolve("jdbc:mysql://h1/db", Map.of(), surroundings).resolved())
        .isFalse();
    assertThat(TargetResolver.resolve("jdbc:h2:mem:x", Map.of(), surroundings).resolved()).isTrue();
  }

  @Test
  void saysWhyInWords() {
    assertThat(resolve("jdbc:trino://h1/cat", "").unresolved())
        .isEqualTo("the guard does not resolve trino URLs yet");
    assertThat(resolve("jdbc:guard:h2:mem:x", "").unresolved())
        .isEqualTo("own prefix inside own prefix");
    assertThat(resolve("jdbc:postgresql://h1/db?socketFactory=a.B", "").unresolved())
        .isEqualTo("'socketFactory' decides at run time what is reached");
  }

  @Test
  void readsThisProcess() {
    assertThat(Surroundings.ofThisProcess().workingDirectory()).isAbsolute();
    assertThat(Surroundings.ofThisProcess().systemProperties()).containsKey("user.home");
  }
}
