package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Properties under which the servers are known, and yet something else has a say. */
@NullMarked
class DoubtedTargetsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:postgresql://h1/d?replication=database         |                  | h1:5432/d | replication
          jdbc:postgresql://h1/d?load-balance=true            |                  | h1:5432/d |
          jdbc:postgresql://h1/d?localSocketAddress=::1       | queryTimeout=5   | h1:5432/d |
          jdbc:postgresql://h1/d?sslrootcert=a.pem&unknown=x  | unknown=y        | h1:5432/d |
          jdbc:postgresql://h1 /d                             |                  | h1 :5432/d | hardly a host
          jdbc:yugabytedb://h1/d                              |                  | h1:5433/d |
          jdbc:yugabytedb://h1/d                              | load-balance=false | h1:5433/d |
          jdbc:yugabytedb://h1/d?topology-keys=a.b.c          |                  | h1:5433/d |
          jdbc:yugabytedb://h1/d?load-balance=any             |                  | h1:5433/d | load-balance
          jdbc:yugabytedb://h1/d?load-balance=false           | load-balance=true | h1:5433/d | load-balance
          jdbc:yugabytedb://h1/d?socketFactory=a.B            |                  | -         | socketFactory
          jdbc:redshift://h1/d?ssl=true;ApplicationName=x     |                  | h1:5439/d |
          jdbc:redshift://h1/d;DBNAME=e                       | dbname=f         | h1:5439/e |
          jdbc:redshift:app                                   | host=h2          | h2:5439/app |
          jdbc:redshift:iam://h1/d                            |                  | -         | AWS
          jdbc:redshift://h1/d?IAMAuth=True                   |                  | -         | AWS
          jdbc:redshift://h1/d?ClusterID=x                    |                  | -         | ClusterID
          jdbc:redshift://h1/d                                | inifile=x        | -         | inifile
          jdbc:redshift://h1                                  |                  | -         | slash
          jdbc:redshift://h1/                                 | uid=u            | -         | user
          JDBC:redshift://h1/d                                |                  | -         | spelling
          jdbc:mysql://h1/d?logger=Slf4JLogger                |                  | h1:3306/d |
          jdbc:mysql://h1/d?ha.loadBalanceStrategy=random     |                  | h1:3306/d |
          jdbc:mysql://h1/d?ha.enableJMX=true                 |                  | h1:3306/d | JMX
          jdbc:mysql://h1/d?allowLoadLocalInfile=true&x=y     | useSSL=false     | h1:3306/d |
          jdbc:mysql://h1/d?socksProxyHost=p                  |                  | h1:3306/d | proxy
          jdbc:mariadb://h1/d?x=y&connectTimeout=1            | y=z              | h1:3306/d |
          jdbc:sqlite:a.db                                    | open_mode=134    | :memory:  |
          jdbc:sqlite:a.db                                    | OPEN_MODE=134    | /srv/app/a.db |
          jdbc:sqlite:a.db?open_mode=6                        | open_mode=134    | -         | open_mode
          jdbc:h2:./x;AUTO_SERVER=TRUE                        |                  | /srv/app/x | AUTO_SERVER
          jdbc:h2:./x                                         | auto_server=true | /srv/app/x | AUTO_SERVER
          jdbc:h2:nio:./x;AUTO_SERVER=yes                     |                  | /srv/app/x | AUTO_SERVER
          jdbc:h2:./x;AUTO_SERVER=FALSE                       |                  | /srv/app/x |
          jdbc:h2:./x                                         | AUTO_SERVER=false | /srv/app/x |
          jdbc:h2:tcp://h1/x;AUTO_SERVER=TRUE                 |                  | h1:9092/x |
          jdbc:h2:mem:x;RECOVER_TEST=y                        |                  | -         | RECOVER_TEST
          jdbc:h2:mem:x                                       | recover_test=y   | -         | RECOVER_TEST
          jdbc:derby:x                                        | rollForwardRecoveryFrom=y | - | rollForward
          jdbc:duckdb:x;jdbc_pin_db=true                      |                  | /srv/app/x |
          """)
  void saysWhatElseDecides(
      String url, @Nullable String properties, String places, @Nullable String doubt) {
    Target target = Answers.resolve(url, properties);

    assertThat(Answers.places(target)).isEqualTo(places);
    assertThat(target.doubt()).contains(Objects.requireNonNullElse(doubt, ""));
    assertThat(target.certain()).isEqualTo(doubt == null);
  }

  @Test
  void namesTheServerInTheLockFileOfH2() {
    Surroundings locked =
        new Surroundings(
            name -> "",
            name -> "",
            Path.of("/srv/app"),
            file -> false,
            file ->
                Optional.of(file)
                    .filter(Path.of("/srv/app/x.lock.db")::equals)
                    .map(lock -> "#FileLock\nid=1\nmethod=file\nserver=192.0.2.7\\:9092\n"));

    Target target = TargetResolver.resolve("jdbc:h2:./x;AUTO_SERVER=TRUE", Map.of(), locked);

    assertThat(target.doubt()).isEqualTo("'AUTO_SERVER' leads to the server '192.0.2.7:9092'");
    assertThat(Answers.places(target)).isEqualTo("/srv/app/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          jdbc:postgresql://h1/d?sslhostnameverifier=a.B |  | h1:5432/d | sslhostnameverifier
          jdbc:postgresql://h1/d | sslpasswordcallback=a.B | h1:5432/d | sslpasswordcallback
          jdbc:postgresql://h1/d?authenticationPluginClassName=a.B |  | h1:5432/d | authenticationPluginClassName
          jdbc:postgresql://h1/d?xmlFactoryFactory=a.B |  | h1:5432/d | xmlFactoryFactory
          jdbc:postgresql://h1/d?loggerFile=/etc/x |  | h1:5432/d | loggerFile
          jdbc:postgresql://h1/d?connectExecutor=a.B |  | h1:5432/d | connectExecutor
          jdbc:redshift://h1/d | PLUGIN_NAME=a.B | h1:5439/d | PLUGIN_NAME
          jdbc:mysql://h1/d?queryInterceptors=a.B |  | h1:3306/d | queryInterceptors
          jdbc:mysql://h1/d | EXCEPTIONINTERCEPTORS=a.B | h1:3306/d | EXCEPTIONINTERCEPTORS
          jdbc:mysql://h1/d?logger=a.B |  | h1:3306/d | logger
          jdbc:mysql://h1/d?ha.loadBalanceStrategy=a.B |  | h1:3306/d | loadBalanceStrategy
          jdbc:redshift://h1/d?loglevel=6&LogPath=/srv |  | h1:5439/d | loglevel
          jdbc:redshift://h1/d | DSILogLevel=DEBUG | h1:5439/d | DSILogLevel
          jdbc:db2://h1:1/D:traceFile=/etc/x; |  | h1:1/D | traceFile
          jdbc:db2://h1:1/D:traceLevel=-1; | traceDirectory=. | h1:1/D | traceDirectory
          jdbc:mysql://h1/d?trustCertificateKeyStoreUrl=http://x/y |  | h1:3306/d | trustCertificateKeyStoreUrl
          jdbc:mysql://h1/d | clientcertificatekeystoreurl=file://h2/x | h1:3306/d | clientcertificatekeystoreurl
          jdbc:mysql://h1/d?defaultAuthenticationPlugin=com.mysql.cjx.A |  | h1:3306/d | defaultAuthenticationPlugin
          jdbc:mysql://h1/d?autoDeserialize=true |  | h1:3306/d | autoDeserialize
          """)
  void takesForStatementsWhatRunsCodeAtConnect(
      String url, @Nullable String properties, String places, String key) {
    Target target = Answers.resolve(url, properties);

    assertThat(Answers.places(target)).isEqualTo(places);
    assertThat(target.certain()).isTrue();
    assertThat(target.connectSql()).singleElement().asString().containsIgnoringCase(key);
  }
}
