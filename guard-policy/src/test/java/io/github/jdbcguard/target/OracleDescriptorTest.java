package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class OracleDescriptorTest {

  private static final String URL = "jdbc:oracle:thin:@";

  /** {@code %s} stands for addresses, {@code h1} for one of port 1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          (DESCRIPTION=A1 (CONNECT_DATA=(SERVICE_NAME=s)))                        | h1:1/s
          ( description = A1 ( connect_data = ( sid = a b ) ) )                   | h1:1/a b
          (DESCRIPTION=A1)                                                        | h1:1/
          (DESCRIPTION=A1 A2 (CONNECT_DATA=(SERVICE_NAME=s)))                     | h1:1/s h2:2/s
          (DESCRIPTION=(LOAD_BALANCE=ON)(FAILOVER=OFF) A1 A2)                     | h1:1/ h2:2/
          (DESCRIPTION=(ADDRESS_LIST=(ADDRESS_LIST=A2)) A1)                       | h2:2/ h1:1/
          (DESCRIPTION=A1 (SECURITY=(SSL_SERVER_CERT_DN="CN=(x)(HOST=h3,O=z")))   | h1:1/
          (DESCRIPTION=A1 (HOST=h2)(PORT=2))                                      | h1:1/
          (DESCRIPTION=A1 (SOURCE_ROUTE=NO) A2)                                   | h1:1/ h2:2/
          (DESCRIPTION_LIST=(DESCRIPTION=A1 (CONNECT_DATA=(SID=a)))(DESCRIPTION=A2 (CONNECT_DATA=(SERVICE_NAME=b)))) | h1:1/a h2:2/b
          (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h1)(HOST=h2)(PORT=1)(PORT=2))) | h1:1/
          (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h1)))                         | h1:1521/
          (DESCRIPTION=(ADDRESS=(PROTOCOL=TCPS)(PORT=1)))                         | localhost:1/
          (DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=[::1])(PORT= 1 )))            | ::1:1/
          (DESCRIPTION=A1 (CONNECT_DATA=(SERVICE_NAME=s)))?database=h3:3/x        | h3:3/x
          (ADDRESS_LIST=A1 A2)                                                    | -
          (DESCRIPTION=(CONNECT_DATA=(SERVICE_NAME=s)))                           | -
          (DESCRIPTION=A1 (CONNECT_DATA=(SERVICE_NAME=s)(SERVICE_NAME=t)))        | -
          (DESCRIPTION=A1 (CONNECT_DATA=(SERVICE_NAME=s)(SID=t)))                 | -
          (DESCRIPTION=A1 (CONNECT_DATA=(SID=s))(CONNECT_DATA=(SID=t)))           | -
          (DESCRIPTION=A1 (X=A2))                                                 | -
          (DESCRIPTION=(ADDRESS=(HOST=h1)(PORT=1)))                               | -
          (DESCRIPTION=(ADDRESS=(PROTOCOL=IPC)(KEY=x)) A1)                        | -
          (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST="h1")(PORT=1)))               | -
          (DESCRIPTION=A1 (CONNECT_DATA=(SERVICE_NAME=a\\)b)))                    | -
          (DESCRIPTION=A1                                                         | -
          (DESCRIPTION=A1)x                                                       | -
          (DESCRIPTION=A1))                                                       | -
          (DESCRIPTION=A1 (SOURCE_ROUTE=1))                                       | -
          """)
  void readsDescriptors(String descriptor, String places) {
    assertThat(Answers.places(Answers.resolve(URL + whole(descriptor), ""))).isEqualTo(places);
  }

  private static String whole(String descriptor) {
    return descriptor
        .replace("A1", "(ADDRESS=(PROTOCOL=TCP)(HOST=h1)(PORT=1))")
        .replace("A2", "(ADDRESS=(PROTOCOL=TCP)(HOST=h2)(PORT=2))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (DESCRIPTION=(SOURCE_ROUTE=YES) A1 A2)                              | h2:2/
          (DESCRIPTION=(ADDRESS_LIST=(SOURCE_ROUTE=on) A1 A2))                | h2:2/
          (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h1)(PORT=1)(HTTPS_PROXY=p))) | h1:1/
          (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h1,h2)(PORT=1)))          | h1,h2:1/
          """)
  void doubtsRelaysAndProxies(String descriptor, String places) {
    Target target = Answers.resolve(URL + whole(descriptor), "");

    assertThat(Answers.places(target)).isEqualTo(places);
    assertThat(target.certain()).isFalse();
  }

  @Test
  void readsNoTowersOfParentheses() {
    String tower = "(DESCRIPTION=".repeat(500) + ")".repeat(500);

    assertThat(Answers.resolve(URL + tower, "").resolved()).isFalse();
  }
}
