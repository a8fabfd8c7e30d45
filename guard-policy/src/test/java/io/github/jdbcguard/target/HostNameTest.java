package io.github.jdbcguard.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every spelling of a host, and what is none. */
@NullMarked
class HostNameTest {

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
}
