package io.github.jdbcguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class CidrTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0.0.0/0       | 255.255.255.255 | true
          0.0.0.0/0       | ::              | false
          10.20.0.0/16    | 10.20.255.255   | true
          10.20.0.0/16    | 10.21.0.0       | false
          10.20.30.40     | 10.20.30.40     | true
          10.20.30.40     | 10.20.30.41     | false
          128.0.0.0/1     | 200.1.1.1       | true
          ::/0            | fe80::1         | true
          ::/0            | 1.2.3.4         | false
          fd00::/8        | fdff::1         | true
          fd00::/8        | fe00::1         | false
          2001:db8::/64   | 2001:db8:0:0:f::| true
          2001:db8::/64   | 2001:db8:0:1::  | false
          2001:db8::8/125 | 2001:db8::f     | true
          2001:db8::8/125 | 2001:db8::10    | false
          ::1             | ::1             | true
          ::1             | ::2             | false
          """)
  void containsWhatBeginsAlike(String block, String address, boolean expected) {
    assertThat(Cidr.parse(block).contains(Cidr.literal(address).orElseThrow())).isEqualTo(expected);
  }

  @Property
  void comparesTheFirstBits(
      @ForAll @IntRange(min = 0, max = 128) int length,
      @ForAll @Size(16) byte[] one,
      @ForAll @IntRange(min = 0, max = 127) int flipped,
      @ForAll @IntRange(min = 4, max = 16) int family)
      throws UnknownHostException {
    byte[] bytes = Arrays.copyOf(one, family < 10 ? 4 : 16);
    int bits = bytes.length * Byte.SIZE;
    int kept = Math.min(length, bits);
    byte[] other = bytes.clone();
    int bit = flipped % bits;
    other[bit / Byte.SIZE] ^= (byte) (0x80 >> bit % Byte.SIZE);
    BigInteger network = new BigInteger(1, bytes).shiftRight(bits - kept).shiftLeft(bits - kept);
    byte[] padded = new byte[bytes.length + 1];
    byte[] digits = network.toByteArray();
    System.arraycopy(digits, 0, padded, padded.length - digits.length, digits.length);
    byte[] first = Arrays.copyOfRange(padded, 1, padded.length);

    Cidr block = Cidr.parse(InetAddress.getByAddress(first).getHostAddress() + "/" + kept);

    assertThat(block.contains(InetAddress.getByAddress(bytes))).isTrue();
    assertThat(block.contains(InetAddress.getByAddress(other))).isEqualTo(bit >= kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          10.20.0.1/16     | '10.20.0.1/16' has bits behind its first 16; did you mean '10.20.0.0/16'?
          2001:db8::ff/120 | '2001:db8::ff/120' has bits behind its first 120; did you mean '2001:db8:0:0:0:0:0:0/120'?
          10.0.0.0/33      | '/33' is not a prefix length from /0 to /32
          ::/129           | '/129' is not a prefix length from /0 to /128
          10.0.0.0/        | '/' is not a prefix length from /0 to /32
          10.0.0.0/-1      | '/-1' is not a prefix length from /0 to /32
          db.example.com/8 | 'db.example.com' is not an IP address
          """)
  void tellsWhatIsWrong(String text, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text)).withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "256.1.1.1",
        "999.1.1.1",
        "1.2.3.0004",
        "0x7f.0.0.1",
        "1.2.3.4 ",
        "\u0661.2.3.4",
        "localhost",
        "fd00",
        ":",
        ".::1",
        "::g",
        "1:2:3:4:5:6:7:8:9",
        "fe80::1%eth0",
        "[::1]",
        "::\uff11"
      })
  void takesNoNameForAnAddress(String host) {
    assertThat(Cidr.literal(host)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "255.255.255.255, 255.255.255.255",
    "010.001.000.09, 10.1.0.9",
    "::1, 0:0:0:0:0:0:0:1",
    "FD00::A, fd00:0:0:0:0:0:0:a",
    "::ffff:10.0.0.1, 10.0.0.1"
  })
  void readsAddresses(String text, String address) {
    assertThat(Cidr.literal(text).orElseThrow().getHostAddress()).isEqualTo(address);
  }
}
